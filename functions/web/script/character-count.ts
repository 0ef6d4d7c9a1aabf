const QUIET_MILLISECONDS = 800;

/** Tells how many characters are left; screen readers hear it once the person pauses. */
export function countCharacters(form: HTMLFormElement): void {
  for (const group of form.querySelectorAll<HTMLElement>('.govuk-character-count')) {
    const text = group.querySelector('textarea');
    const shown = group.querySelector<HTMLElement>('.govuk-character-count__message');
    const most = Number(group.dataset.maxlength);
    if (text === null || shown === null || !(most > 0)) continue;
    const heard = document.createElement('span');
    heard.className = 'govuk-visually-hidden';
    heard.setAttribute('aria-live', 'polite');
    shown.after(heard);
    let timer: number | undefined;
    const update = (): void => {
      // Line ends travel as two characters but are counted as one, as the server does.
      const left = most - text.value.length;
      const sentence = (left < 0 ? group.dataset.over : group.dataset.left) ?? '{count}';
      shown.textContent = sentence.replace('{count}', String(Math.abs(left)));
      shown.classList.toggle('rf-too-much', left < 0);
      window.clearTimeout(timer);
      timer = window.setTimeout(() => {
        heard.textContent = shown.textContent;
      }, QUIET_MILLISECONDS);
    };
    text.addEventListener('input', update);
    if (text.value !== '') update();
  }
}
