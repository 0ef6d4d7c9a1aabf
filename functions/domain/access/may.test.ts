import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../directory/directory.ts';
import { ROLES, type RoleCode } from '../directory/roles.ts';
import { ACTIONS, type Action } from './actions.ts';
import { DOCUMENTS, fieldLevels, may, mayEver } from './index.ts';
import { GRANTS, ungrantedActions } from './rules.ts';
import type { AccessObject } from './verdict.ts';

const actor = (role: RoleCode, more: Partial<Record<keyof Actor, string>> = {}): Actor =>
  ({
    personId: 'me',
    name: 'Ja',
    organisationId: 'kis-1',
    regionId: 'lubelskie',
    networkId: 'net-1',
    role,
    at: '2026-04-03T07:00:00.000Z',
    ...more,
  }) as Actor;

const inMyClub: AccessObject = {
  organisationId: 'kis-1',
  networkId: 'net-1',
  regionId: 'lubelskie',
  subjectId: 'subject-1',
  caseManagerId: 'me',
};
const elsewhere: AccessObject = { organisationId: 'kis-2', networkId: 'net-2', regionId: 'opolskie', subjectId: 's-2' };
const on = (document: string, more: AccessObject = {}): AccessObject => ({ ...inMyClub, document, ...more });
const allowed = (who: Actor | undefined, action: Action, object: AccessObject) => may(who, action, object).allowed;
const ruleOf = (who: Actor | undefined, action: Action, object: AccessObject) => may(who, action, object).reason.rule;

describe('the access table', () => {
  it('knows all 48 documents and gives every action to somebody', () => {
    expect(DOCUMENTS).toHaveLength(48);
    expect(ungrantedActions()).toEqual([]);
  });

  it('gives every role at least one action', () => {
    for (const role of ROLES) expect(GRANTS.some((grant) => grant.party === role)).toBe(true);
  });

  it('keeps system roles away from documents', () => {
    const roles: readonly RoleCode[] = [
      'systemAdmin',
      'nationalDefinitionsAdmin',
      'regionalDefinitionsAdmin',
      'organisationAdmin',
      'dataProtectionOfficer',
      'auditor',
    ];
    for (const role of roles) {
      for (const document of DOCUMENTS) expect(allowed(actor(role), 'document.read', on(document))).toBe(false);
    }
  });

  it('gives regions and the country aggregates, never a person', () => {
    for (const role of ['regionalCentre', 'nationalCentre', 'ministry'] as const) {
      expect(allowed(actor(role), 'document.aggregate', on('referral'))).toBe(true);
      expect(allowed(actor(role), 'document.read', on('referral'))).toBe(false);
      expect(allowed(actor(role), 'case.read', inMyClub)).toBe(false);
      expect(allowed(actor(role), 'board.read', inMyClub)).toBe(false);
      expect(may(actor(role), 'case.read', inMyClub)).toMatchObject({ hidden: true });
    }
  });

  it('shows counts of another region to the country, not to a region', () => {
    const far = { ...elsewhere };
    expect(ruleOf(actor('regionalCentre'), 'indicators.read', far)).toBe('other-region');
    expect(ruleOf(actor('regionalCentre'), 'document.aggregate', { ...far, document: 'referral' })).toBe(
      'other-region',
    );
    expect(allowed(actor('nationalCentre'), 'indicators.read', far)).toBe(true);
    expect(allowed(actor('ministry'), 'document.aggregate', { ...far, document: 'referral' })).toBe(true);
  });
});

