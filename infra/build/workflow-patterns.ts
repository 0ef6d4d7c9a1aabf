/** The few shapes that every workflow is made of (ADR 0005). `workflows-format.ts` writes them, `workflows-lint.ts` holds files to them. */

export type AslState = Readonly<Record<string, unknown>> & { readonly Type: string };
export interface Asl {
  readonly Comment: string;
  readonly QueryLanguage: 'JSONata';
  readonly TimeoutSeconds: number;
  readonly StartAt: string;
  readonly States: Readonly<Record<string, AslState>>;
}

const DAY = 86_400;
/** An execution ends by itself after 360 days, before the platform's year; none gets so old: past 170 days its next task opens in a new one. */
export const MACHINE_TIMEOUT = 360 * DAY;
/** Hard stop of a wait, far behind the last escalation: then the same task goes on under a new execution. */
export const WAIT_TIMEOUT = 180 * DAY;
const STEP_TIMEOUT = 60;

export const HUMAN = 'arn:aws:states:::lambda:invoke.waitForTaskToken';
export const APPLY = 'arn:aws:states:::lambda:invoke';
export const BEGIN = 'Begin';
export const CONTINUE = 'ContinueLater';
export const REPORT = 'ReportFailure';
export const STOP = 'StopWithFailure';

const CONTEXT = {
  execution: '{% $states.context.Execution.Name %}',
  caseId: '{% $states.context.Execution.Input.caseId %}',
  entered: '{% $states.context.State.EnteredTime %}',
};

const RETRY = [
  {
    ErrorEquals: [
      'Lambda.ServiceException',
      'Lambda.AWSLambdaException',
      'Lambda.SdkClientException',
      'Lambda.TooManyRequestsException',
      'unavailable',
      'conflict',
    ],
    IntervalSeconds: 2,
    MaxAttempts: 8,
    BackoffRate: 2,
    MaxDelaySeconds: 300,
    JitterStrategy: 'FULL',
  },
];

const caught = (state: string) =>
  [['States.DataLimitExceeded', 'States.Runtime'], ['States.ALL']].map((errors) => ({
    ErrorEquals: errors,
    Output: `{% {'at': '${state}', 'error': $states.errorOutput.Error} %}`,
    Next: REPORT,
  }));

/** A person must do something until a date: the task is opened, the workflow waits for its answer `{ outcome, taskId, documentId? }`. */
export const humanTask = (name: string, step: string, comment: string, next: string): AslState => ({
  Type: 'Task',
  Comment: comment,
  Resource: HUMAN,
  Arguments: {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a definition substitution, filled in by both homes
    FunctionName: '${OpenTask}',
    Payload: {
      token: '{% $states.context.Task.Token %}',
      ...CONTEXT,
      step,
      started: '{% $states.context.Execution.StartTime %}',
      retry: '{% $states.context.State.RetryCount %}',
      answered:
        "{% $exists($states.context.Execution.Input.answered) ? $states.context.Execution.Input.answered : '' %}",
    },
  },
  TimeoutSeconds: WAIT_TIMEOUT,
  Retry: RETRY,
  Catch: [
    { ErrorEquals: ['States.Timeout', 'execution-old'], Output: `{% {'at': '${name}'} %}`, Next: CONTINUE },
    ...caught(name),
  ],
  Next: next,
});

/** The workflow itself does something: one command, its ids-only answer is the output. Without `next` it ends the process. */
export const applyStep = (
  process: string,
  name: string,
  command: string,
  comment: string,
  next?: string,
): AslState => ({
  Type: 'Task',
  Comment: comment,
  Resource: APPLY,
  Arguments: {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a definition substitution, filled in by both homes
    FunctionName: '${ApplyStep}',
    Payload: { ...CONTEXT, process, step: `${process}/${name}`, command, ends: next === undefined },
  },
  Output: '{% $states.result.Payload %}',
  TimeoutSeconds: STEP_TIMEOUT,
  Retry: RETRY,
  Catch: caught(name),
  ...(next === undefined ? { End: true } : { Next: next }),
});

/** A resumed execution begins where the case stands; a new one at the first state. */
export const beginState = (states: readonly string[], first: string): AslState => ({
  Type: 'Choice',
  Comment: 'Wznowienie zaczyna tam, gdzie sprawa stoi; nowe wykonanie od początku.',
  Choices: states.map((name) => ({
    Condition: `{% $states.context.Execution.Input.at = '${name}' %}`,
    Next: name,
  })),
  Default: first,
});

/** The common tail of every workflow: go on under a new execution, or tell people that it stands still. */
export const tailStates = (process: string): Readonly<Record<string, AslState>> => {
  const tail = (command: string, comment: string, payload: object, then: object): AslState => ({
    Type: 'Task',
    Comment: comment,
    Resource: APPLY,
    Arguments: {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a definition substitution, filled in by both homes
      FunctionName: '${ApplyStep}',
      Payload: { ...CONTEXT, process, step: `${process}/${command}`, command, ...payload },
    },
    Output: '{% $states.result.Payload %}',
    TimeoutSeconds: STEP_TIMEOUT,
    Retry: RETRY,
    ...then,
  });
  return {
    [CONTINUE]: tail(
      'continue-later',
      'Czekanie trwało dłużej niż jedno wykonanie: to samo zadanie idzie dalej w nowym.',
      { at: '{% $states.input.at %}', ends: false },
      { End: true },
    ),
    [REPORT]: tail(
      'report-failure',
      'Nieoczekiwany błąd: kierownik dostaje zadanie wznowienia, nic nie ginie.',
      { at: '{% $states.input.at %}', error: '{% $states.input.error %}', ends: false },
      { Next: STOP },
    ),
    [STOP]: { Type: 'Fail', Comment: 'Koniec tego wykonania; sprawa czeka na wznowienie.', Error: 'process-stalled' },
  };
};
