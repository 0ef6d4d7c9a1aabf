import type { AnchorStore } from '../../domain/audit/anchors.ts';
import {
  definitionChain,
  directoryChain,
  isHeadless,
  privacyChain,
  readsChain,
  regionChain,
  SYSTEM_CHAIN,
} from '../../domain/audit/chains.ts';
import { type AnchoredHead, type ChainVerdict, verifyChain } from '../../domain/audit/verify.ts';
import type { Case, CaseEvent } from '../../domain/cases/case.ts';
import type { CaseId } from '../../domain/ids.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Ports } from '../ports.ts';

type AuditPorts = Pick<Ports, 'store' | 'now'>;

/** Every event of a chain, in the order of the table's keys. */
export async function eventsOf(ports: Pick<Ports, 'store'>, chainId: string): Promise<readonly CaseEvent[]> {
  const events: CaseEvent[] = [];
  let next: string | undefined;
  do {
    const page = await ports.store.list(
      'events-of-case',
      { caseId: chainId },
      { limit: 1000, ...(next === undefined ? {} : { after: next }) },
    );
    events.push(...page.items);
    next = page.next;
  } while (next !== undefined);
  return events;
}

async function* casesOf(ports: Pick<Ports, 'store'>, organisationId: string): AsyncGenerator<Case> {
  let next: string | undefined;
  do {
    const page = await ports.store.list(
      'cases-of-organisation',
      { organisationId },
      { limit: 500, ...(next === undefined ? {} : { after: next }) },
    );
    yield* page.items;
    next = page.next;
  } while (next !== undefined);
}

/** Every chain there should be. For commands and the daily watch, not for requests. */
async function* everyChain(
  ports: Pick<Ports, 'store'>,
): AsyncGenerator<{ readonly chainId: CaseId; readonly isCase?: true }> {
  yield { chainId: SYSTEM_CHAIN };
  yield { chainId: definitionChain('national') };
  for (const { regionId } of (await ports.store.list('all-regions', {})).items) {
    yield { chainId: regionChain(regionId) };
    yield { chainId: definitionChain(regionId) };
    let next: string | undefined;
    do {
      const page = await ports.store.list(
        'organisations-of-region',
        { regionId },
        { limit: 500, ...(next === undefined ? {} : { after: next }) },
      );
      for (const { organisationId } of page.items) {
        yield { chainId: directoryChain(organisationId) };
        yield { chainId: privacyChain(organisationId) };
        for await (const { caseId } of casesOf(ports, organisationId)) {
          yield { chainId: caseId, isCase: true };
          yield { chainId: readsChain(caseId) };
        }
      }
      next = page.next;
    } while (next !== undefined);
  }
}

function anchorsByChain(heads: readonly AnchoredHead[]): Map<string, AnchoredHead[]> {
  const byChain = new Map<string, AnchoredHead[]>();
  for (const head of heads) byChain.set(head.chainId, [...(byChain.get(head.chainId) ?? []), head]);
  return byChain;
}

const TRIES = 5;

/** Verifies one chain of a home at work: when only its end differs, somebody may have appended meanwhile, so it is read again. */
async function judge(
  ports: Pick<Ports, 'store'>,
  chainId: CaseId,
  isCase: boolean,
  anchors: readonly AnchoredHead[] | undefined,
): Promise<ChainVerdict> {
  for (let attempt = 1; ; attempt += 1) {
    const record = isCase ? await ports.store.read('case', { caseId: chainId }) : undefined;
    const verdict = verifyChain(chainId, await eventsOf(ports, chainId), record?.head, anchors);
    const fault = verdict.broken?.fault;
    const mayBeFresh = isCase && (fault === 'head-differs' || (fault === 'missing' && isAtEnd(verdict)));
    if (!mayBeFresh || attempt === TRIES) return verdict;
  }
}

const isAtEnd = ({ broken, events }: ChainVerdict): boolean => broken?.sequence === events + 1;

/** Verifies one case: its own chain and the chain of who read it. */
export async function verifyCase(
  ports: AuditPorts,
  anchors: AnchorStore,
  caseId: CaseId,
): Promise<Result<readonly ChainVerdict[]>> {
  const heads = await anchors.read();
  if (!heads.ok) return heads;
  const byChain = anchorsByChain(heads.value);
  const reads = readsChain(caseId);
  const own = await judge(ports, caseId, true, byChain.get(caseId));
  return ok([own, await judge(ports, reads, false, byChain.get(reads))]);
}

/** Verifies every chain of the installation, and every anchored chain that is no longer there. */
export async function verifyAll(
  ports: AuditPorts,
  anchors: AnchorStore,
  tell: (verdict: ChainVerdict) => void,
): Promise<Result<{ readonly chains: number; readonly events: number; readonly broken: number }>> {
  const heads = await anchors.read();
  if (!heads.ok) return heads;
  const byChain = anchorsByChain(heads.value);
  let [chains, events, broken] = [0, 0, 0];
  const count = (verdict: ChainVerdict): void => {
    if (verdict.events > 0 || verdict.broken !== undefined) chains += 1;
    events += verdict.events;
    if (verdict.broken !== undefined) broken += 1;
    tell(verdict);
  };
  for await (const { chainId, isCase } of everyChain(ports)) {
    count(await judge(ports, chainId, isCase === true, byChain.get(chainId)));
    byChain.delete(chainId);
  }
  // Anchored, but no case or institution leads to it any more: somebody removed the record together with its chain.
  for (const [chainId, anchored] of byChain) {
    const verdict = await judge(ports, chainId as CaseId, false, anchored);
    const lost = verdict.broken === undefined && !isHeadless(chainId);
    count(lost ? { ...verdict, broken: { sequence: verdict.events, fault: 'head-differs' } } : verdict);
  }
  return ok({ chains, events, broken });
}

/** Writes down every head that has moved since it was last anchored. Run by the home every hour and before each backup. */
export async function anchorHeads(
  ports: AuditPorts,
  anchors: AnchorStore,
): Promise<Result<{ readonly anchored: number }>> {
  const known = await anchors.read();
  if (!known.ok) return known;
  const last = new Map(known.value.map((head) => [head.chainId, head.hash]));
  const at = ports.now();
  const moved: AnchoredHead[] = [];
  for await (const { chainId } of everyChain(ports)) {
    const page = await ports.store.list('events-of-case', { caseId: chainId }, { limit: 1, reverse: true });
    const newest = page.items[0];
    if (newest === undefined || last.get(chainId) === newest.hash) continue;
    moved.push({ chainId, sequence: newest.sequence, hash: newest.hash, at });
  }
  const saved = await anchors.append(moved);
  return saved.ok ? ok({ anchored: moved.length }) : saved;
}
