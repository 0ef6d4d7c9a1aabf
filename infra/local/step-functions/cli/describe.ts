import type { Execution, Frame, HistoryEvent, Snapshot } from '../core/model.ts';

const iso = (instant: number): string => new Date(instant).toISOString().replace('T', ' ').slice(0, 19);

/** A span in the two largest units a person would use. */
export const span = (milliseconds: number): string => {
  const seconds = Math.round(Math.abs(milliseconds) / 1000);
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor((seconds % 86_400) / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'min'],
    [seconds % 60, 's'],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  if (first < 0) return milliseconds !== 0 ? `${Math.abs(milliseconds)} ms` : '0 s';
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
};

/** One line of `list`. */
export const listLine = (execution: Execution): string =>
  `${iso(execution.startedAt)}  ${execution.status.padEnd(9)}  ${execution.machineName.padEnd(24)}  ${execution.name}`;

const frameLine = (frame: Frame, now: number): string => {
  const since = `since ${iso(frame.enteredAt)} (${span(now - frame.enteredAt)})`;
  const due = frame.dueAt === undefined ? '' : `, goes on at ${iso(frame.dueAt)}`;
  const words: Record<string, string> = {
    task: 'waits for its task',
    wait: 'waits',
    retry: `waits to try again (attempt ${frame.retryCount + 1})`,
    join: 'waits for its branches',
    failed: 'failed',
    aborted: 'was stopped',
  };
  return `  ${frame.state}: ${words[frame.phase] ?? frame.phase} ${since}${due}`;
};

/** What `show` tells of one run: its status, where it stands, what it waits for and until when. */
export const showLines = (snapshot: Snapshot, now: number, withData: boolean): readonly string[] => {
  const { execution } = snapshot;
  const lines = [
    `${execution.machineName} / ${execution.name}`,
    `  ${execution.arn}`,
    `  ${execution.status}, started ${iso(execution.startedAt)}`,
  ];
  if (execution.stoppedAt !== undefined)
    lines.push(`  ended ${iso(execution.stoppedAt)} after ${span(execution.stoppedAt - execution.startedAt)}`);
  if (execution.failure !== undefined)
    lines.push(`  error ${execution.failure.error ?? '(none)'}: ${execution.failure.cause ?? ''}`);
  lines.push(`  ${execution.lastEventId} events, redriven ${execution.redriveCount} times`);
  if (withData) lines.push(`  input  ${short(execution.input)}`);
  if (withData && execution.output !== undefined) lines.push(`  output ${short(execution.output)}`);
  const standing = [...snapshot.frames.values()].filter((frame) => frame.phase !== 'done');
  if (standing.length > 0) lines.push('stands at', ...standing.map((frame) => frameLine(frame, now)));
  for (const task of snapshot.tasks.values()) {
    const until =
      task.timeoutAt === undefined ? 'no time-out' : `until ${iso(task.timeoutAt)} (${span(task.timeoutAt - now)})`;
    lines.push(
      `open task ${task.state}: ${task.resource.split(':::').at(-1) ?? task.resource}, ${task.status}, ${until}`,
    );
  }
  return lines;
};

const short = (text: string): string => (text.length > 160 ? `${text.slice(0, 157)}...` : text);

/** One line of `history`: when, how long after the start, what. Data only when asked for: it may be about a person. */
export const historyLine = (event: HistoryEvent, startedAt: number, withData: boolean): string => {
  const details = event.details ?? {};
  const place = details.name ?? details.resource ?? details.state ?? '';
  const failure = [details.error, withData ? details.cause : undefined].filter((part) => part !== undefined).join(': ');
  const data = withData ? (details.output ?? details.input ?? details.parameters) : undefined;
  const told = [place, failure, data === undefined ? '' : short(String(data))].filter((part) => part !== '').join('  ');
  return `${String(event.id).padStart(5)}  ${iso(event.timestamp)}  +${span(event.timestamp - startedAt).padEnd(12)}  ${event.type.padEnd(24)}  ${told}`.trimEnd();
};

/** Which states a run has left, stands in and failed at, for the picture. */
export const progressOf = (
  snapshot: Snapshot,
  events: readonly HistoryEvent[],
): { readonly visited: Set<string>; readonly current: Set<string>; readonly failed: Set<string> } => {
  const visited = new Set<string>();
  for (const event of events)
    if (event.type.endsWith('StateEntered') && typeof event.details?.name === 'string') visited.add(event.details.name);
  const frames = [...snapshot.frames.values()];
  const running = snapshot.execution.status === 'RUNNING';
  return {
    visited,
    current: new Set(running ? frames.filter((frame) => frame.phase !== 'done').map((frame) => frame.state) : []),
    failed: new Set(frames.filter((frame) => frame.phase === 'failed').map((frame) => frame.state)),
  };
};
