import type { Actor } from '../../../functions/domain/directory/directory.ts';
import type { RoleCode } from '../../../functions/domain/directory/roles.ts';
import type { CaseId, OrganisationId, TaskId } from '../../../functions/domain/ids.ts';
import { linkTarget } from '../../../functions/domain/links/link-target.ts';
import type { Result } from '../../../functions/domain/result.ts';
import type { OutboxRecord } from '../../../functions/domain/store/outbox.ts';
import type { Store } from '../../../functions/domain/store/store.ts';
import { type Instant, instant } from '../../../functions/domain/time.ts';
import { deliver } from '../../../functions/streams/deliver.ts';
import { actorOf } from '../../../functions/use-cases/account/current-actor.ts';
import type { LinkActor } from '../../../functions/use-cases/acting.ts';
import type { Ports } from '../../../functions/use-cases/ports.ts';
import { targetOf } from '../../../functions/use-cases/tasks/invite-participant.ts';
import { holderOf, personIdOf } from './directory.ts';

const HOUR = 3_600_000;
const WAIT_MILLISECONDS = 15_000;

/** Which ports the functions that workflows call must use for a case: a case of the demo lives on a clock of its own. */
export type PortsOfCase = Map<string, Ports>;

/** A value, or an Error that names the step and why it was refused: a story must fit the product's rules. */
export function must<T>(step: string, result: Result<T>): T {
  if (result.ok) return result.value;
  const { code, reason = '', errors = [] } = result.failure;
  throw new Error(`demo, ${step}: ${code} ${reason} ${errors.map((one) => `${one.pointer} ${one.code}`).join(', ')}`);
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Drives one case through the product's own use cases on a clock of the past. */
export class CaseDriver {
  readonly ports: Ports;
  readonly #portsOfCase: PortsOfCase;
  #now: number;
  readonly #latest: number;
  #caseId: CaseId | undefined;

  readonly #queued: OutboxRecord[] = [];
  #committed: () => void = () => undefined;

  constructor(ports: Ports, start: number, portsOfCase: PortsOfCase) {
    this.#now = start;
    this.#latest = Date.parse(ports.now()) - 60_000;
    this.#portsOfCase = portsOfCase;
    this.ports = { ...ports, now: () => instant(this.#now), store: this.#noticing(ports.store) };
  }

  /** The same store, which remembers what this case queued and tells when something was committed for it. */
  #noticing(store: Store): Store {
    return {
      read: store.read.bind(store),
      list: store.list.bind(store),
      commit: async (changes) => {
        const done = await store.commit(changes);
        if (!done.ok) return done;
        for (const change of changes) {
          if ('put' in change && change.put === 'outbox' && change.record.version === 1)
            this.#queued.push(change.record);
        }
        this.#committed();
        return done;
      },
    };
  }

  get now(): Instant {
    return instant(this.#now);
  }

  get caseId(): CaseId {
    if (this.#caseId === undefined) throw new Error('the case is not filed yet');
    return this.#caseId;
  }

  follow(caseId: CaseId): void {
    this.#caseId = caseId;
    this.#portsOfCase.set(caseId, this.ports);
  }

  /** Lets hours pass, but never into the future. */
  pass(hours: number): void {
    this.#now = Math.min(this.#now + hours * HOUR, this.#latest);
  }

  async actor(organisationId: string, role: RoleCode): Promise<Actor> {
    const personId = personIdOf(holderOf(organisationId, role));
    const [person, membership, organisation] = await Promise.all([
      this.ports.store.read('person', { personId }),
      this.ports.store.read('membership', { membershipId: `${personId}-${role.toLowerCase()}` }),
      this.ports.store.read('organisation', { organisationId: organisationId as OrganisationId }),
    ]);
    if (!person || !membership || !organisation) throw new Error(`the demo's directory lacks ${personId}`);
    return actorOf(person, membership, organisation, this.now);
  }

  /** The participant's own link to an open task. */
  async participant(taskId: TaskId): Promise<LinkActor> {
    const task = await this.ports.store.read('task', { taskId });
    const target = linkTarget(task ? targetOf(task) : { kind: 'task', taskId, caseId: this.caseId });
    const { items } = await this.ports.store.list('links-of-target', { target }, { reverse: true, limit: 1 });
    const [link] = items;
    if (link === undefined) throw new Error(`no link leads to ${taskId}`);
    return { kind: 'link', link, at: this.now };
  }

  /** Delivers what this case has queued, in order. */
  async settle(): Promise<void> {
    for (let row = this.#queued[0]; row !== undefined; row = this.#queued[0]) {
      const done = await deliver(this.ports, row);
      if (!done.ok) return;
      this.#queued.shift();
      await this.ports.store.commit([{ remove: 'outbox', key: { shard: row.shard, outboxId: row.outboxId } }]);
    }
  }

  /** Waits until the workflow has opened a step (`recruitment/decide`, `social-contract/sign-contract#participant`). */
  async open(step: string): Promise<TaskId> {
    return this.until(step, async () => {
      const found = await this.ports.store.read('case', { caseId: this.caseId });
      return found?.open?.[step];
    });
  }

  async phase(phase: string): Promise<void> {
    await this.until(phase, async () => {
      const found = await this.ports.store.read('case', { caseId: this.caseId });
      return found?.phase === phase ? true : undefined;
    });
    await this.settle();
  }

  private async until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    const giveUpAt = performance.now() + WAIT_MILLISECONDS;
    for (;;) {
      const committed = new Promise<void>((resolve) => {
        this.#committed = resolve;
      });
      await this.settle();
      const found = await look();
      if (found !== undefined) return found;
      if (performance.now() > giveUpAt) throw new Error(`demo: ${what} did not come`);
      await Promise.race([committed, pause(100)]);
    }
  }
}
