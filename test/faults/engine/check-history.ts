/** An event as either the wire or the store gives it. */
export interface SeenEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly type: string;
  readonly at: number;
}

const terminal = /^Execution(Succeeded|Failed|Aborted|TimedOut)$/;

/** What is wrong with the history of an ended run, or undefined: ids without gaps, one end, time that never runs back. */
export const checkHistory = (events: readonly SeenEvent[]): string | undefined => {
  if (events[0]?.type !== 'ExecutionStarted') return `the first event is ${events[0]?.type ?? 'missing'}`;
  let entered = 0;
  let exited = 0;
  for (const [index, event] of events.entries()) {
    if (event.id !== index + 1) return `event ${index + 1} has id ${event.id}`;
    if (event.previousEventId < 0 || event.previousEventId >= event.id)
      return `event ${event.id} follows ${event.previousEventId}`;
    if (event.at < (events[index - 1]?.at ?? 0)) return `event ${event.id} is older than the one before`;
    if (terminal.test(event.type) && index !== events.length - 1) return `event ${event.id} ends the run too early`;
    if (event.type.endsWith('StateEntered')) entered += 1;
    if (event.type.endsWith('StateExited')) exited += 1;
  }
  if (!terminal.test(events.at(-1)?.type ?? '')) return `the last event is ${events.at(-1)?.type ?? 'missing'}`;
  return entered === exited ? undefined : `${entered} states entered, ${exited} exited`;
};
