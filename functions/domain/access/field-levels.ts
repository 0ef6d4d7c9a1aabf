import type { Actor } from '../directory/directory.ts';
import { may } from './may.ts';
import { isParty } from './scopes.ts';
import type { AccessObject, FieldLevels } from './verdict.ts';

/** The participant, the lead helper, and the diagnosis team: the only ones who see rows marked as special (open-questions, Q39). */
const SEES_SPECIAL: ReadonlySet<string> = new Set([
  'participant',
  'caseManager',
  'kisSocialWorker',
  'psychologist',
  'pedagogue',
  'careerAdviser',
  'specialist',
]);

/** Documents that mark single rows as special; in the others the level is the whole document's, which the table decides on. */
const MARKS_ROWS: ReadonlySet<string> = new Set(['diagnostic-report']);

/** Parts of a document that never reach as far as its special fields. */
const NARROW: ReadonlySet<string> = new Set(['result', 'summary', 'classes', 'status', 'answers']);

/**
 * How far into the fields of a document an actor sees, or undefined when they may not read it at all. Rows marked `special` open to the
 * participant, the lead helper, the diagnosis team and whoever is named in the document; to a recipient by consent only as far as the
 * consent's separate tick for special data goes.
 */
export function fieldLevels(actor: Actor | undefined, object: AccessObject): FieldLevels | undefined {
  const verdict = may(actor, 'document.read', object);
  if (!verdict.allowed) return undefined;
  const view = verdict.view === undefined ? {} : { view: verdict.view };
  if (actor === undefined) return { level: 'public', ...view };
  if (verdict.view !== undefined && NARROW.has(verdict.view)) return { level: 'personal', ...view };
  const isByConsent = verdict.reason.row?.endsWith('°') === true && !isParty(actor, object);
  const isTicked = object.consents?.some((one) => one.organisationId === actor.organisationId && one.special) === true;
  const isSpecial = isByConsent
    ? isTicked
    : !MARKS_ROWS.has(object.document ?? '') || SEES_SPECIAL.has(actor.role) || isParty(actor, object);
  return { level: isSpecial ? 'special' : 'personal', ...view };
}
