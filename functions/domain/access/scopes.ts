import type { Actor } from '../directory/directory.ts';
import type { AccessObject, Rule } from './verdict.ts';

/** Why the object is out of the actor's reach, or undefined when it is in reach. Absent facts never match. */
type Reach = (actor: Actor, object: AccessObject) => Rule | undefined;

const same = (left: string | undefined, right: string | undefined): boolean => left !== undefined && left === right;

/** The actor, or the person for whom the actor stands in. */
const isMe = (actor: Actor, personId: string | undefined): boolean =>
  same(personId, actor.personId) || same(personId, actor.substitutes);

const inList = (actor: Actor, ids: readonly string[] | undefined): boolean =>
  ids?.some((id) => isMe(actor, id)) === true;

export const isReferrer = (actor: Actor, object: AccessObject): boolean =>
  same(object.referrerOrganisationId, actor.organisationId) &&
  (object.referrerPersonId === undefined || isMe(actor, object.referrerPersonId));

export const hasConsent = (actor: Actor, object: AccessObject): boolean =>
  object.consents?.some((consent) => consent.organisationId === actor.organisationId) === true;

/** Named in the document, or its author. */
export const isParty = (actor: Actor, object: AccessObject): boolean =>
  inList(actor, object.partyIds) || isMe(actor, object.author);

const inClub: Reach = (actor, object) =>
  same(object.organisationId, actor.organisationId) ? undefined : 'other-organisation';

const inNetwork: Reach = (actor, object) =>
  same(object.networkId, actor.networkId) || same(object.organisationId, actor.organisationId)
    ? undefined
    : 'other-network';

const inRegion: Reach = (actor, object) => (same(object.regionId, actor.regionId) ? undefined : 'other-region');

/** Every way in which the table limits a grant to some objects. */
export const SCOPES = {
  anyone: () => undefined,
  installation: () => undefined,
  country: () => undefined,
  national: (_actor, object) => (object.regionId === undefined ? undefined : 'not-national'),
  region: inRegion,
  'region-or-national': (actor, object) => (object.regionId === undefined ? undefined : inRegion(actor, object)),
  'region-or-country': (actor, object) => (actor.role === 'regionalCentre' ? inRegion(actor, object) : undefined),
  network: inNetwork,
  club: inClub,
  organisation: inClub,
  /** An auditor reaches their organisation; the regional centre's (ROPS) its region; the national centre's (KOWR) the country. */
  jurisdiction: (actor, object) => {
    if (actor.organisationKind === 'kowr') return undefined;
    return actor.organisationKind === 'rops' ? inRegion(actor, object) : inClub(actor, object);
  },
  own: (actor, object) => (isMe(actor, object.personId) ? undefined : 'not-own'),
  'own-file': (actor, object) => (same(object.subjectId, actor.subjectId) ? undefined : 'not-own-file'),
  /** A task of mine, or of my organisation when it waits for a role. */
  task: (actor, object) => {
    if (object.personId !== undefined) return isMe(actor, object.personId) ? undefined : 'not-own';
    return inClub(actor, object);
  },
  /** The club's case that is mine, or nobody's yet (the case manager on duty). */
  assigned: (actor, object) => {
    if (!same(object.organisationId, actor.organisationId)) return 'other-organisation';
    if (object.caseManagerId === undefined) return undefined;
    return isMe(actor, object.caseManagerId) || inList(actor, object.teamIds) ? undefined : 'not-assigned';
  },
  /** The person's team; any specialist of the club until one is formed (admission). */
  team: (actor, object) => {
    if (!same(object.organisationId, actor.organisationId)) {
      return inList(actor, object.teamIds) ? undefined : 'other-organisation';
    }
    return object.teamIds === undefined || inList(actor, object.teamIds) ? undefined : 'not-in-team';
  },
  /** The OPS social worker of this person: named on the case, or who referred while nobody is named. */
  'ops-case': (actor, object) => {
    if (object.opsSocialWorkerId !== undefined) {
      return isMe(actor, object.opsSocialWorkerId) ? undefined : 'not-ops-case';
    }
    const isContractOps = same(object.opsOrganisationId, actor.organisationId);
    return isContractOps || isReferrer(actor, object) ? undefined : 'not-ops-case';
  },
  /** The institution that referred the person, or that concludes the social contract. */
  'organisation-referral': (actor, object) =>
    same(object.referrerOrganisationId, actor.organisationId) || same(object.opsOrganisationId, actor.organisationId)
      ? undefined
      : 'other-organisation',
  referral: (actor, object) => (isReferrer(actor, object) ? undefined : 'not-referrer'),
  /** Whoever works with the person: in the team, named in the document, or by consent. */
  related: (actor, object) =>
    inList(actor, object.teamIds) || isParty(actor, object) || hasConsent(actor, object) ? undefined : 'not-related',
  consent: (actor, object) => (hasConsent(actor, object) ? undefined : 'no-consent'),
  published: (_actor, object) => (object.published === true ? undefined : 'not-published'),
} as const satisfies Record<string, Reach>;

export type Scope = keyof typeof SCOPES;

export const isScope = (name: string): name is Scope => Object.hasOwn(SCOPES, name);
