import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, type DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answersTableDefinition, dynamodbAnonymousAnswers } from '../../../functions/adapters/anonymous/dynamodb.ts';
import { memoryAnonymousAnswers } from '../../../functions/adapters/anonymous/memory.ts';
import { sqliteAnonymousAnswers } from '../../../functions/adapters/anonymous/sqlite.ts';
import type { AnonymousAnswers } from '../../../functions/domain/anonymity/anonymous-answers.ts';
import { type Dynoxide, startDynoxide } from '../../../infra/local/dynoxide.ts';
import { localClient } from '../../../infra/local/tables.ts';

let dynoxide: Dynoxide;
let client: DynamoDBClient;
let tables = 0;
beforeAll(async () => {
  dynoxide = await startDynoxide();
  client = localClient(dynoxide.endpoint);
});
afterAll(async () => {
  client.destroy();
  await dynoxide.stop();
});

const newTable = async (): Promise<string> => {
  const table = `answers-${++tables}`;
  await client.send(new CreateTableCommand(answersTableDefinition(table)));
  return table;
};
const newFile = () => join(mkdtempSync(join(tmpdir(), 'reintegra-answers-')), 'answers.sqlite');

const homes: Record<string, () => Promise<AnonymousAnswers>> = {
  memory: async () => memoryAnonymousAnswers(),
  sqlite: async () => sqliteAnonymousAnswers(newFile()),
  dynamodb: async () => dynamodbAnonymousAnswers(client, await newTable()),
};

const readAll = async (answers: AnonymousAnswers, campaign: string) => {
  const items: unknown[] = [];
  let next: string | undefined;
  do {
    const page = await answers.read(campaign, next);
    items.push(...page.items);
    next = page.next;
  } while (next !== undefined);
  return items as { n: number }[];
};
const numbers = (items: readonly { n: number }[]) => items.map((item) => item.n).sort((left, right) => left - right);
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);

describe.each(Object.entries(homes))('anonymous answers (%s)', (_name, make) => {
  it('keeps every answer of a campaign and nothing of another', async () => {
    const answers = await make();
    for (const n of upTo(12)) await answers.add('one', { n });
    await answers.add('two', { n: 99 });
    expect(numbers(await readAll(answers, 'one'))).toEqual(upTo(12));
    expect(await answers.count('one')).toBe(12);
    expect(await answers.count('none')).toBe(0);
  });

  it('keeps every answer through the shuffle at close, twice too, in another order', async () => {
    const answers = await make();
    for (const n of upTo(40)) await answers.add('one', { n });
    const before = (await readAll(answers, 'one')).map((item) => item.n);
    expect(before).not.toEqual(upTo(40));
    await answers.shuffle('one');
    const after = (await readAll(answers, 'one')).map((item) => item.n);
    expect(after).not.toEqual(before);
    expect(numbers(await readAll(answers, 'one'))).toEqual(upTo(40));
    await answers.shuffle('one');
    expect(await answers.count('one')).toBe(40);
  });
});

describe('the file of one machine', () => {
  it('reads more than a page', async () => {
    const answers = sqliteAnonymousAnswers(newFile());
    for (const n of upTo(1001)) await answers.add('one', { n });
    expect(numbers(await readAll(answers, 'one'))).toEqual(upTo(1001));
    answers.close();
  });

  it('copies closed campaigns only', async () => {
    const answers = sqliteAnonymousAnswers(newFile());
    await answers.add('open', { n: 1 });
    await answers.add('done', { n: 2 });
    await answers.shuffle('done');
    const copy = newFile();
    answers.copyClosed(copy);
    const copied = sqliteAnonymousAnswers(copy);
    expect(await copied.count('done')).toBe(1);
    expect(await copied.count('open')).toBe(0);
    expect(readFileSync(copy).includes('"n":1')).toBe(false);
  });
});

describe('the table on DynamoDB', () => {
  it('ends what a crashed shuffle left half done, without a trace of the old keys', async () => {
    const table = await newTable();
    const answers = dynamodbAnonymousAnswers(client, table);
    for (const n of upTo(6)) await answers.add('one', { n });
    const [first] = (await client.send(new ScanCommand({ TableName: table }))).Items ?? [];
    if (first?.sk === undefined || first.answers === undefined) throw new Error('nothing was stored');
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: { pk: { S: 'one' }, sk: { S: 'new' }, answers: first.answers, from: first.sk },
      }),
    );
    await answers.shuffle('one');
    expect(numbers(await readAll(answers, 'one'))).toEqual(upTo(6));
    const raw = (await client.send(new ScanCommand({ TableName: table }))).Items ?? [];
    expect(raw.every((item) => Object.keys(item).sort().join() === 'answers,pk,sk')).toBe(true);
  });
});
