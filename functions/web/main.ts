import { keepSaving } from './script/autosave.ts';
import { countCharacters } from './script/character-count.ts';
import { followConditions } from './script/conditions.ts';
import { focusErrors } from './script/errors.ts';
import { focusNewRow } from './script/new-row.ts';
import { sendOnce } from './script/send-once.ts';
import { takeSignatures } from './script/signature-pad.ts';

// Pages are complete without this; it only makes them quicker to use. Nothing here writes HTML: Trusted Types forbid it.
document.documentElement.classList.add('rf-js');
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-form]')) {
  followConditions(form);
  countCharacters(form);
  takeSignatures(form);
  sendOnce(form);
  if (form.hasAttribute('data-autosave')) keepSaving(form);
}
focusErrors(document);
focusNewRow(document);
