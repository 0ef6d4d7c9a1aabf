const PAUSE_MILLISECONDS = 1500;

/** A second press in a hurry does not send twice; the server would notice too. */
export function sendOnce(form: HTMLFormElement): void {
  let sentAt = 0;
  form.addEventListener('submit', (event) => {
    const careful = event.submitter?.hasAttribute('data-prevent-double-click') ?? false;
    const now = Date.now();
    if (careful && now - sentAt < PAUSE_MILLISECONDS) event.preventDefault();
    else sentAt = now;
  });
}
