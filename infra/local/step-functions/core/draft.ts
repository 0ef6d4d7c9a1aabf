import { byteLength, eventsPerTransition, limits } from './limits.ts';
import type { Execution, Frame, HistoryEvent, Json, JsonObject, Snapshot, Task, Transition, World } from './model.ts';

type Changes<T> = { -readonly [K in keyof T]?: T[K] | undefined };

const merged = <T extends object>(base: T, changes: Changes<T>): T => {
  const next = { ...base } as Record<string, unknown>;
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined) delete next[key];
    else next[key] = value;
  }
  return next as T;
};

/** One transition under construction: a private copy of the snapshot plus everything that must be written to store it. */
export class Draft {
  execution: Execution;
  readonly world: World;
  readonly now: number;
  readonly events: HistoryEvent[] = [];
  readonly queue: number[] = [];
  private readonly before: number;
  private readonly frames: Map<number, Frame>;
  private readonly tasks: Map<string, Task>;
  private readonly framesWritten = new Set<number>();
  private readonly framesRemoved = new Set<number>();
  private readonly tasksWritten = new Set<string>();
  private readonly tasksClosed = new Map<string, Task>();
  private readonly framesBefore: ReadonlyMap<number, Frame>;

  constructor(snapshot: Snapshot, world: World) {
    this.execution = snapshot.execution;
    this.before = snapshot.execution.version;
    this.world = world;
    this.frames = new Map(snapshot.frames);
    this.framesBefore = snapshot.frames;
    this.tasks = new Map(snapshot.tasks);
    // A clock that runs backwards must not make the history do so.
    this.now = Math.max(world.now(), snapshot.execution.lastEventAt);
  }

  /** Writes one event and answers its id; throws when AWS's history limit is reached. */
  record(type: string, previousEventId: number, details?: Record<string, Json | undefined>): number {
    const id = this.execution.lastEventId + 1;
    this.execution = { ...this.execution, lastEventId: id, lastEventAt: this.now };
    const kept: Record<string, Json> = {};
    for (const [key, value] of Object.entries(details ?? {})) if (value !== undefined) kept[key] = value;
    this.events.push({
      id,
      previousEventId,
      timestamp: this.now,
      type,
      ...(details === undefined ? {} : { details: kept as JsonObject }),
    });
    return id;
  }

  get historyFull(): boolean {
    return this.execution.lastEventId >= limits.historyEvents - 1;
  }

  get long(): boolean {
    return this.events.length >= eventsPerTransition;
  }

  frame(id: number): Frame {
    const frame = this.frames.get(id);
    if (frame === undefined) throw new Error(`no frame ${id}`);
    return frame;
  }

  findFrame(id: number): Frame | undefined {
    return this.frames.get(id);
  }

  allFrames(): readonly Frame[] {
    return [...this.frames.values()];
  }

  childrenOf(parent: number): readonly Frame[] {
    return [...this.frames.values()].filter((frame) => frame.parent === parent);
  }

  setFrame(id: number, changes: Changes<Frame>): Frame {
    const next = merged(this.frame(id), changes);
    this.frames.set(id, next);
    this.framesWritten.add(id);
    return next;
  }

  addFrame(frame: Omit<Frame, 'id'>): Frame {
    const id = this.execution.nextFrame;
    this.execution = { ...this.execution, nextFrame: id + 1 };
    const next: Frame = { id, ...frame };
    this.frames.set(id, next);
    this.framesWritten.add(id);
    return next;
  }

  removeFrame(id: number): void {
    this.frames.delete(id);
    this.framesWritten.delete(id);
    if (this.framesBefore.has(id)) this.framesRemoved.add(id);
  }

  setExecution(changes: Changes<Execution>): void {
    this.execution = merged(this.execution, changes);
  }

  task(key: string): Task | undefined {
    return this.tasks.get(key);
  }

  allTasks(): readonly Task[] {
    return [...this.tasks.values()];
  }

  putTask(task: Task): void {
    this.tasks.set(task.key, task);
    this.tasksWritten.add(task.key);
  }

  closeTask(key: string): void {
    const task = this.tasks.get(key);
    if (task === undefined) return;
    this.tasks.delete(key);
    this.tasksWritten.delete(key);
    this.tasksClosed.set(key, task);
  }

  /** Puts a frame in line to be run in this transition. */
  run(id: number): void {
    this.queue.push(id);
  }

  /** Every variable that a state of this frame can see, outer scopes first. */
  variables(frame: Frame): JsonObject {
    const chain: Frame[] = [];
    for (
      let at: Frame | undefined = frame;
      at !== undefined;
      at = at.parent === null ? undefined : this.frames.get(at.parent)
    )
      chain.unshift(at);
    return Object.assign({}, ...chain.map((each) => each.variables)) as JsonObject;
  }

  /** The run as it stands inside this transition. */
  snapshot(): Snapshot {
    return { execution: this.execution, frames: this.frames, tasks: this.tasks };
  }

  finish(): Transition {
    const execution = { ...this.execution, version: this.before + 1 };
    return {
      before: this.before,
      snapshot: { execution, frames: this.frames, tasks: this.tasks },
      events: this.events,
      framesWritten: [...this.framesWritten].map((id) => this.frame(id)),
      framesRemoved: [...this.framesRemoved],
      tasksWritten: [...this.tasksWritten].flatMap((key) => this.tasks.get(key) ?? []),
      tasksClosed: [...this.tasksClosed.values()],
      more: this.queue.length > 0,
    };
  }
}

/** True when a state's data exceeds AWS's 256 KiB. */
export const exceedsDataLimit = (text: string): boolean =>
  text.length > limits.stateDataBytes / 4 && byteLength(text) > limits.stateDataBytes;
