import { type Asl, type AslState, BEGIN, CONTINUE, HUMAN, REPORT } from './workflow-patterns.ts';

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** `go-on:<State>` ends an execution; the next one begins there. */
function goesOnAt(state: AslState): string | undefined {
  const { Payload } = (state.Arguments ?? {}) as { readonly Payload?: { readonly command?: string } };
  return Payload?.command?.startsWith('go-on:') === true ? Payload.command.slice('go-on:'.length) : undefined;
}

/** States that may follow one: by its end, its choices, and what it catches. */
export function successors(state: AslState): readonly string[] {
  const choices = (state.Choices ?? []) as readonly { readonly Next?: string }[];
  const catches = (state.Catch ?? []) as readonly { readonly Next?: string }[];
  return [
    goesOnAt(state),
    text(state.Next),
    text(state.Default),
    ...choices.map(({ Next }) => Next),
    ...catches.map(({ Next }) => Next),
  ].filter((name): name is string => name !== undefined);
}

/** States that no path from the beginning enters, resumption left out. */
export function unreachable(asl: Asl): readonly string[] {
  const begin = asl.States[BEGIN];
  const seen = new Set<string>([BEGIN]);
  const waiting = [text(begin?.Default) ?? asl.StartAt];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    waiting.push(...successors(asl.States[name] ?? { Type: 'Fail' }));
  }
  return Object.keys(asl.States).filter((name) => !seen.has(name));
}

/** Most transitions of a run that enters no state twice and meets no failure: what one run costs at worst without loops. */
export function longestRun(asl: Asl): number {
  const walk = (name: string, path: ReadonlySet<string>): number => {
    const state = asl.States[name];
    if (state === undefined || path.has(name) || name === REPORT || name === CONTINUE) return 0;
    const caught = new Set(((state.Catch ?? []) as readonly { readonly Next?: string }[]).map(({ Next }) => Next));
    const further = new Set(path).add(name);
    const next = successors(state).filter((follower) => !caught.has(follower));
    return 1 + Math.max(0, ...next.map((follower) => walk(follower, further)));
  };
  const begin = asl.States[BEGIN];
  return 1 + walk(text(begin?.Default) ?? asl.StartAt, new Set([BEGIN]));
}

/** Outcomes that the state after a human task tells apart; undefined when one way leads on whatever the outcome is. */
export function outcomesHandled(asl: Asl, human: AslState): readonly string[] | undefined {
  const next = asl.States[text(human.Next) ?? ''];
  if (next?.Type !== 'Choice') return undefined;
  const conditions = (next.Choices as readonly { readonly Condition?: string }[]).map(
    ({ Condition }) => Condition ?? '',
  );
  const handled = conditions.flatMap((condition) =>
    Array.from(condition.matchAll(/outcome = '([^']+)'/g), ([, outcome]) => outcome ?? ''),
  );
  return next.Default === REPORT ? handled : undefined;
}

/** Human tasks by state, with the step that they open. */
export const humanStates = (asl: Asl): readonly (readonly [string, string, AslState])[] =>
  Object.entries(asl.States)
    .filter(([, state]) => state.Resource === HUMAN)
    .map(([name, state]) => {
      const { Payload } = state.Arguments as { readonly Payload: { readonly step: string } };
      return [name, Payload.step, state] as const;
    });
