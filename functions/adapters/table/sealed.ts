import { fail, ok, type Result } from '../../domain/result.ts';
import type { KeyStore } from '../../domain/sealing/key-store.ts';
import type { Change, KeyOf, Kind, ListedBy, Pattern, RecordOf, Store } from '../../domain/store/store.ts';
import { seal, unseal } from '../keys/wrapping.ts';
import { ENTITIES, type Entity, PATTERNS } from './entities.ts';
import { keyOf } from './items.ts';

/** Where the sealed fields stand inside a stored record: whose key closes them, and nonce + ciphertext + tag as base64. */
interface Envelope {
  readonly subject: string;
  readonly box: string;
}

const ENVELOPE = 'sealed';

type Plain = Record<string, unknown>;

const entityOf = (kind: Kind): Entity => ENTITIES[kind] as unknown as Entity;

/** Binds a seal to its row and version: moved to another row or put back from an older version, it does not open. */
function boundOf(kind: Kind, record: Plain): string {
  const { pk, sk } = keyOf(kind, record as unknown as KeyOf<Kind>);
  return [kind, pk, sk, String(record.version)].join('\n');
}

const subjectOf = (entity: Entity, record: Plain): string | undefined =>
  entity.sealed?.subject.map((field) => record[field]).find((value) => typeof value === 'string');

async function closeRecord(kind: Kind, record: Plain, keys: KeyStore): Promise<Result<Plain>> {
  const entity = entityOf(kind);
  const subject = subjectOf(entity, record);
  if (entity.sealed === undefined || subject === undefined) return ok(record);
  const hidden: Plain = {};
  const open: Plain = { ...record };
  for (const field of entity.sealed.fields) {
    if (record[field] === undefined) continue;
    hidden[field] = record[field];
    delete open[field];
  }
  if (Object.keys(hidden).length === 0) return ok(open);
  const key = await keys.keyFor(subject);
  if (!key.ok) return key;
  const box = seal(key.value, Buffer.from(JSON.stringify(hidden)), boundOf(kind, record));
  return ok({ ...open, [ENVELOPE]: { subject, box: Buffer.from(box).toString('base64') } satisfies Envelope });
}

async function openRecord(kind: Kind, stored: Plain, keys: KeyStore): Promise<Plain> {
  const { [ENVELOPE]: envelope, ...open } = stored as Plain & { readonly [ENVELOPE]?: Envelope };
  if (envelope === undefined) return open;
  const key = await keys.find(envelope.subject);
  if (key === undefined) return open;
  const hidden = unseal(key, Buffer.from(envelope.box, 'base64'), boundOf(kind, open));
  return { ...open, ...(JSON.parse(Buffer.from(hidden).toString()) as Plain) };
}

/**
 * A store in which the fields that `entities.ts` names as sealed are closed before they reach the table and opened after it, under one key
 * per subject. When the key has been destroyed a record comes back without those fields, and writing them again fails with `gone`.
 * A seal that was moved or changed throws `BrokenSeal`.
 */
export function sealed(store: Store, keys: KeyStore): Store {
  return {
    async read<K extends Kind>(kind: K, key: KeyOf<K>): Promise<RecordOf<K> | undefined> {
      const record = await store.read(kind, key);
      return record && ((await openRecord(kind, record as unknown as Plain, keys)) as unknown as RecordOf<K>);
    },
    async list<P extends Pattern>(pattern: P, ...rest: [by: never, options?: never]) {
      const page = await (store.list as Store['list'])(pattern, ...(rest as [never, never]));
      const { kind } = PATTERNS[pattern];
      const items = await Promise.all(page.items.map((item) => openRecord(kind, item as unknown as Plain, keys)));
      return { ...page, items: items as unknown as ListedBy<P>[] };
    },
    async commit(changes) {
      const closed: Change[] = [];
      for (const change of changes) {
        if (!('record' in change)) {
          closed.push(change);
          continue;
        }
        const kind = 'put' in change ? change.put : change.replace;
        if (ENVELOPE in change.record) return fail('invalid-input', { reason: 'sealed-field' });
        const record = await closeRecord(kind, change.record as unknown as Plain, keys);
        if (!record.ok) return record;
        closed.push({ ...change, record: record.value } as unknown as Change);
      }
      return store.commit(closed);
    },
  };
}
