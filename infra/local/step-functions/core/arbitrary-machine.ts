import fc from 'fast-check';
import type { AnyState, Machine } from '../language/definition.ts';

type Draftable = { -readonly [K in keyof AnyState]: AnyState[K] };

const functionArn = 'arn:aws:lambda:eu-central-1:000000000000:function:f';

/** Definitions without loops that always succeed in the end: calls (some fail once and are retried), waits, choices, branches, iterations. */
export const arbitraryMachine = (depth: number): fc.Arbitrary<Machine> => {
  const leaf: fc.Arbitrary<AnyState> = fc.oneof(
    fc.constant<AnyState>({ Type: 'Pass', Output: { passed: '{% $states.input %}' } }),
    fc.constant<AnyState>({ Type: 'Pass', Assign: { seen: '{% $states.context.State.Name %}' } }),
    fc.integer({ min: 0, max: 100 }).map<AnyState>((Seconds) => ({ Type: 'Wait', Seconds })),
    fc.constant<AnyState>({
      Type: 'Task',
      Resource: functionArn,
      Retry: [{ ErrorEquals: ['Once'], IntervalSeconds: 2, MaxAttempts: 2, JitterStrategy: 'FULL' }],
    }),
    fc.constant<AnyState>({
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: { FunctionName: 'f', Payload: { token: '{% $states.context.Task.Token %}' } },
      TimeoutSeconds: 1_000_000,
      Output: { said: '{% $states.result %}' },
    }),
  );
  const nested: fc.Arbitrary<AnyState> =
    depth === 0
      ? leaf
      : fc.oneof(
          { weight: 3, arbitrary: leaf },
          {
            weight: 1,
            arbitrary: fc
              .array(arbitraryMachine(depth - 1), { minLength: 1, maxLength: 3 })
              .map<AnyState>((Branches) => ({ Type: 'Parallel', Branches })),
          },
          {
            weight: 1,
            arbitrary: fc
              .tuple(arbitraryMachine(depth - 1), fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 3 }))
              .map<AnyState>(([ItemProcessor, count, MaxConcurrency]) => ({
                Type: 'Map',
                Items: Array.from({ length: count }, (_, n) => n),
                MaxConcurrency,
                ItemProcessor,
              })),
          },
        );
  return fc.array(nested, { minLength: 1, maxLength: 4 }).map((list) => chain(list));
};

const chain = (list: readonly AnyState[]): Machine => {
  const states: Record<string, AnyState> = {};
  for (const [index, state] of list.entries()) {
    const copy: Draftable = { ...state };
    if (index === list.length - 1) copy.End = true;
    else copy.Next = `S${index + 1}`;
    states[`S${index}`] = copy;
  }
  return { QueryLanguage: 'JSONata', StartAt: 'S0', States: states };
};