describe('may', () => {
  it('denies whatever is unlisted, unknown or without a document', () => {
    expect(ruleOf(actor('caseManager'), 'document.read', { organisationId: 'kis-1' })).toBe('unlisted');
    expect(ruleOf(actor('caseManager'), 'document.read', on('no-such-document'))).toBe('unlisted');
    expect(ruleOf(undefined, 'case.read', inMyClub)).toBe('not-signed-in');
  });

  it('gives a case manager the assigned case, an unassigned one of the club, and one that they stand in for', () => {
    expect(allowed(actor('caseManager'), 'case.read', inMyClub)).toBe(true);
    expect(allowed(actor('caseManager'), 'case.read', { organisationId: 'kis-1' })).toBe(true);
    const other = { ...inMyClub, caseManagerId: 'other' };
    expect(ruleOf(actor('caseManager'), 'case.read', other)).toBe('not-assigned');
    expect(allowed(actor('caseManager', { substitutes: 'other' }), 'case.read', other)).toBe(true);
    expect(allowed(actor('caseManager'), 'case.read', { ...other, teamIds: ['me'] })).toBe(true);
    expect(ruleOf(actor('caseManager'), 'case.read', elsewhere)).toBe('other-organisation');
  });

  it('gives specialists the people of their team', () => {
    const read = (object: AccessObject, more = {}) => ruleOf(actor('psychologist', more), 'document.read', object);
    expect(read(on('diagnostic-report'))).toBe('granted');
    expect(read(on('diagnostic-report', { teamIds: ['me'] }))).toBe('granted');
    expect(read(on('diagnostic-report', { teamIds: ['other'] }))).toBe('not-in-team');
    expect(read({ ...elsewhere, document: 'diagnostic-report' })).toBe('other-organisation');
    expect(read({ ...elsewhere, document: 'diagnostic-report', teamIds: ['me'] })).toBe('granted');
  });

  it('gives an OPS social worker their own person only', () => {
    const worker = actor('opsSocialWorker', { organisationId: 'ops-1' });
    const read = (more: AccessObject) => ruleOf(worker, 'document.read', on('social-contract', more));
    expect(read({ opsSocialWorkerId: 'me' })).toBe('granted');
    expect(read({ opsSocialWorkerId: 'other' })).toBe('not-ops-case');
    expect(read({ referrerOrganisationId: 'ops-1' })).toBe('granted');
    expect(read({ referrerOrganisationId: 'ops-1', referrerPersonId: 'me' })).toBe('granted');
    expect(read({ referrerOrganisationId: 'ops-1', referrerPersonId: 'other' })).toBe('not-ops-case');
    expect(read({})).toBe('not-ops-case');
    expect(read({ opsOrganisationId: 'ops-1' })).toBe('granted');
    expect(allowed(actor('opsManager', { organisationId: 'ops-1' }), 'document.approve', on('social-contract'))).toBe(
      false,
    );
    expect(
      allowed(
        actor('opsManager', { organisationId: 'ops-1' }),
        'document.approve',
        on('social-contract', { referrerOrganisationId: 'ops-1' }),
      ),
    ).toBe(true);
    expect(
      allowed(worker, 'document.fill', on('contract-review', { opsSocialWorkerId: 'me', route: 'socialContract' })),
    ).toBe(true);
    expect(ruleOf(worker, 'document.fill', on('contract-review', { opsSocialWorkerId: 'me' }))).toBe('other-route');
  });

  it('leaves the decision on a referral to the club alone', () => {
    const deciders = ROLES.filter((role) => mayEver(role, 'document.approve', 'referral-decision'));
    expect(deciders).toEqual(['kisManager']);
  });

  it('lets nobody approve what they, or the person they stand in for, filed', () => {
    const plan = on('individual-action-plan', { filedBy: 'me' });
    expect(ruleOf(actor('kisManager'), 'document.approve', plan)).toBe('separation-of-duties');
    expect(may(actor('kisManager'), 'document.approve', plan)).toMatchObject({ allowed: false, hidden: false });
    expect(ruleOf(actor('kisManager', { personId: 'deputy', substitutes: 'me' }), 'document.approve', plan)).toBe(
      'separation-of-duties',
    );
    expect(ruleOf(actor('kisManager'), 'document.approve', { ...plan, filedBy: 'other' })).toBe('granted');
    expect(ruleOf(actor('kisManager'), 'document.read', plan)).toBe('granted');
    expect(ruleOf(actor('dataProtectionOfficer'), 'privacy.approve', { organisationId: 'kis-1', filedBy: 'me' })).toBe(
      'separation-of-duties',
    );
  });

  it('opens a plan to another institution only while consent is active, or for a party to it', () => {
    const helper = actor('opsSocialWorker', { organisationId: 'ops-1' });
    const plan = on('individual-action-plan', { opsSocialWorkerId: 'me' });
    expect(ruleOf(helper, 'document.read', plan)).toBe('no-consent');
    const consents = [{ organisationId: 'ops-1', special: false }];
    expect(ruleOf(helper, 'document.read', { ...plan, consents })).toBe('granted');
    expect(ruleOf(helper, 'document.read', { ...plan, partyIds: ['me'] })).toBe('granted');
    expect(ruleOf(helper, 'package.read', { ...inMyClub, consents })).toBe('granted');
    expect(ruleOf(helper, 'package.read', inMyClub)).toBe('no-consent');
  });

  it('shows a referrer the result of their referral and nothing else', () => {
    const referrer = actor('pupAdviser', { organisationId: 'pup-1' });
    const mine = { referrerOrganisationId: 'pup-1', referrerPersonId: 'me' };
    expect(may(referrer, 'document.read', on('referral-decision', mine))).toMatchObject({
      allowed: true,
      view: 'result',
    });
    expect(may(referrer, 'case.read', { ...inMyClub, ...mine })).toMatchObject({ allowed: true, view: 'status' });
    expect(ruleOf(referrer, 'document.read', on('referral-decision', { ...mine, referrerPersonId: 'x' }))).toBe(
      'not-referrer',
    );
    expect(ruleOf(referrer, 'case.read', inMyClub)).toBe('not-referrer');
    expect(ruleOf(referrer, 'document.read', on('weekly-schedule', mine))).toBe('not-related');
    expect(ruleOf(referrer, 'document.fill', on('advisory-card', mine))).toBe('not-related');
    expect(ruleOf(referrer, 'referral.create', { referrerOrganisationId: 'pup-1' })).toBe('granted');
  });

  it('narrows helpers to their own entries', () => {
    const helper = actor('familyAssistant', { organisationId: 'ops-1' });
    const card = on('advisory-card', { consents: [{ organisationId: 'ops-1', special: true }] });
    expect(may(helper, 'document.fill', card)).toMatchObject({ allowed: true, view: 'own-entries' });
    expect(ruleOf(helper, 'document.read', card)).toBe('not-own');
    expect(ruleOf(helper, 'document.read', { ...card, author: 'me' })).toBe('granted');
    expect(ruleOf(helper, 'document.fill', on('advisory-card'))).toBe('not-related');
  });

  it('lets a partner decide its own declaration and nobody else', () => {
    const head = actor('partnerHead', { organisationId: 'library' });
    expect(ruleOf(head, 'document.sign', on('resource-declaration', { ownerOrganisationId: 'library' }))).toBe(
      'granted',
    );
    expect(ruleOf(head, 'document.sign', on('resource-declaration', { ownerOrganisationId: 'school' }))).toBe(
      'not-own',
    );
    expect(ROLES.filter((role) => mayEver(role, 'document.approve', 'resource-declaration'))).toEqual([]);
    expect(ruleOf(head, 'document.read', { ...elsewhere, document: 'partnership-plan', published: true })).toBe(
      'granted',
    );
    const delegate = actor('partnerDelegate', { organisationId: 'library' });
    expect(ruleOf(delegate, 'document.fill', { ...elsewhere, document: 'lsr-monitoring' })).toBe('other-network');
    expect(may(delegate, 'document.fill', on('lsr-monitoring'))).toMatchObject({ view: 'own-entries' });
  });

  it('asks each condition of the table', () => {
    expect(ruleOf(actor('lsrCoordinator'), 'document.fill', on('network-report', { reportLevel: 'local' }))).toBe(
      'granted',
    );
    expect(ruleOf(actor('lsrCoordinator'), 'document.fill', on('network-report', { reportLevel: 'regional' }))).toBe(
      'other-level',
    );
    expect(ruleOf(undefined, 'document.read', on('network-report'))).toBe('not-published');
    expect(ruleOf(undefined, 'document.read', on('network-report', { published: true }))).toBe('granted');
    expect(ruleOf(actor('regionalCentre'), 'document.create', on('procedure-card'))).toBe('not-template');
    expect(ruleOf(actor('regionalCentre'), 'document.create', on('procedure-card', { template: true }))).toBe(
      'granted',
    );
    expect(ruleOf(actor('partnerHead'), 'document.fill', on('individual-interview'))).toBe('not-own');
    expect(ruleOf(actor('partnerHead'), 'document.fill', on('individual-interview', { partyIds: ['me'] }))).toBe(
      'granted',
    );
    expect(ruleOf(undefined, 'campaign.results', {})).toBe('not-published');
  });

  it('reaches as far as each system role is meant to', () => {
    const far = { ...elsewhere };
    expect(ruleOf(actor('systemAdmin'), 'directory.regions', far)).toBe('granted');
    expect(ruleOf(actor('regionalDefinitionsAdmin'), 'studio.edit', far)).toBe('other-region');
    expect(ruleOf(actor('regionalDefinitionsAdmin'), 'studio.edit', {})).toBe('other-region');
    expect(ruleOf(actor('regionalDefinitionsAdmin'), 'studio.read', {})).toBe('granted');
    expect(ruleOf(actor('regionalDefinitionsAdmin'), 'studio.read', far)).toBe('other-region');
    expect(ruleOf(actor('nationalDefinitionsAdmin'), 'studio.publish', {})).toBe('granted');
    expect(ruleOf(actor('nationalDefinitionsAdmin'), 'studio.publish', far)).toBe('not-national');
    expect(ruleOf(actor('auditor'), 'audit.read', inMyClub)).toBe('granted');
    expect(ruleOf(actor('auditor'), 'audit.read', far)).toBe('other-organisation');
    const rops = { organisationKind: 'rops', organisationId: 'rops-1' };
    expect(ruleOf(actor('auditor', rops), 'audit.read', inMyClub)).toBe('granted');
    expect(ruleOf(actor('auditor', rops), 'audit.read', far)).toBe('other-region');
    expect(ruleOf(actor('auditor', { organisationKind: 'kowr' }), 'audit.read', far)).toBe('granted');
  });

  it('gives a person their own tasks and those of their role', () => {
    expect(ruleOf(actor('kisManager'), 'task.act', { organisationId: 'kis-1' })).toBe('granted');
    expect(ruleOf(actor('kisManager'), 'task.act', { organisationId: 'kis-1', personId: 'other' })).toBe('not-own');
    expect(ruleOf(actor('kisManager'), 'task.act', { organisationId: 'kis-2', personId: 'me' })).toBe('granted');
    expect(ruleOf(actor('kisManager'), 'account.own', { personId: 'other' })).toBe('not-own');
  });

  it('gives a participant the whole own file and no other', () => {
    const participant = actor('participant', { subjectId: 'subject-1' });
    for (const slug of ['individual-action-plan', 'diagnostic-report', 'social-contract']) {
      expect(ruleOf(participant, 'document.export', on(slug))).toBe('granted');
      expect(ruleOf(participant, 'document.export', on(slug, { subjectId: 'subject-2' }))).toBe('not-own-file');
    }
  });

  it('says why in Polish, naming the role', () => {
    expect(may(actor('auditor'), 'document.read', on('referral')).sentence).toBe(
      'Nie: tabela uprawnień nie przewiduje tej czynności dla roli „audytor”.',
    );
    expect(may(undefined, 'document.read', on('kis-programme')).sentence).toContain('zalogowania');
    expect(may(undefined, 'document.aggregate', on('institution-survey')).sentence).toContain('„gość”');
  });

  it('never grants across clubs, networks and regions what needs a person (any role, any action)', () => {
    const personal: readonly Action[] = [
      'case.read',
      'case.find',
      'board.read',
      'case.assign',
      'link.create',
      'privacy.export',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...ROLES),
        fc.constantFrom(...personal),
        fc.constantFrom(...DOCUMENTS),
        (role, action, document) => {
          const stranger = actor(role, { organisationId: 'kis-9', networkId: 'net-9', personId: 'stranger' });
          expect(allowed(stranger, action, { ...inMyClub, caseManagerId: 'cm' })).toBe(false);
          const participantFile = GRANTS.some((grant) => grant.document === document && grant.column === 'CM');
          if (participantFile && document !== 'kis-programme') {
            expect(allowed(stranger, 'document.read', on(document, { caseManagerId: 'cm' }))).toBe(false);
          }
        },
      ),
    );
  });

  it('never grants more when facts are missing than when they are known to match (any grant)', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ROLES),
        fc.constantFrom(...ACTIONS),
        fc.constantFrom(...DOCUMENTS),
        (role, action, document) => {
          const nobody = actor(role, { organisationId: 'o', networkId: 'n', regionId: 'r' });
          const verdict = may(nobody, action, { document });
          if (verdict.allowed) {
            const grants = GRANTS.filter((g) => g.action === action && (g.party === role || g.party === 'public'));
            const open = ['anyone', 'installation', 'country', 'region-or-country', 'national', 'region-or-national'];
            expect(grants.some((grant) => open.includes(grant.scope))).toBe(true);
          }
        },
      ),
    );
  });
});

