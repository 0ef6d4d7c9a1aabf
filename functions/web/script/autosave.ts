const QUIET_MILLISECONDS = 2500;

/** Saves the page on the server a moment after the last change and when the person looks away; says so, and says when it fails. */
export function keepSaving(form: HTMLFormElement): void {
  const version = form.querySelector<HTMLInputElement>('input[name="draft"]');
  const said = form.querySelector<HTMLElement>('.rf-saved');
  if (version === null || said === null) return;
  let timer: number | undefined;
  let dirty = false;
  let saving = false;
  let stopped = false;

  const save = async (): Promise<void> => {
    if (!dirty || saving || stopped) return;
    saving = true;
    dirty = false;
    said.textContent = form.dataset.saving ?? '';
    try {
      const response = await fetch(form.action, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body: bodyOf(form),
        keepalive: true,
      });
      if (!response.ok) throw new Error(String(response.status));
      const saved: { readonly draftVersion: number; readonly savedAt: string } = await response.json();
      version.value = String(saved.draftVersion);
      said.textContent = (form.dataset.saved ?? '').replace('{time}', saved.savedAt);
    } catch {
      // Another device was newer, or there is no connection: the next real submit settles it and explains.
      said.textContent = form.dataset.notSaved ?? '';
      dirty = true;
    }
    saving = false;
    if (dirty && !stopped) plan(QUIET_MILLISECONDS * 6);
  };
  const plan = (wait: number): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void save(), wait);
  };
  form.addEventListener('input', () => {
    dirty = true;
    plan(QUIET_MILLISECONDS);
  });
  form.addEventListener('submit', () => {
    stopped = true;
    window.clearTimeout(timer);
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void save();
  });
}

/** The form's texts without its files (those go with a real submit) and with the command to save only. */
function bodyOf(form: HTMLFormElement): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
  body.append('command', 'save');
  return body;
}
