import type { Actor } from '../directory/directory.ts';
import { may } from './may.ts';
import { hasConsent, isParty } from './scopes.ts';
import type { AccessObject, FieldLevels } from './verdict.ts';

/** The participant, the lead helper, and the diagnosis team: the only ones who see fields marked as special (open-questions, Q39). */
const SEES_SPECIAL: ReadonlySet<string> = new Set([
  'participant',
  'caseManager',
  'kisSocialWorker',
  'psychologist',
  'pedagogue',
  'careerAdviser',
  'specialist',
]);

/** Parts of a document that never reach as far as its special fields. */
const NARROW: ReadonlySet<string> = new Set(['result', 'summary', 'classes', 'status', 'answers']);

/**
 * How far into the fields of a document an actor sees, or undefined when they may not read it at all. Fields marked `special` open to the
 * participant, the lead helper and the diagnosis team, to a recipient whose consent names special data, and to the author of the entry.
 */
export function fieldLevels(actor: Actor | undefined, object: AccessObject): FieldLevels | undefined {
  const verdict = may(actor, 'document.read', object);
  if (!verdict.allowed) return undefined;
  const view = verdict.view === undefined ? {} : { view: verdict.view };
  if (actor === undefined) return { level: 'public', ...view };
  if (verdict.view !== undefined && NARROW.has(verdict.view)) return { level: 'personal', ...view };
  const consented = object.consents?.some(
    (consent) => consent.organisationId === actor.organisationId && consent.special,
  );
  const special = SEES_SPECIAL.has(actor.role) || isParty(actor, object) || (hasConsent(actor, object) && consented);
  return { level: special ? 'special' : 'personal', ...view };
}
