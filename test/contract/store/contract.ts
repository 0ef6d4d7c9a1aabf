import { describe, expect, test } from 'vitest';
import { ENTITIES, PATTERNS } from '../../../functions/adapters/table/entities.ts';
import type { CaseId, OrganisationId, PersonId, RegionId, TaskId } from '../../../functions/domain/ids.ts';
import type { BoardRow } from '../../../functions/domain/store/outbox.ts';
import type { Change, KeyOf, Kind, Pattern, Patterns, RecordOf, Store } from '../../../functions/domain/store/store.ts';
import type { Task } from '../../../functions/domain/tasks/task.ts';
import type { Instant } from '../../../functions/domain/time.ts';
import { minute, RECORDS } from './records.ts';

/** What makes each sample record of `records.ts` appear in each pattern. */
const ASKED: { readonly [P in Pattern]: Patterns[P]['by'] } = {
  'all-regions': {},
  'networks-of-region': { regionId: 'region-1' },
  'organisations-of-region': { regionId: 'region-1' },
  'organisations-of-network': { networkId: 'network-1' },
  'organisation-by-code': { code: 'LUB' },
  'person-by-identity': { issuer: 'https://id.example#1', subject: 'a#b' },
  'person-by-email': { email: 'zaneta@example.ORG' },
  'memberships-of-person': { personId: 'person-1' },
  'memberships-of-organisation': { organisationId: 'org-1' },
  'case-by-reference': { reference: 'LUB/2026/0007' },
  'events-of-case': { caseId: 'case-1' },
  'documents-of-case': { caseId: 'case-1' },
  'sign-offs-of-document': { caseId: 'case-1', documentId: 'doc-1' },
  'tasks-of-case': { caseId: 'case-1' },
  'inbox-of-role': { organisationId: 'org-1', role: 'kisManager' },
  'inbox-of-person': { personId: 'person-9' },
  'links-of-target': { target: 'task:task-1' },
  'link-by-code': { codeHash: 'code-1' },
  'campaigns-of-organisation': { organisationId: 'org-1' },
  'versions-of-form': { slug: 'referral', scope: 'national' },
  'current-forms-of-scope': { scope: 'national' },
  'overlay-drafts-of-scope': { scope: 'region-1' },
  'outbox-of-shard': { shard: 2 },
  'wake-ups-due': { hour: '2026-04-03T07' },
  'wake-ups-of-owner': { owner: 'task-1' },
  'board-of-organisation': { organisationId: 'org-1' },
  'board-of-phase': { organisationId: 'org-1', phase: 'referred' },
  'cases-of-organisation': { organisationId: 'org-1' },
  'cases-of-referrer': { referrerOrganisationId: 'ops-1' },
  'sessions-of-person': { personId: 'person-1' },
  'mails-newest': {},
};

const task = (number: number, more: Partial<Task> = {}): Task => ({
  ...RECORDS.task,
  taskId: `task-${number}` as TaskId,
  due: { at: minute(number), reason: '' },
  ...more,
});

const put = <K extends Kind>(kind: K, record: RecordOf<K>): Change => ({ put: kind, record }) as unknown as Change;

const codeOf = async (result: ReturnType<Store['commit']>): Promise<string> => {
  const settled = await result;
  return settled.ok ? 'ok' : settled.failure.code;
};

