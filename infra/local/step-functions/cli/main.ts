import { existsSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type DrawnMachine, drawWorkflow } from '../../../../functions/domain/workflows/graph.ts';
import type { Execution, ExecutionStatus } from '../core/model.ts';
import type { MachineRow, RevisionRow } from '../protocol/api.ts';
import { createSqliteStore } from '../store/sqlite.ts';
import { historyLine, listLine, progressOf, showLines } from './describe.ts';

const usage = `usage: npm run sfn -- COMMAND [--file data/engine.sqlite]
  list [--status RUNNING] [--machine NAME] [--limit 20]   the newest executions
  show ID [--data]                                        where an execution stands and what it waits for
  history ID [--data]                                     what happened, line by line (--data: with inputs and outputs)
  graph ID [--out FILE.svg]                               the definition as SVG, with the execution's place; ID may name a state machine
ID is an execution's name or ARN.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    file: { type: 'string', default: 'data/engine.sqlite' },
    status: { type: 'string' },
    machine: { type: 'string' },
    limit: { type: 'string', default: '20' },
    data: { type: 'boolean', default: false },
    out: { type: 'string' },
  },
});
const [command, id] = positionals;

const stop = (message: string): never => {
  console.error(message);
  process.exit(1);
};

if (
  command === undefined ||
  !['list', 'show', 'history', 'graph'].includes(command) ||
  (command !== 'list' && id === undefined)
)
  stop(usage);
if (!existsSync(values.file)) stop(`there is no engine file ${values.file}; give one with --file`);
// Only reads: the engine may run on the same file.
const store = createSqliteStore(values.file, { readOnly: true });
const machines = store.documents<MachineRow>('machine', '');

const find = (text: string): Execution | undefined =>
  store.execution(text) ??
  machines
    .map(({ arn }) => store.execution(`${arn.replace(':stateMachine:', ':execution:')}:${text}`))
    .find((execution) => execution !== undefined);

const need = (text: string): Execution => find(text) ?? stop(`there is no execution ${text}`);

const drawMachine = (machine: MachineRow): string => {
  const revision = store.document<RevisionRow>('revision', machine.revision);
  return drawWorkflow(JSON.parse(revision?.definition ?? '{}') as DrawnMachine, { title: machine.name });
};

const drawExecution = (execution: Execution): string => {
  const revision = store.document<RevisionRow>('revision', execution.revision) ?? stop('the definition is gone');
  const snapshot = store.load(execution.arn) ?? stop('the execution is gone');
  const events = store.history(execution.arn, { reverse: false, limit: 25_000 });
  return drawWorkflow(JSON.parse(revision.definition) as DrawnMachine, {
    title: `${execution.machineName}: ${execution.name}, ${execution.status}`,
    ...progressOf(snapshot, events),
  });
};

if (command === 'list') {
  const machine = values.machine === undefined ? undefined : machines.find(({ name }) => name === values.machine);
  if (values.machine !== undefined && machine === undefined) stop(`there is no state machine ${values.machine}`);
  const found = store.executions({
    limit: Number(values.limit),
    ...(machine === undefined ? {} : { machineArn: machine.arn }),
    ...(values.status === undefined ? {} : { status: values.status as ExecutionStatus }),
  });
  for (const execution of found) console.log(listLine(execution));
  if (found.length === 0) console.log('no executions');
} else if (command === 'show') {
  const snapshot = store.load(need(id ?? '').arn);
  if (snapshot !== undefined) for (const line of showLines(snapshot, Date.now(), values.data)) console.log(line);
} else if (command === 'history') {
  const execution = need(id ?? '');
  for (const event of store.history(execution.arn, { reverse: false, limit: 25_000 }))
    console.log(historyLine(event, execution.startedAt, values.data));
} else {
  const execution = find(id ?? '');
  const machine = machines.find(({ name, arn }) => name === id || arn === id);
  const svg =
    execution === undefined
      ? machine === undefined
        ? stop(`there is no execution or state machine ${id}`)
        : drawMachine(machine)
      : drawExecution(execution);
  if (values.out === undefined) console.log(svg);
  else {
    writeFileSync(values.out, svg);
    console.log(`written to ${values.out}`);
  }
}
store.close();