describe('field levels', () => {
  it('opens special fields to the participant, the lead helper and the diagnosis team only', () => {
    expect(fieldLevels(actor('psychologist'), on('diagnostic-report'))).toEqual({ level: 'special' });
    expect(fieldLevels(actor('caseManager'), on('diagnostic-report'))).toEqual({ level: 'special' });
    expect(fieldLevels(actor('kisManager'), on('diagnostic-report'))).toEqual({ level: 'personal' });
    expect(fieldLevels(actor('kisManager'), on('referral'))).toEqual({ level: 'special' });
    expect(fieldLevels(actor('kisManager'), on('diagnostic-report', { partyIds: ['me'] }))).toEqual({
      level: 'special',
    });
    expect(fieldLevels(actor('caseManager'), on('diagnostic-tools'))).toEqual({ level: 'personal', view: 'summary' });
    expect(fieldLevels(actor('auditor'), on('diagnostic-report'))).toBeUndefined();
    expect(fieldLevels(undefined, on('kis-programme'))).toBeUndefined();
    expect(fieldLevels(undefined, on('partnership-plan', { published: true }))).toEqual({ level: 'public' });
  });

  it('opens them to a recipient only when the consent names special data', () => {
    const helper = actor('opsSocialWorker', { organisationId: 'ops-1' });
    const consent = (special: boolean) => on('diagnostic-report', { consents: [{ organisationId: 'ops-1', special }] });
    expect(fieldLevels(helper, consent(true))).toEqual({ level: 'special' });
    expect(fieldLevels(helper, consent(false))).toEqual({ level: 'personal' });
  });
});
