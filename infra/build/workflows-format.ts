import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Asl,
  type AslState,
  applyStep,
  BEGIN,
  beginState,
  CONTINUE,
  HUMAN,
  humanTask,
  MACHINE_TIMEOUT,
  REPORT,
  STOP,
  tailStates,
} from './workflow-patterns.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const optional = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const payloadOf = (state: AslState): Readonly<Record<string, unknown>> => {
  const call = state.Arguments as { Payload?: Readonly<Record<string, unknown>> } | undefined;
  return call?.Payload ?? {};
};

function standard(process: string, name: string, state: AslState): AslState {
  if (state.Type !== 'Task') return state;
  const comment = text(state.Comment);
  if (typeof state.Human === 'string') return humanTask(name, state.Human, comment, text(state.Next));
  if (typeof state.Apply === 'string') return applyStep(process, name, state.Apply, comment, optional(state.Next));
  if (state.Resource === HUMAN) return humanTask(name, text(payloadOf(state).step), comment, text(state.Next));
  return applyStep(process, name, text(payloadOf(state).command), comment, optional(state.Next));
}

/**
 * One workflow with every task in its standard shape. A new state may be written short: `{ "Type": "Task", "Human": "<process>/<step>",
 * "Comment", "Next" }` or `{ "Type": "Task", "Apply": "<command>", "Comment", "Next"? }`; the beginning and the tail are written here.
 */
export function formatWorkflow(process: string, source: Asl): Asl {
  const own = Object.entries(source.States).filter(([name]) => ![BEGIN, CONTINUE, REPORT, STOP].includes(name));
  const begin = source.States[BEGIN];
  const first = begin === undefined ? source.StartAt : text(begin.Default);
  const states = own.map(([name, state]) => [name, standard(process, name, state)] as const);
  const resumable = states.filter(([, state]) => state.Type === 'Task').map(([name]) => name);
  return {
    Comment: source.Comment,
    QueryLanguage: 'JSONata',
    TimeoutSeconds: MACHINE_TIMEOUT,
    StartAt: BEGIN,
    States: { [BEGIN]: beginState(resumable, first), ...Object.fromEntries(states), ...tailStates(process) },
  };
}

if (import.meta.main) {
  const folder = process.argv[2] ?? 'workflows';
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.asl.json'))) {
    const path = join(folder, file);
    const formatted = formatWorkflow(file.slice(0, -'.asl.json'.length), JSON.parse(readFileSync(path, 'utf8')) as Asl);
    writeFileSync(path, `${JSON.stringify(formatted, null, 2)}\n`);
  }
}
