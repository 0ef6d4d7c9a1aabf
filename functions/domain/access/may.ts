import type { Actor } from '../directory/directory.ts';
import { ACTIONS, type Action, isDocumentAction } from './actions.ts';
import type { Party } from './columns.ts';
import { type Grant, grantsFor } from './rules.ts';
import { hasConsent, isParty, isReferrer, SCOPES } from './scopes.ts';
import { sentenceOf } from './sentences.ts';
import type { AccessObject, Reason, Rule, Verdict, View } from './verdict.ts';

/** Letters that only add or read one's own part even on a common document. */
const OWN_PART: ReadonlySet<Action> = new Set<Action>([
  'document.create',
  'document.fill',
  'document.sign',
  'document.approve',
]);

/** Columns in which `*` says no more than the column's own scope. */
const SCOPE_IS_OWN: ReadonlySet<string> = new Set(['PA', 'SO', 'OM']);

function denialOfOwn(grant: Grant, actor: Actor, object: AccessObject): Rule | undefined {
  if (grant.column !== undefined && SCOPE_IS_OWN.has(grant.column)) return undefined;
  if (object.ownerOrganisationId !== undefined) {
    return object.ownerOrganisationId === actor.organisationId ? undefined : 'not-own';
  }
  if (OWN_PART.has(grant.action)) return undefined;
  return isParty(actor, object) || grant.condition === 'referrer' ? undefined : 'not-own';
}

function denialOfCondition(grant: Grant, actor: Actor, object: AccessObject): Rule | undefined {
  switch (grant.condition) {
    case undefined:
      return undefined;
    case 'referrer':
      return isReferrer(actor, object) ? undefined : 'not-referrer';
    case 'party':
      return isParty(actor, object) ? undefined : 'not-own';
    case 'socialContract':
      return object.route === 'socialContract' ? undefined : 'other-route';
    case 'published':
      return object.published === true ? undefined : 'not-published';
    case 'template':
      return object.template === true ? undefined : 'not-template';
    default:
      return object.reportLevel === grant.condition ? undefined : 'other-level';
  }
}

/** Consent and referral open the case to an institution that is otherwise outside it, so they stand in place of the column's scope. */
function denialOfScope(grant: Grant, actor: Actor, object: AccessObject): Rule | undefined {
  if (grant.condition === 'referrer') return undefined;
  if (!grant.consent) return SCOPES[grant.scope](actor, object);
  return hasConsent(actor, object) || isParty(actor, object) ? undefined : 'no-consent';
}

const denialOf = (grant: Grant, actor: Actor, object: AccessObject): Rule | undefined =>
  denialOfScope(grant, actor, object) ??
  denialOfCondition(grant, actor, object) ??
  (grant.own ? denialOfOwn(grant, actor, object) : undefined);

const viewOf = (grant: Grant): View | undefined =>
  grant.view ?? (grant.own && grant.action === 'document.fill' && grant.column !== 'PA' ? 'own-entries' : undefined);

const NOBODY = { personId: '', name: '', organisationId: '', regionId: '', role: 'public' } as unknown as Actor;

interface Finding {
  readonly grant?: Grant;
  readonly rule: Rule;
}

/** The first grant that holds (a whole view before a narrowed one); otherwise why the nearest one doesn't. */
function find(actor: Actor | undefined, action: Action, object: AccessObject): Finding {
  const own = actor === undefined ? [] : grantsFor(actor.role, action, object.document ?? '');
  const open = grantsFor('public', action, object.document ?? '');
  let narrowed: Finding | undefined;
  let denied: Finding | undefined;
  for (const grant of [...own, ...open]) {
    const rule = denialOf(grant, actor ?? NOBODY, object);
    if (rule !== undefined) denied ??= { grant, rule };
    else if (viewOf(grant) === undefined) return { grant, rule: 'granted' };
    else narrowed ??= { grant, rule: 'granted' };
  }
  return narrowed ?? denied ?? { rule: actor === undefined ? 'not-signed-in' : 'unlisted' };
}

/** Nobody approves what they filed, nor what the person filed for whom they stand in. */
const approvesOwn = (actor: Actor, action: Action, object: AccessObject): boolean =>
  (action === 'document.approve' || action === 'privacy.approve' || action === 'campaign.approve') &&
  object.filedBy !== undefined &&
  (object.filedBy === actor.personId || object.filedBy === actor.substitutes);

/** What everybody may do with a kind of document (answer a survey, see counts) says nothing about one that is kept. */
const NO_SIGHT: ReadonlySet<Action> = new Set<Action>(['document.aggregate', 'document.create']);

/** Does the actor know that this object exists, because some other action on it is granted to their role, or it is public to read? */
function knows(actor: Actor | undefined, action: Action, object: AccessObject): boolean {
  const family = action.slice(0, action.indexOf('.') + 1);
  return ACTIONS.some((other) => {
    if (!other.startsWith(family) || NO_SIGHT.has(other)) return false;
    const { grant, rule } = find(actor, other, object);
    return rule === 'granted' && (grant?.party !== 'public' || other === 'document.read');
  });
}

/**
 * The one access decision: may this actor (nobody signed in when undefined) do this to that object? Facts missing from the object
 * never count in the actor's favour. The verdict carries the reason as data and as a Polish sentence.
 */
export function may(actor: Actor | undefined, action: Action, object: AccessObject): Verdict {
  const role: Party = actor?.role ?? 'public';
  const finding = find(actor, action, object);
  const rule =
    finding.rule === 'granted' && actor !== undefined && approvesOwn(actor, action, object)
      ? 'separation-of-duties'
      : finding.rule;
  const reason: Reason = {
    rule,
    action,
    role,
    ...(object.document === undefined ? {} : { document: object.document }),
    ...(finding.grant === undefined ? {} : { row: finding.grant.row }),
  };
  const sentence = sentenceOf(reason);
  if (rule !== 'granted') return { allowed: false, reason, sentence, hidden: !knows(actor, action, object) };
  const view = finding.grant === undefined ? undefined : viewOf(finding.grant);
  return { allowed: true, reason, sentence, ...(view === undefined ? {} : { view }) };
}

/** May this role ever do this, to some object? What menus show and what a route asks before anything is loaded. */
export function mayEver(role: Party | undefined, action: Action, document?: string): boolean {
  const asked = isDocumentAction(action) ? document : '';
  return (
    grantsFor('public', action, asked).length > 0 || (role !== undefined && grantsFor(role, action, asked).length > 0)
  );
}
