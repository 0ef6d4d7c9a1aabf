import type { CaseId, OrganisationId } from '../../functions/domain/ids.ts';
import type { Result } from '../../functions/domain/result.ts';
import { localDateOf } from '../../functions/domain/time.ts';
import { createCampaign } from '../../functions/use-cases/campaigns/create-campaign.ts';
import { extendCampaign } from '../../functions/use-cases/campaigns/extend-campaign.ts';
import { fileReferral } from '../../functions/use-cases/cases/file-referral.ts';
import { openNetworkCase } from '../../functions/use-cases/cases/open-network-case.ts';
import { withdrawCase } from '../../functions/use-cases/cases/withdraw-case.ts';
import { declineSignature } from '../../functions/use-cases/sign-offs/decline-signature.ts';
import { signDocument } from '../../functions/use-cases/sign-offs/sign-document.ts';
import { completeTask } from '../../functions/use-cases/tasks/complete-task.ts';
import { type Answers, actingAs, caseOf, eventsOf, example, must, taskOf } from './acting.ts';
import { type House, openHouse } from './house.ts';

/** One thing that somebody does, at a moment. Exactly one of `outcome`, `fill`, `sign`, `decline`, `withdraw`, `extend`. */
export interface Act {
  readonly at: string;
  /** `participant` (by link) or a person of the test network (`caseManager`, `caseManager2`). */
  readonly as: string;
  readonly step?: string;
  readonly outcome?: string;
  readonly reason?: string;
  /** `<slug>/<example>`; `answers` replaces some of its answers, null takes one away. */
  readonly fill?: string;
  readonly answers?: Answers;
  readonly sign?: true;
  readonly decline?: 'changes' | 'no-contract';
  readonly withdraw?: string;
  readonly extend?: true;
  /** The act is refused with this code, and nothing changes. */
  readonly refused?: string;
}

/** A case file: how a case begins, what people do when, and what must come of it. */
export interface CaseFile {
  readonly title: string;
  readonly at: string;
  readonly start:
    | { readonly referral: string; readonly by: string; readonly answers?: Answers; readonly email?: string | null }
    | { readonly campaign: string; readonly by: string; readonly invited?: number }
    | { readonly network: string; readonly by: string; readonly partner?: string };
  readonly acts: readonly Act[];
  readonly until?: string;
  readonly expect?: Outcome;
}

/** What a played case came to. */
export interface Outcome {
  readonly phase: string;
  /** States entered by process, in order; continued executions one after another. */
  readonly path: Readonly<Record<string, readonly string[]>>;
  /** Every task in the order of its opening, with its due day. */
  readonly due: readonly (readonly [string, string])[];
  /** Steps still open at the end. */
  readonly open: readonly string[];
  readonly documents: Readonly<Record<string, string>>;
  /** How often each of these was recorded. */
  readonly events: Readonly<Record<string, number>>;
  /** How many mails were sent by template; mails of one moment have no order. */
  readonly mails: Readonly<Record<string, number>>;
}

const TOLD: readonly string[] = [
  'task-reminded',
  'task-overdue',
  'task-escalated',
  'sign-offs-voided',
  'answer-late',
  'answer-not-awaited',
  'process-stalled',
  'process-continued',
];

const DRAWN = { name: 'Osoba Testowa', method: 'drawn', evidence: 'M0 0L1 1' } as const;

async function begin(house: House, { start }: CaseFile): Promise<CaseId> {
  if ('network' in start)
    return must(
      await openNetworkCase(house.ports, house.actor(start.by), {
        process: start.network,
        ...(start.partner === undefined ? {} : { partner: start.partner as OrganisationId }),
      }),
    ).caseId;
  if ('campaign' in start) {
    const form = { slug: start.campaign, scope: 'national', number: 1 };
    const created = await createCampaign(house.ports, house.actor(start.by), {
      title: 'Ankieta',
      form,
      promise: 'open',
      ...(start.invited === undefined ? {} : { invited: start.invited }),
    });
    return must(created).caseId;
  }
  const given = example(start.referral, start.answers);
  const person = given.participant as Answers;
  const email = start.email === undefined ? 'osoba@example.org' : start.email;
  const participant = email === null ? person : { ...person, email };
  const filed = await fileReferral(house.ports, start.by === 'participant' ? 'public' : house.actor(start.by), {
    organisationId: 'kis' as OrganisationId,
    form: { slug: 'referral', scope: 'national', number: 1 },
    answers: { ...given, participant },
    ...(start.by === 'participant' ? { signature: DRAWN } : {}),
  });
  return must(filed).caseId;
}

