/** The letters of the access table (roles-and-access, section 2), each with the action it grants on a document. */
export const LETTERS = {
  C: 'document.create',
  F: 'document.fill',
  R: 'document.read',
  A: 'document.approve',
  S: 'document.sign',
  X: 'document.export',
  G: 'document.aggregate',
} as const;

export type Letter = keyof typeof LETTERS;
export type DocumentAction = (typeof LETTERS)[Letter];

/** What a person may do beside documents; each has at least one row in `table.ts`, or nobody may do it. */
const RESOURCE_ACTIONS = [
  'account.own', // own sessions, acting role, sign-out
  'inbox.read',
  'task.act', // do, decide, sign, claim or release a task that is mine or my role's
  'task.reassign',
  'task.pause',
  'referral.create',
  'case.read',
  'case.find', // by reference number
  'case.create', // an existing case brought in from paper
  'case.assign', // case manager, team
  'case.pause', // pause, resume
  'case.cancel',
  'link.create', // personal and co-sign links of a case
  'link.revoke',
  'package.read', // what two consents have released to another institution
  'board.read',
  'indicators.read', // counts of the own level: club, network, region, country
  'indicators.export',
  'studio.read',
  'studio.edit',
  'studio.publish',
  'process.read', // workflow pictures and rules, no cases
  'campaign.create',
  'campaign.read',
  'campaign.approve',
  'campaign.extend',
  'campaign.results',
  'campaign.export',
  'mail.read', // the outbox page of the one-machine home
  'directory.read',
  'directory.regions',
  'directory.networks',
  'directory.organisations',
  'directory.people', // people, memberships, roles, substitutions
  'directory.closing-days',
  'directory.timers',
  'directory.hand-over',
  'audit.read',
  'audit.verify',
  'audit.export',
  'access.explain',
  'privacy.read', // consents, disclosures, reads of special data
  'privacy.export',
  'privacy.erase', // ask for an erasure
  'privacy.approve', // the second person
  'privacy.retention',
  'privacy.open', // a logged, reasoned opening of contents
  'system.setup',
  'system.operate', // identity settings, backups, keys
] as const;

type ResourceAction = (typeof RESOURCE_ACTIONS)[number];

/** Everything that a route may declare and `may` decides; unlisted combinations are denied. */
export type Action = DocumentAction | ResourceAction;

const DOCUMENT_ACTIONS: readonly DocumentAction[] = Object.values(LETTERS);

/** All actions, for the matrix and for `npm run access -- explain`. */
export const ACTIONS: readonly Action[] = [...DOCUMENT_ACTIONS, ...RESOURCE_ACTIONS];

const DOCUMENT_SET: ReadonlySet<string> = new Set(DOCUMENT_ACTIONS);

export const isDocumentAction = (action: Action): action is DocumentAction => DOCUMENT_SET.has(action);

export const isAction = (text: string): text is Action => (ACTIONS as readonly string[]).includes(text);
