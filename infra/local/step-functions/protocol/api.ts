import type { Json, JsonObject, MachineType } from '../core/model.ts';
import type { Clock } from '../runtime/clock.ts';
import type { CallService, Engine } from '../runtime/engine.ts';
import type { Store } from '../store/store.ts';

/** A state machine as stored; `revision` names the definition that new executions start with. */
export interface MachineRow {
  readonly arn: string;
  readonly name: string;
  readonly type: MachineType;
  readonly roleArn: string;
  readonly revision: string;
  /** What AWS calls revisionId: absent until the first update. */
  readonly revisionId?: string;
  readonly lastVersion?: number;
  readonly createdAt: number;
  readonly logging: Json;
  readonly tracing: Json;
  readonly encryption?: Json;
}

/** One definition text with its role, kept as long as an execution or version pins it. */
export interface RevisionRow {
  readonly id: string;
  readonly machineArn: string;
  readonly definition: string;
  readonly roleArn: string;
  readonly revisionId?: string;
  readonly createdAt: number;
}

export interface VersionRow {
  readonly arn: string;
  readonly machineArn: string;
  readonly number: number;
  readonly revision: string;
  readonly description?: string;
  readonly createdAt: number;
}

export interface Route {
  readonly stateMachineVersionArn: string;
  readonly weight: number;
}

export interface AliasRow {
  readonly arn: string;
  readonly machineArn: string;
  readonly name: string;
  readonly description?: string;
  readonly routes: readonly Route[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** What every operation works with. */
export interface Api {
  readonly store: Store;
  readonly engine: Engine;
  /** How tasks reach their services. */
  readonly call: CallService;
  readonly clock: Clock;
  readonly region: string;
  readonly account: string;
  readonly uuid: () => string;
  readonly random: () => number;
}

/** One operation: the parsed request in, the answer as the wire carries it out. */
export type Operation = (api: Api, input: JsonObject) => Promise<object>;

/** AWS's dates on this protocol: seconds since the epoch, with a fraction. */
export const seconds = (milliseconds: number): number => milliseconds / 1000;
