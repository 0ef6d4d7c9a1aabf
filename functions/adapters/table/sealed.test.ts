import { describe, expect, it } from 'vitest';
import type { Case } from '../../domain/cases/case.ts';
import type { SignOff } from '../../domain/sign-offs/sign-off.ts';
import { instant } from '../../domain/time.ts';
import { memoryKeyStore } from '../keys/memory.ts';
import { BrokenSeal } from '../keys/wrapping.ts';
import { memoryStore } from './memory.ts';
import { sealed } from './sealed.ts';

const now = () => instant(Date.UTC(2026, 3, 3));

const record = (more: Partial<Case> = {}): Case =>
  ({
    caseId: 'c1',
    kind: 'participant',
    reference: 'LUB/2026/0001',
    phase: 'referred',
    organisationId: 'kis-1',
    regionId: 'lubelskie',
    subjectId: 's1',
    displayName: 'Zofia Przykładowa',
    contact: { email: 'zofia@example.org' },
    processes: {},
    documents: {},
    openedAt: now(),
    head: { sequence: 0, hash: '' },
    version: 1,
    ...more,
  }) as Case;

const setUp = () => {
  const table = memoryStore({ now });
  const keys = memoryKeyStore();
  return { table, keys, store: sealed(table, keys) };
};

const key = { caseId: 'c1' as Case['caseId'] };

describe('the sealed store', () => {
  it('keeps sealed fields out of the table and gives them back, by key and by list', async () => {
    const { table, store } = setUp();
    expect(await store.commit([{ put: 'case', record: record() }])).toEqual({ ok: true, value: undefined });
    const raw = JSON.stringify(await table.read('case', key));
    expect(raw).not.toContain('Zofia');
    expect(raw).not.toContain('zofia@');
    expect(raw).toContain('LUB/2026/0001');
    expect(await store.read('case', key)).toEqual(record());
    const page = await store.list('cases-of-organisation', { organisationId: 'kis-1' });
    expect(page.items).toEqual([record()]);
    expect(await store.read('case', { caseId: 'none' as Case['caseId'] })).toBeUndefined();
  });

  it('leaves records without a subject, or without anything to hide, as they are', async () => {
    const { table, store } = setUp();
    const { subjectId: _subject, ...anonymous } = record();
    await store.commit([{ put: 'case', record: anonymous }]);
    expect(await table.read('case', key)).toEqual(anonymous);
    const { displayName: _name, contact: _contact, ...bare } = record({ version: 2 });
    await store.commit([{ put: 'case', record: bare }]);
    expect(await table.read('case', key)).toEqual(bare);
  });

  it('gives an erased person’s record without the sealed fields and seals nothing for them again', async () => {
    const { keys, store } = setUp();
    await store.commit([{ put: 'case', record: record() }]);
    await keys.destroy('s1', now());
    const { displayName: _name, contact: _contact, ...rest } = record();
    expect(await store.read('case', key)).toEqual(rest);
    expect(await store.commit([{ put: 'case', record: { ...rest, version: 2 } }])).toMatchObject({ ok: true });
    expect(await store.commit([{ put: 'case', record: record({ version: 3 }) }])).toMatchObject({
      ok: false,
      failure: { code: 'gone' },
    });
  });

  it('finds a seal that was moved to another row or put back from an older version', async () => {
    const { table, store } = setUp();
    await store.commit([{ put: 'case', record: record() }]);
    const stored = (await table.read('case', key)) as Case;
    await table.commit([{ replace: 'case', record: { ...stored, caseId: 'c2' as Case['caseId'] } }]);
    await expect(store.read('case', { caseId: 'c2' as Case['caseId'] })).rejects.toThrow(BrokenSeal);
    await table.commit([{ replace: 'case', record: { ...stored, version: 2 } }]);
    await expect(store.read('case', key)).rejects.toThrow(BrokenSeal);
    const short = { ...stored, sealed: { subject: 's1', box: 'AAAA' } } as unknown as Case;
    await table.commit([{ replace: 'case', record: short }]);
    await expect(store.read('case', key)).rejects.toThrow('too short');
  });

  it('refuses a record that brings an envelope of its own', async () => {
    const { store } = setUp();
    const forged = { ...record(), sealed: { subject: 's1', box: 'AAAA' } } as unknown as Case;
    expect(await store.commit([{ put: 'case', record: forged }])).toMatchObject({ failure: { code: 'invalid-input' } });
  });

  it('seals a sign-off under its case when it has no subject, and passes removals through', async () => {
    const { table, keys, store } = setUp();
    const signOff = {
      documentId: 'd1',
      caseId: 'c1',
      role: 'caseManager',
      hash: 'h',
      decision: 'signed',
      by: 'p1',
      name: 'Jan Testowy',
      method: 'account',
      at: now(),
      version: 1,
    } as unknown as SignOff;
    await store.commit([{ put: 'sign-off', record: signOff }]);
    const at = { caseId: signOff.caseId, documentId: signOff.documentId, role: signOff.role };
    expect(JSON.stringify(await table.read('sign-off', at))).not.toContain('Testowy');
    expect(await keys.find('c1')).toBeDefined();
    await store.commit([{ remove: 'sign-off', key: at }]);
    expect(await store.read('sign-off', at)).toBeUndefined();
  });
});
