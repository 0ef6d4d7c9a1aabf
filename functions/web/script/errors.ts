/** Puts the focus on the error summary, and from its links on the very input to mend, with its question in view. */
export function focusErrors(page: Document): void {
  const summary = page.querySelector<HTMLElement>('.govuk-error-summary');
  if (summary === null) return;
  summary.tabIndex = -1;
  summary.focus();
  summary.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const id = link?.getAttribute('href') ?? '';
    if (!id.startsWith('#')) return;
    const target = page.getElementById(id.slice(1));
    if (target === null) return;
    event.preventDefault();
    const question = target.closest('.govuk-form-group, fieldset') ?? target;
    question.scrollIntoView();
    target.focus({ preventScroll: true });
  });
}
