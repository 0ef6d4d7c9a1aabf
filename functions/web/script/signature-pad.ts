const WIDTH = 600;
const HEIGHT = 200;
const LONGEST_PATH = 19_000;

/** Opens the part of a signature that was chosen, and lets people draw in it; typing one's name does as well. */
export function takeSignatures(form: HTMLFormElement): void {
  for (const pad of form.querySelectorAll<SVGSVGElement>('[data-pad]')) drawOn(form, pad);
  const update = (): void => {
    for (const choice of form.querySelectorAll<HTMLInputElement>('[data-signature]')) {
      const parts = choice
        .closest('fieldset')
        ?.querySelectorAll<HTMLElement>(`[data-part="${choice.dataset.signature}"]`);
      for (const part of parts ?? []) part.toggleAttribute('data-closed', !choice.checked);
    }
  };
  form.addEventListener('change', update);
  update();
}

function drawOn(form: HTMLFormElement, pad: SVGSVGElement): void {
  const id = pad.dataset.pad ?? '';
  const kept = form.querySelector<HTMLInputElement>(`#${CSS.escape(id)}`);
  const ink = pad.querySelector<SVGPathElement>('.rf-pad__ink');
  if (kept === null || ink === null) return;
  let drawing = false;
  const show = (path: string): void => {
    kept.value = path;
    ink.setAttribute('d', path);
  };
  const placeOf = (event: PointerEvent): string => {
    const box = pad.getBoundingClientRect();
    const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, Math.round(value)));
    return `${clamp(((event.clientX - box.left) / box.width) * WIDTH, WIDTH)} ${clamp(((event.clientY - box.top) / box.height) * HEIGHT, HEIGHT)}`;
  };
  pad.addEventListener('pointerdown', (event) => {
    drawing = true;
    pad.setPointerCapture(event.pointerId);
    show(`${kept.value}M${placeOf(event)}`);
    event.preventDefault();
  });
  pad.addEventListener('pointermove', (event) => {
    if (drawing && kept.value.length < LONGEST_PATH) show(`${kept.value}L${placeOf(event)}`);
  });
  const stop = (): void => {
    drawing = false;
    kept.dispatchEvent(new Event('input', { bubbles: true }));
  };
  pad.addEventListener('pointerup', stop);
  pad.addEventListener('pointercancel', stop);
  form.querySelector(`[data-clear-pad="${id}"]`)?.addEventListener('click', () => show(''));
}