/** What every store must do, whatever stands behind it. `open` gives an empty store and the clock that it reads. */
export function storeContract(
  name: string,
  open: () => Promise<{ store: Store; setNow: (moment: Instant) => void }>,
): void {
  describe(`store contract: ${name}`, () => {
    test('gives back every kind of record as it was put', async () => {
      const { store } = await open();
      for (const kind of Object.keys(RECORDS) as Kind[]) {
        expect(await codeOf(store.commit([put(kind, RECORDS[kind])])), kind).toBe('ok');
        expect(await store.read(kind, RECORDS[kind] as unknown as KeyOf<typeof kind>), kind).toEqual(RECORDS[kind]);
      }
    });

    test('answers every pattern with the record it is for, and only in its own place', async () => {
      const { store } = await open();
      await store.commit((Object.keys(RECORDS) as Kind[]).map((kind) => put(kind, RECORDS[kind])));
      await store.commit([put('task', task(9, { claimedBy: 'person-9' as PersonId }))]);
      for (const pattern of Object.keys(PATTERNS) as Pattern[]) {
        const { kind } = PATTERNS[pattern];
        const found = await store.list(pattern, ASKED[pattern]);
        expect(found.items, pattern).toContainEqual(
          pattern === 'inbox-of-person' ? task(9, { claimedBy: 'person-9' as PersonId }) : RECORDS[kind],
        );
        const elsewhere = Object.fromEntries(
          Object.entries(ASKED[pattern]).map(([key, value]) => [key, typeof value === 'number' ? 3 : `${value}-other`]),
        );
        if (Object.keys(elsewhere).length === 0) continue;
        expect((await store.list(pattern, elsewhere as never)).items, `${pattern} elsewhere`).toEqual([]);
      }
    });

    test('knows no record that was never put', async () => {
      const { store } = await open();
      expect(await store.read('case', { caseId: 'nobody' as CaseId })).toBeUndefined();
      expect((await store.list('events-of-case', { caseId: 'nobody' })).items).toEqual([]);
    });

    test('a second first version is already done', async () => {
      const { store } = await open();
      await store.commit([put('case', RECORDS.case)]);
      expect(await codeOf(store.commit([put('case', RECORDS.case)]))).toBe('already-done');
    });

    test('a version that moved is a conflict and nothing of the transaction is written', async () => {
      const { store } = await open();
      await store.commit([put('case', RECORDS.case)]);
      await store.commit([put('case', { ...RECORDS.case, phase: 'surveying', version: 2 })]);
      const late = [
        put('case', { ...RECORDS.case, phase: 'refused', version: 2 }),
        put('case-event', { ...RECORDS['case-event'], sequence: 2 }),
      ];
      expect(await codeOf(store.commit(late))).toBe('conflict');
      expect((await store.read('case', RECORDS.case))?.phase).toBe('surveying');
      expect((await store.list('events-of-case', { caseId: 'case-1' })).items).toEqual([]);
    });

    test('an act whose once mark exists is already done even when records have moved since', async () => {
      const { store } = await open();
      await store.commit([put('once', RECORDS.once), put('case', RECORDS.case)]);
      await store.commit([put('case', { ...RECORDS.case, version: 2 })]);
      const again = [put('once', RECORDS.once), put('case', { ...RECORDS.case, version: 2 })];
      expect(await codeOf(store.commit(again))).toBe('already-done');
    });

    test('a moved head together with an existing event is a conflict, so that the caller looks again', async () => {
      const { store } = await open();
      await store.commit([put('case', RECORDS.case), put('case-event', RECORDS['case-event'])]);
      const late = [put('case', { ...RECORDS.case, version: 3 }), put('case-event', RECORDS['case-event'])];
      expect(await codeOf(store.commit(late))).toBe('conflict');
    });

    test('replaces whatever is there', async () => {
      const { store } = await open();
      const row = RECORDS['board-row'];
      for (const phase of ['a', 'b']) {
        expect(await codeOf(store.commit([{ replace: 'board-row', record: { ...row, phase, version: 7 } }]))).toBe(
          'ok',
        );
      }
      expect((await store.read('board-row', row))?.phase).toBe('b');
    });

    test('removes at a version, or whatever is there', async () => {
      const { store } = await open();
      await store.commit([put('wake-up', RECORDS['wake-up'])]);
      const key = { wakeUpId: 'wake-1' };
      expect(await codeOf(store.commit([{ remove: 'wake-up', key, version: 2 }]))).toBe('conflict');
      expect(await store.read('wake-up', key)).toBeDefined();
      expect(await codeOf(store.commit([{ remove: 'wake-up', key, version: 1 }]))).toBe('ok');
      expect(await store.read('wake-up', key)).toBeUndefined();
      expect(await codeOf(store.commit([{ remove: 'wake-up', key }]))).toBe('ok');
      expect(await codeOf(store.commit([{ remove: 'wake-up', key, version: 1 }]))).toBe('conflict');
    });

    test('checks a version without changing it', async () => {
      const { store } = await open();
      await store.commit([put('link', RECORDS.link)]);
      const guard = (version: number): Change => ({ unchanged: 'link', key: RECORDS.link, version });
      expect(await codeOf(store.commit([guard(2), put('counter', RECORDS.counter)]))).toBe('conflict');
      expect(await store.read('counter', RECORDS.counter)).toBeUndefined();
      expect(await codeOf(store.commit([guard(1), put('counter', RECORDS.counter)]))).toBe('ok');
      expect(await store.read('link', RECORDS.link)).toEqual(RECORDS.link);
    });

    test('one of many writers at once wins', async () => {
      const { store } = await open();
      await store.commit([put('case', RECORDS.case)]);
      const tries = await Promise.all(
        Array.from({ length: 12 }, (_, at) =>
          codeOf(store.commit([put('case', { ...RECORDS.case, phase: `p${at}`, version: 2 })])),
        ),
      );
      expect(tries.filter((code) => code === 'ok')).toHaveLength(1);
      expect(tries.filter((code) => code === 'conflict')).toHaveLength(11);
    });

    test('takes a hundred changes, refuses more, and refuses one record twice', async () => {
      const { store } = await open();
      const rows = Array.from({ length: 101 }, (_, at) =>
        put('counter', { counterKey: `c${at}`, value: 1, version: 1 }),
      );
      expect(await codeOf(store.commit(rows.slice(0, 100)))).toBe('ok');
      await expect(store.commit(rows)).rejects.toThrow(RangeError);
      await expect(store.commit([rows[0] as Change, rows[0] as Change])).rejects.toThrow(TypeError);
      expect(await codeOf(store.commit([]))).toBe('ok');
    });

    test('refuses what DynamoDB does not hold: a record over its size, an index key over 1,024 bytes', async () => {
      const { store } = await open();
      const big = { ...RECORDS.document, answers: { text: 'ż'.repeat(200_000) } };
      expect(await codeOf(store.commit([put('document', big)]))).toBe('too-large');
      const long = { ...RECORDS.region, regionId: 'r'.repeat(1_025) as RegionId };
      expect(await codeOf(store.commit([put('region', long)]))).toBe('too-large');
      const many = Array.from({ length: 12 }, (_, at) =>
        put('document', { ...RECORDS.document, documentId: `d${at}` as never, answers: { text: 'x'.repeat(370_000) } }),
      );
      expect(await codeOf(store.commit(many))).toBe('too-large');
    });

    test('keeps awkward texts and numbers exactly', async () => {
      const { store } = await open();
      const answers = {
        zażółć: '„gęślą” #jaźń 100 % \u0000 😀 \u{10FFFF}',
        __proto__x: 1,
        pk: 'free',
        numbers: [0, -1, 0.1, 1e21, 1e-7, 9_007_199_254_740_991],
        flags: [true, false, null],
        deep: { a: { b: { c: { d: { e: { f: [[['x']]] } } } } } },
      };
      await store.commit([put('document', { ...RECORDS.document, answers })]);
      expect((await store.read('document', RECORDS.document))?.answers).toEqual(answers);
    });

    test('ids that hold the separator never reach another partition', async () => {
      const { store } = await open();
      await store.commit([put('case-event', { ...RECORDS['case-event'], caseId: 'a#event' as CaseId })]);
      expect((await store.list('events-of-case', { caseId: 'a' })).items).toEqual([]);
      expect((await store.list('events-of-case', { caseId: 'a#event' })).items).toHaveLength(1);
    });

    test('lists soonest first, in reverse, up to a moment', async () => {
      const { store } = await open();
      await store.commit([5, 1, 3, 2, 4].map((number) => put('task', task(number))));
      const by = { organisationId: 'org-1', role: 'kisManager' };
      const ids = async (options: object): Promise<string[]> =>
        (await store.list('inbox-of-role', by, options)).items.map((found) => found.taskId);
      expect(await ids({})).toEqual(['task-1', 'task-2', 'task-3', 'task-4', 'task-5']);
      expect(await ids({ reverse: true, limit: 2 })).toEqual(['task-5', 'task-4']);
      expect(await ids({ until: minute(3) })).toEqual(['task-1', 'task-2', 'task-3']);
      expect(await ids({ until: minute(3), reverse: true, limit: 1 })).toEqual(['task-3']);
    });

    test('pages through everything once, forwards and backwards', async () => {
      const { store } = await open();
      const rows: BoardRow[] = Array.from({ length: 45 }, (_, at) => ({
        ...RECORDS['board-row'],
        caseId: `case-${at}` as CaseId,
        dueAt: minute(at % 7),
      }));
      await store.commit(rows.map((record) => put('board-row', record)));
      for (const reverse of [false, true]) {
        const seen: string[] = [];
        let after: string | undefined;
        do {
          const page = await store.list(
            'board-of-organisation',
            { organisationId: 'org-1' },
            { limit: 10, reverse, ...(after ? { after } : {}) },
          );
          seen.push(...page.items.map((row) => row.caseId));
          after = page.next;
        } while (after);
        expect(seen).toHaveLength(45);
        expect(new Set(seen).size).toBe(45);
      }
      const events = Array.from({ length: 25 }, (_, at) =>
        put('case-event', { ...RECORDS['case-event'], sequence: at + 1 }),
      );
      await store.commit(events);
      const first = await store.list('events-of-case', { caseId: 'case-1' }, { limit: 20 });
      const second = await store.list('events-of-case', { caseId: 'case-1' }, { limit: 20, after: first.next ?? '' });
      expect([...first.items, ...second.items].map((event) => event.sequence)).toEqual(events.map((_, at) => at + 1));
    });

    test('a forged cursor shows nothing of another partition and no failure', async () => {
      const { store } = await open();
      await store.commit([
        put('case-event', RECORDS['case-event']),
        put('case-event', { ...RECORDS['case-event'], caseId: 'case-2' as CaseId }),
      ]);
      const forged = Buffer.from(JSON.stringify({ pk: 'case#case-2', sk: 'event#00000000' })).toString('base64url');
      for (const after of [forged, 'rubbish', '', Buffer.from('[]').toString('base64url')]) {
        const found = await store.list('events-of-case', { caseId: 'case-1' }, { after });
        expect(found.items.map((event) => event.caseId)).toEqual(['case-1']);
      }
    });

    test('a record leaves an index when it no longer fits it', async () => {
      const { store } = await open();
      await store.commit([put('task', task(1)), put('board-row', RECORDS['board-row'])]);
      await store.commit([
        put('task', task(1, { status: 'done', version: 2 })),
        put('board-row', { ...RECORDS['board-row'], open: false, version: 2 }),
      ]);
      expect((await store.list('inbox-of-role', { organisationId: 'org-1', role: 'kisManager' })).items).toEqual([]);
      expect((await store.list('board-of-organisation', { organisationId: 'org-1' })).items).toEqual([]);
      expect((await store.list('tasks-of-case', { caseId: 'case-1' })).items).toHaveLength(1);
    });

    test('a claimed task stands in the inbox of its role and of the person', async () => {
      const { store } = await open();
      await store.commit([put('task', task(1, { claimedBy: 'person-7' as PersonId }))]);
      expect((await store.list('inbox-of-person', { personId: 'person-7' })).items).toHaveLength(1);
      expect((await store.list('inbox-of-role', { organisationId: 'org-1', role: 'kisManager' })).items).toHaveLength(
        1,
      );
      const own = task(2, {
        assignee: {
          kind: 'person',
          personId: 'person-8' as PersonId,
          role: 'caseManager',
          organisationId: 'org-1' as OrganisationId,
        },
      });
      await store.commit([put('task', own)]);
      expect((await store.list('inbox-of-person', { personId: 'person-8' })).items).toHaveLength(1);
      expect((await store.list('inbox-of-role', { organisationId: 'org-1', role: 'caseManager' })).items).toEqual([]);
    });

    test('an expired record is gone from reads and lists, on the second', async () => {
      const { store, setNow } = await open();
      await store.commit([put('session', { ...RECORDS.session, expiresAt: minute(30) })]);
      setNow(minute(29));
      expect(await store.read('session', RECORDS.session)).toBeDefined();
      setNow(minute(30));
      expect(await store.read('session', RECORDS.session)).toBeUndefined();
      expect((await store.list('sessions-of-person', { personId: 'person-1' })).items).toEqual([]);
    });

    test('a new session may take the place of nothing but absence: expiry frees no key', async () => {
      const { store, setNow } = await open();
      await store.commit([put('session', { ...RECORDS.session, expiresAt: minute(1) })]);
      setNow(minute(2));
      expect(await codeOf(store.commit([put('session', RECORDS.session)]))).toBe('already-done');
    });
  });
}

/** The patterns whose keys don't look like the index they read: a mistake in `entities.ts`. */
export function mismatchedPatterns(): string[] {
  const skeleton = (template: string): string =>
    template.replace(/\{[^}:]+(:[^}]+)?\}/g, (_, format = '') => `{${format}}`);
  return (Object.keys(PATTERNS) as Pattern[]).filter((pattern) => {
    const { kind, on, pk, prefix } = PATTERNS[pattern];
    const entity = ENTITIES[kind];
    if (on === 'table')
      return skeleton(entity.pk) !== skeleton(pk) || !skeleton(entity.sk).startsWith(skeleton(prefix ?? ''));
    const index = entity.indexes?.[on];
    const expected = index && (on === 'gsi1' && kind === 'wake-up' ? index.pk.replace(':hour', '') : index.pk);
    return expected === undefined || skeleton(expected) !== skeleton(pk);
  });
}
