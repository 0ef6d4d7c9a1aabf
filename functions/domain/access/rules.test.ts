import { describe, expect, it } from 'vitest';
import type { Campaign } from '../campaigns/campaign.ts';
import type { Case } from '../cases/case.ts';
import type { Document } from '../documents/document.ts';
import type { Task } from '../tasks/task.ts';
import { partiesOf } from './columns.ts';
import { mayEver, objectOfCampaign, objectOfCase, objectOfDocument, objectOfTask } from './index.ts';
import { grantsOfCell, grantsOfGrid, grantsOfResources } from './rules.ts';

describe('reading the table', () => {
  it('reads letters, marks, views and conditions', () => {
    expect(grantsOfCell('referral', 'KM', 'R*:result?referrer A')).toMatchObject([
      { action: 'document.read', own: true, view: 'result', condition: 'referrer', consent: false },
      { action: 'document.approve', own: false },
    ]);
    expect(grantsOfCell('referral', 'KM', 'R°')).toMatchObject([{ consent: true }]);
    expect(grantsOfCell('referral', 'KM', '-')).toEqual([]);
  });

  it('refuses what it does not understand', () => {
    expect(() => grantsOfCell('referral', 'KM', 'Q')).toThrow("can't be read");
    expect(() => grantsOfCell('referral', 'KM', 'R:everything')).toThrow('everything');
    expect(() => grantsOfCell('referral', 'KM', 'R?never')).toThrow('never');
    expect(() => grantsOfGrid('document | PA\nreferral | R | R')).toThrow('short or long row');
    expect(() => grantsOfResources('case.fly | KM@club')).toThrow('unknown action');
    expect(() => grantsOfResources('case.read | KM@moon')).toThrow('unknown scope');
    expect(() => partiesOf('nobody')).toThrow('unknown party');
  });

  it('answers which role may ever do what', () => {
    expect(mayEver('kisManager', 'board.read')).toBe(true);
    expect(mayEver('auditor', 'board.read')).toBe(false);
    expect(mayEver(undefined, 'board.read')).toBe(false);
    expect(mayEver(undefined, 'document.read', 'partnership-plan')).toBe(true);
    expect(mayEver('caseManager', 'document.create')).toBe(true);
  });
});

describe('objects of access', () => {
  const record = {
    caseId: 'c1',
    organisationId: 'kis-1',
    networkId: 'net-1',
    regionId: 'lubelskie',
    caseManagerId: 'cm',
    version: 1,
  } as unknown as Case;

  it('carry the facts of a case and leave absent ones out', () => {
    expect(objectOfCase(record)).toEqual({
      caseId: 'c1',
      organisationId: 'kis-1',
      networkId: 'net-1',
      regionId: 'lubelskie',
      caseManagerId: 'cm',
    });
  });

  it('carry who filed a document, whose it is and whether it is public', () => {
    const document = (slug: string, status: Document['status']) =>
      ({ form: { slug, scope: 'national', number: 1 }, organisationId: 'library', author: 'p1', status }) as Document;
    expect(objectOfDocument(record, document('referral', 'submitted'))).toMatchObject({ filedBy: 'p1', author: 'p1' });
    expect(objectOfDocument(record, document('referral', 'submitted'))).not.toHaveProperty('ownerOrganisationId');
    expect(objectOfDocument(record, document('resource-declaration', 'active'), { filedBy: 'p2' })).toMatchObject({
      ownerOrganisationId: 'library',
      filedBy: 'p2',
      published: true,
    });
  });

  it('carry whose task it is', () => {
    const byRole = { assignee: { kind: 'role', role: 'kisManager', organisationId: 'ops-1' } } as unknown as Task;
    expect(objectOfTask(record, byRole)).toMatchObject({ organisationId: 'ops-1' });
    expect(objectOfTask(record, byRole)).not.toHaveProperty('personId');
    expect(objectOfTask(record, { ...byRole, claimedBy: 'p1' } as unknown as Task)).toMatchObject({ personId: 'p1' });
    const byPerson = { assignee: { kind: 'person', personId: 'p2', organisationId: 'kis-1' } } as unknown as Task;
    expect(objectOfTask(record, byPerson)).toMatchObject({ personId: 'p2' });
  });

  it('make the results of a closed campaign public', () => {
    const campaign = { caseId: 'c1', organisationId: 'kis-1', regionId: 'r', status: 'closed' } as unknown as Campaign;
    expect(objectOfCampaign(campaign, 'p1')).toMatchObject({ published: true, filedBy: 'p1' });
    expect(objectOfCampaign({ ...campaign, status: 'open' })).not.toHaveProperty('published');
  });
});