/** Answers of an act; `@diagnostic-report` stands for the id of that document of the case. */
async function filled(house: House, caseId: CaseId, { fill = '', answers }: Act): Promise<Answers> {
  const { documents } = await caseOf(house, caseId);
  const given = Object.entries(example(fill, answers));
  return Object.fromEntries(
    given.map(([key, value]) => [
      key,
      typeof value === 'string' && value.startsWith('@') ? documents[value.slice(1)] : value,
    ]),
  );
}

/** Does one act through the same use case that a surface would call. */
export async function perform(house: House, caseId: CaseId, act: Act): Promise<Result<unknown>> {
  if (act.withdraw !== undefined)
    return withdrawCase(house.ports, house.actor(act.as), { caseId, reason: act.withdraw });
  if (act.extend === true) {
    const { campaignId } = await caseOf(house, caseId);
    if (campaignId === undefined) throw new Error('not a campaign');
    return extendCampaign(house.ports, house.actor(act.as), { campaignId });
  }
  const step = act.step ?? '';
  const part = act.sign === true || act.decline !== undefined;
  const { open = {} } = await caseOf(house, caseId);
  const role = act.as.replace(/\d+$/, '');
  const own = part && open[`${step}#${role}`] !== undefined ? `${step}#${role}` : step;
  const task = await taskOf(house, caseId, own);
  const actor = await actingAs(house, act.as, task);
  if (!part) {
    return completeTask(house.ports, actor, {
      taskId: task.taskId,
      ...(act.outcome === undefined ? {} : { outcome: act.outcome }),
      ...(act.reason === undefined ? {} : { reason: act.reason }),
      ...(act.fill === undefined ? {} : { answers: await filled(house, caseId, act) }),
      ...(act.as === 'participant' ? { signature: DRAWN } : {}),
    });
  }
  const document =
    task.documentId === undefined
      ? undefined
      : await house.store.read('document', { caseId, documentId: task.documentId });
  if (document === undefined) throw new Error(`${step} signs nothing`);
  const { documentId, hash } = document;
  if (act.decline !== undefined)
    return declineSignature(house.ports, actor, {
      caseId,
      documentId,
      hash,
      wants: act.decline,
      reason: act.reason ?? 'powód',
    });
  const signature = act.as === 'participant' ? DRAWN : { name: act.as, method: 'account' as const };
  return signDocument(house.ports, actor, { caseId, documentId, hash, signature });
}

const countBy = (names: readonly string[]): Record<string, number> => {
  const counted: Record<string, number> = {};
  for (const name of [...names].sort()) counted[name] = (counted[name] ?? 0) + 1;
  return counted;
};

/** What a case has come to by now, from its record, the engine's histories and the letters. */
export async function outcomeOf(house: House, caseId: CaseId): Promise<Outcome> {
  const found = await caseOf(house, caseId);
  const events = await eventsOf(house, caseId);
  const path: Record<string, string[]> = {};
  for (const process of Object.keys(found.processes)) {
    path[process] = [];
    for (const execution of await house.engine.executions(process))
      if (execution.includes(`:${caseId}-`))
        path[process] = [...(await house.engine.path(execution)), ...path[process]];
  }
  const documents = await Promise.all(
    Object.entries(found.documents).map(async ([slug, documentId]) => {
      const document = await house.store.read('document', { caseId, documentId });
      return [slug, document?.status ?? ''] as const;
    }),
  );
  const counted = Object.fromEntries(
    TOLD.map((type) => [type, events.filter((event) => event.type === type).length] as const).filter(([, n]) => n > 0),
  );
  return {
    phase: found.phase,
    path,
    due: events
      .filter(({ type }) => type === 'task-opened')
      .map(({ data }) => [String(data.step), localDateOf(String(data.due) as never)] as const),
    open: Object.keys(found.open ?? {}),
    documents: Object.fromEntries(documents),
    events: counted,
    mails: countBy(house.letters.map(({ subject }) => subject.replace('mails/', ''))),
  };
}

/** Plays a case file in a house of its own; an act that comes out otherwise than written throws with its number. */
export async function playCase(file: CaseFile): Promise<{ readonly house: House; readonly caseId: CaseId }> {
  const house = await openHouse({ at: file.at });
  try {
    const caseId = await begin(house, file);
    await house.settle();
    for (const [index, act] of file.acts.entries()) {
      await house.advanceTo(act.at);
      const result = await perform(house, caseId, act);
      const code = result.ok ? undefined : result.failure.code;
      if (code !== act.refused)
        throw new Error(`act ${index + 1} (${act.step ?? ''} by ${act.as}): ${JSON.stringify(result)}`);
      await house.settle();
    }
    if (file.until !== undefined) await house.advanceTo(file.until);
    return { house, caseId };
  } catch (thrown) {
    await house.close();
    throw thrown;
  }
}
