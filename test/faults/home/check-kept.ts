import { join } from 'node:path';
import { sqliteKeyStore } from '../../../functions/adapters/keys/sqlite.ts';
import { dynamodbStore } from '../../../functions/adapters/table/dynamodb.ts';
import { sealed } from '../../../functions/adapters/table/sealed.ts';
import type { Case } from '../../../functions/domain/cases/case.ts';
import type { Store } from '../../../functions/domain/store/store.ts';
import { instant } from '../../../functions/domain/time.ts';
import { type Dynoxide, startDynoxide } from '../../../infra/local/dynoxide.ts';
import { localClient } from '../../../infra/local/tables.ts';
import type { Submission } from './submitter.ts';

export interface OpenedDocuments {
  readonly store: Store;
  close(): Promise<void>;
}

/** The documents behind an address of the store's protocol, opened with the keys of a data directory. */
export function openDocuments(data: string, endpoint: string): OpenedDocuments {
  const keys = sqliteKeyStore(join(data, 'keys.sqlite'), join(data, 'master.key'));
  const client = localClient(endpoint);
  const table = dynamodbStore(client, 'reintegra', () => instant(Date.now()));
  return {
    store: sealed(table, keys),
    async close() {
      keys.close();
      client.destroy();
    },
  };
}

/** The documents of a home that rests. */
export async function openRestingHome(data: string): Promise<OpenedDocuments> {
  const dynoxide: Dynoxide = await startDynoxide({ file: join(data, 'documents.sqlite') });
  const { store, close } = openDocuments(data, dynoxide.endpoint);
  return {
    store,
    async close() {
      await close();
      await dynoxide.stop();
    },
  };
}

async function casesOf(store: Store, organisationId: string): Promise<readonly Case[]> {
  const all: Case[] = [];
  let after: string | undefined;
  do {
    const page = await store.list(
      'cases-of-organisation',
      { organisationId },
      { limit: 500, ...(after ? { after } : {}) },
    );
    all.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return all;
}

export interface Kept {
  readonly acknowledged: number;
  /** Promised to a person, and not there as promised. */
  readonly lost: readonly string[];
  /** One person's act, kept more than once. */
  readonly duplicated: readonly string[];
  /** Kept cases whose chain of events has a gap or whose head does not match. */
  readonly torn: readonly string[];
  /** Kept cases that no workflow has taken up: without exactly one open task. */
  readonly asleep: readonly string[];
}

const LOOKS = 5;

/** The chain without a gap up to the head. Workflows go on while we look, so head and chain are read until neither moved meanwhile. */
async function isWhole(store: Store, { caseId }: Pick<Case, 'caseId'>): Promise<boolean> {
  for (let look = 0; look < LOOKS; look += 1) {
    const before = await store.read('case', { caseId });
    const { items } = await store.list('events-of-case', { caseId }, { limit: 1_000 });
    const after = await store.read('case', { caseId });
    if (before === undefined || before.head.hash !== after?.head.hash) continue;
    return items.every((event, at) => event.sequence === at + 1) && items.at(-1)?.hash === before.head.hash;
  }
  return false;
}

/** Holds what was acknowledged against what is kept. */
export async function checkKept(
  store: Store,
  organisationId: string,
  submissions: readonly Submission[],
): Promise<Kept> {
  const acknowledged = submissions.filter((one) => one.reference !== undefined);
  const cases = await casesOf(store, organisationId);
  const byName = new Map<string, Case[]>();
  for (const one of cases) byName.set(one.displayName ?? '', [...(byName.get(one.displayName ?? '') ?? []), one]);
  const names = new Set(submissions.map((one) => one.name));
  const ours = cases.filter((one) => names.has(one.displayName ?? ''));
  const torn: string[] = [];
  const asleep: string[] = [];
  for (const one of ours) {
    if (!(await isWhole(store, one))) torn.push(one.reference);
    const { items: tasks } = await store.list('tasks-of-case', { caseId: one.caseId });
    if (tasks.filter((task) => task.status === 'open').length !== 1)
      asleep.push(`${one.reference} (${tasks.map((task) => `${task.step} ${task.status}`).join(', ')})`);
  }
  return {
    acknowledged: acknowledged.length,
    lost: acknowledged
      .filter((one) => !byName.get(one.name)?.some((kept) => kept.reference === one.reference))
      .map((one) => one.name),
    duplicated: [...names].filter((name) => (byName.get(name)?.length ?? 0) > 1),
    torn,
    asleep,
  };
}
