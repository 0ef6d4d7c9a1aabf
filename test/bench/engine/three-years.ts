import type { JsonObject, Task } from '../../../infra/local/step-functions/core/model.ts';
import { operations } from '../../../infra/local/step-functions/protocol/operations.ts';
import type { CallOutcome } from '../../../infra/local/step-functions/runtime/engine.ts';
import { startEngine } from '../../../infra/local/step-functions/start-engine.ts';

const day = 86_400;
const callback = 'arn:aws:states:::lambda:invoke.waitForTaskToken';
const invoke = 'arn:aws:states:::lambda:invoke';
const payload = (step: string, more: JsonObject = {}): JsonObject => ({ step, cycle: '{% $cycle %}', ...more });
const token = { token: '{% $states.context.Task.Token %}' };

const asking = (step: string, timeoutSeconds: number, next: string, late: string): JsonObject => ({
  Type: 'Task',
  Resource: callback,
  Arguments: { FunctionName: 'open-task', Payload: payload(step, token) },
  TimeoutSeconds: timeoutSeconds,
  Catch: [{ ErrorEquals: ['States.Timeout'], Next: late }],
  Next: next,
});
const telling = (step: string, next: string): JsonObject => ({
  Type: 'Task',
  Resource: invoke,
  Arguments: { FunctionName: 'tell', Payload: payload(step) },
  Next: next,
});

/** One month of a case: a report with reminder and escalation, every sixth month an evaluation, then the next month as a new execution. */
const cycleMachine = (own: string): JsonObject => ({
  QueryLanguage: 'JSONata',
  TimeoutSeconds: 200 * day,
  StartAt: 'Begin',
  States: {
    Begin: { Type: 'Pass', Assign: { cycle: '{% $states.input.cycle %}' }, Next: 'AskReport' },
    AskReport: asking('report', 10 * day, 'EvaluationDue', 'Remind'),
    Remind: telling('reminder', 'AskAgain'),
    AskAgain: asking('report-again', 5 * day, 'EvaluationDue', 'Escalate'),
    Escalate: telling('escalation', 'AskManager'),
    AskManager: asking('report-manager', 5 * day, 'EvaluationDue', 'Stop'),
    EvaluationDue: {
      Type: 'Choice',
      Choices: [{ Condition: '{% $cycle % 6 = 0 %}', Next: 'Evaluate' }],
      Default: 'RestOfMonth',
    },
    Evaluate: asking('evaluation', 20 * day, 'RestOfMonth', 'Stop'),
    RestOfMonth: { Type: 'Wait', Seconds: 25 * day, Next: 'More' },
    More: { Type: 'Choice', Choices: [{ Condition: '{% $cycle < 36 %}', Next: 'ContinueAsNew' }], Default: 'Done' },
    ContinueAsNew: {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution',
      Arguments: {
        StateMachineArn: own,
        Name: "{% 'case-' & $string($cycle + 1) %}",
        Input: { cycle: '{% $cycle + 1 %}' },
      },
      Next: 'Done',
    },
    Done: { Type: 'Succeed' },
    Stop: { Type: 'Fail', Error: 'NobodyAnswered' },
  },
});

/** What happened in three years of one case. */
export interface ThreeYears {
  readonly reports: number;
  readonly evaluations: number;
  readonly reminders: number;
  readonly escalations: number;
  readonly executions: number;
  readonly transitions: number;
  readonly milliseconds: number;
  readonly until: string;
}

/** Lives through three years of a case on a virtual clock; every fifth report is late, every fifteenth needs an escalation. */
export const liveThreeYears = async (file?: string): Promise<ThreeYears> => {
  const counts = new Map<string, number>();
  const answers: { readonly at: number; readonly token: string }[] = [];
  const call = async (task: Task): Promise<CallOutcome> => {
    const { Payload: given } = JSON.parse(task.request) as { Payload: { step: string; cycle: number; token?: string } };
    counts.set(given.step, (counts.get(given.step) ?? 0) + 1);
    if (given.token === undefined) return { kind: 'succeeded', output: '{"Payload":null}' };
    const silent =
      (given.step === 'report' && given.cycle % 5 === 0) || (given.step === 'report-again' && given.cycle % 15 === 0);
    if (!silent) answers.push({ at: running.api.clock.now() + 3 * day * 1000, token: given.token });
    return { kind: 'submitted', output: '{}' };
  };
  // Starting executions is the engine's own work: only the functions are played here.
  const running = await startEngine({
    key: 'k',
    virtualFrom: Date.UTC(2026, 0, 1),
    functions: 'http://127.0.0.1:9',
    log: () => undefined,
    callFunctions: call,
    ...(file === undefined ? {} : { file }),
  });
  const perform = (name: string, input: JsonObject): Promise<object> =>
    operations[name]?.(running.api, input) ?? Promise.reject(new Error(name));
  const own = 'arn:aws:states:eu-central-1:000000000000:stateMachine:cycle';
  await perform('CreateStateMachine', {
    name: 'cycle',
    definition: JSON.stringify(cycleMachine(own)),
    roleArn: 'arn:aws:iam::0:role/x',
  });
  const from = performance.now();
  await perform('StartExecution', { stateMachineArn: own, name: 'case-1', input: '{"cycle":1}' });
  for (let rounds = 0; rounds < 10_000; rounds += 1) {
    await running.engine.idle();
    const next = running.api.store.nextDue();
    if (next === undefined) break;
    const [answer] = answers;
    if (answer !== undefined && answer.at < next) {
      answers.shift();
      await running.advanceTo(answer.at);
      await perform('SendTaskSuccess', { taskToken: answer.token, output: '{"outcome":"done"}' });
    } else await running.advanceTo(next);
  }
  const milliseconds = performance.now() - from;
  const executions = running.api.store.executions({ machineArn: own, limit: 1000 });
  const bad = executions.find(({ status }) => status !== 'SUCCEEDED');
  if (bad !== undefined) throw new Error(`${bad.name} ended ${bad.status}`);
  const transitions = executions
    .flatMap(({ arn }) => running.api.store.history(arn, { reverse: false, limit: 1000 }))
    .filter(({ type }) => type.endsWith('StateEntered')).length;
  const until = new Date(running.api.clock.now()).toISOString().slice(0, 10);
  await running.stop();
  const count = (step: string): number => counts.get(step) ?? 0;
  return {
    reports: count('report'),
    evaluations: count('evaluation'),
    reminders: count('reminder'),
    escalations: count('escalation'),
    executions: executions.length,
    transitions,
    milliseconds,
    until,
  };
};
