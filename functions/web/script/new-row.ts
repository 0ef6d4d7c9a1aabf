/** After a row was added (the address ends in `#…-end`), puts the focus on its first input. */
export function focusNewRow(page: Document): void {
  if (!page.location.hash.endsWith('-end')) return;
  const end = page.getElementById(decodeURIComponent(page.location.hash.slice(1)));
  const rows = end?.closest('fieldset')?.querySelectorAll<HTMLElement>(':scope > .rf-row, :scope > .rf-card');
  const last = rows?.[rows.length - 1];
  last?.scrollIntoView();
  last
    ?.querySelector<HTMLElement>('input:not([type="hidden"]), textarea, select, button')
    ?.focus({ preventScroll: true });
}
