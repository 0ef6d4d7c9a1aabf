/**
 * Holds `workflows/` to its promises and prints what they cost.
 *   node infra/build/workflows-lint.ts
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { spanOf, withinBounds } from '../../functions/domain/deadlines/index.ts';
import { knownCommand } from '../../functions/use-cases/cases/apply-step.ts';
import { APPLY, type Asl, type AslState, CONTINUE, HUMAN, REPORT, STOP } from './workflow-patterns.ts';
import { formatWorkflow } from './workflows-format.ts';
import { humanStates, longestRun, outcomesHandled, unreachable } from './workflows-graph-walk.ts';
import {
  budgetSchema,
  coverageSchema,
  escalationsSchema,
  type ProcessFile,
  processSchema,
  timersSchema,
} from './workflows-schema.ts';

const ROOT = join(import.meta.dirname, '../..');
/** List price of one Standard transition in dollars. */
const PRICE = 0.000025;
/** All that may travel in a payload: ids, codes, numbers and moments. */
const IDS_ONLY: ReadonlySet<string> = new Set(
  'token execution started caseId step entered retry answered process command ends at error'.split(' '),
);
const VERBS = new Set(
  `Prepare File Inspire Accept Acknowledge Activate Adopt Aim Hear Advise Aggregate Agree Amend Answer Appoint Apply Approve Arrange Ask Assemble Assess Begin Bring Calculate Cancel Check Choose Close Collect Confirm Consult Contact Continue Convene Correct Decide Declare Designate Discuss Draft End Evaluate Explain Fill Find Finish Follow Give Grant Hand Hold Inform Invite Join Leave List Make Mark Mediate Meet Merge Note Object Observe Offer Open Pause Plan Present Propose Publish Reaccept Read Reconsider Record Refuse Register Release Remind Renew Report Request Resume Resubmit Return Review Run Search Send Settle Share Show Sign Start State Stop Suspend Talk Tell Track Update Use Verify Vote Wait Withdraw Work Write`.split(
    /\s+/,
  ),
);

export interface Checked {
  readonly problems: readonly string[];
  readonly lines: readonly string[];
  /** What was looked at, so that a run over nothing fails. */
  readonly tried: { readonly states: number; readonly steps: number; readonly outcomes: number };
}

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

interface Library {
  readonly timers: ReadonlySet<string>;
  readonly chains: ReadonlySet<string>;
  readonly forms: ReadonlySet<string>;
  readonly processes: ReadonlySet<string>;
  readonly steps: ReadonlySet<string>;
}

/** Everything that is wrong with the rules of one process. */
function checkRules(file: ProcessFile, library: Library): readonly string[] {
  const problems: string[] = [];
  const say = (step: string, what: string): void => void problems.push(`${file.process}/${step}: ${what}`);
  for (const [name, rule] of Object.entries(file.steps)) {
    if (!library.timers.has(rule.timer)) say(name, `no timer ${rule.timer}`);
    if (!library.chains.has(rule.escalation)) say(name, `no escalation chain ${rule.escalation}`);
    for (const slug of [rule.form, ...(rule.reads ?? []), ...(rule.judges ?? [])])
      if (slug !== undefined && !library.forms.has(slug)) say(name, `no form ${slug}`);
    if (['fill', 'decide', 'sign'].includes(rule.act) && rule.form === undefined)
      say(name, 'a document without a form');
    if (rule.act === 'sign' && (rule.signs ?? []).length === 0) say(name, 'nobody signs');
    if (rule.silence !== undefined && rule.outcomes[rule.silence] === undefined) say(name, `silence has no outcome`);
    if (rule.silence !== undefined && /^(accept|approve|grant|signed)$/.test(rule.silence))
      say(name, 'silence is never consent');
    for (const [outcome, { counts }] of Object.entries(rule.outcomes))
      if (counts !== undefined && rule.outcomes[counts.again] === undefined)
        say(name, `${outcome} becomes unknown ${counts.again}`);
    for (const part of rule.parts ?? []) if (!library.steps.has(part)) say(name, `no part ${part}`);
    if (
      rule.from !== undefined &&
      !library.steps.has(rule.from) &&
      !rule.from.endsWith('/open') &&
      !rule.from.endsWith('/start')
    )
      say(name, `counts from unknown ${rule.from}`);
  }
  for (const process of Object.values(file.starts ?? {}).flat())
    if (!library.processes.has(process)) problems.push(`${file.process}: starts unknown process ${process}`);
  return problems;
}

/** Everything that is wrong with one state machine. */
function checkMachine(slug: string, asl: Asl, rules: ProcessFile | undefined): readonly string[] {
  const problems: string[] = [];
  const say = (state: string, what: string): void => void problems.push(`${slug}.${state}: ${what}`);
  if (JSON.stringify(formatWorkflow(slug, asl)) !== JSON.stringify(asl))
    say('*', 'differs from the standard shapes: npm run workflows:format');
  for (const name of unreachable(asl)) if (![CONTINUE, REPORT, STOP].includes(name)) say(name, 'no path leads here');
  for (const [name, state] of Object.entries(asl.States)) problems.push(...checkState(slug, name, state));
  const opened = new Set<string>();
  for (const [name, step, state] of humanStates(asl)) {
    const rule = rules?.steps[step.slice(slug.length + 1)];
    opened.add(step.slice(slug.length + 1));
    if (!step.startsWith(`${slug}/`) || rule === undefined) say(name, `no task rule ${step}`);
    else if (rule.state !== name) say(name, `the rule of ${step} names ${rule.state}`);
    else problems.push(...checkOutcomes(slug, name, Object.keys(rule.outcomes), outcomesHandled(asl, state)));
  }
  const parts = new Set(Object.values(rules?.steps ?? {}).flatMap(({ parts: own }) => own ?? []));
  for (const [step, { state }] of Object.entries(rules?.steps ?? {}))
    if (!opened.has(step) && state !== 'none' && !parts.has(`${slug}/${step}`)) say(state, `no state opens ${step}`);
  return problems;
}

const checkOutcomes = (
  slug: string,
  name: string,
  outcomes: readonly string[],
  handled: readonly string[] | undefined,
): readonly string[] => {
  if (handled === undefined) return [];
  return [
    ...outcomes.filter((one) => !handled.includes(one)).map((one) => `${slug}.${name}: nothing follows outcome ${one}`),
    ...handled.filter((one) => !outcomes.includes(one)).map((one) => `${slug}.${name}: no rule gives outcome ${one}`),
  ];
};

function checkState(slug: string, name: string, state: AslState): readonly string[] {
  const problems: string[] = [];
  const say = (what: string): void => void problems.push(`${slug}.${name}: ${what}`);
  const verb = /^[A-Z][a-z]+/.exec(name)?.[0] ?? '';
  if (!VERBS.has(verb)) say(`${verb} is not a verb of this house`);
  if (typeof state.Comment !== 'string' || state.Comment.length < 10) say('no comment');
  if (state.Type === 'Task') {
    if (typeof state.TimeoutSeconds !== 'number') say('waits without TimeoutSeconds');
    const { Payload = {} } = (state.Arguments ?? {}) as { readonly Payload?: Readonly<Record<string, unknown>> };
    for (const key of Object.keys(Payload)) if (!IDS_ONLY.has(key)) say(`payload carries ${key}`);
    if (state.Resource !== HUMAN && state.Resource !== APPLY) say(`calls ${String(state.Resource)}`);
    if (state.Resource === APPLY && !knownCommand(String(Payload.command)))
      say(`no command ${String(Payload.command)}`);
    if (state.Catch === undefined && name !== CONTINUE && name !== REPORT) say('catches nothing');
  }
  if (state.Type === 'Wait' && state.Timestamp === undefined) say('waits for no moment');
  return problems;
}

/** Lints a folder of workflows; `forms` is where the documents stand. */
export function lintWorkflows(folder: string, formsFolder: string): Checked {
  const problems: string[] = [];
  const lines: string[] = [];
  const parsed = <T>(
    file: string,
    schema: { safeParse(value: unknown): { success: boolean; data?: T; error?: { message: string } } },
    value: unknown = read(join(folder, file)),
  ): T | undefined => {
    const result = schema.safeParse(value);
    if (!result.success) problems.push(`${file}: ${result.error?.message ?? 'not of its shape'}`);
    return result.data;
  };
  const { $comment: _, ...timersFile } = read(join(folder, 'timers.json')) as Record<string, unknown>;
  const timers = parsed('timers.json', timersSchema, timersFile) ?? {};
  for (const [key, { value, min, max }] of Object.entries(timers))
    if (!withinBounds(spanOf(value), spanOf(min), spanOf(max)))
      problems.push(`timers.json: ${key} is outside its bounds`);
  const escalations = parsed('escalations.json', escalationsSchema) ?? {};
  const budget = parsed('budget.json', budgetSchema) ?? {};
  const files = globSync('*.tasks.json', { cwd: folder }).sort();
  const rules = new Map(
    files.flatMap((file) => {
      const one = parsed(file, processSchema);
      return one === undefined ? [] : [[basename(file, '.tasks.json'), one] as const];
    }),
  );
  const library: Library = {
    timers: new Set(Object.keys(timers)),
    chains: new Set(Object.keys(escalations)),
    forms: new Set(globSync('*/definition.json', { cwd: formsFolder }).map((file) => file.split('/')[0] ?? '')),
    processes: new Set(rules.keys()),
    steps: new Set([...rules].flatMap(([slug, { steps }]) => Object.keys(steps).map((step) => `${slug}/${step}`))),
  };
  for (const [slug, one] of rules) {
    if (one.process !== slug) problems.push(`${slug}.tasks.json: says it is ${one.process}`);
    problems.push(...checkRules(one, library));
  }
  const states = new Set<string>();
  let count = 0;
  for (const file of globSync('*.asl.json', { cwd: folder }).sort()) {
    const slug = basename(file, '.asl.json');
    const asl = read(join(folder, file)) as Asl;
    problems.push(...checkMachine(slug, asl, rules.get(slug)));
    for (const name of Object.keys(asl.States)) states.add(`${slug}.${name}`);
    count += Object.keys(asl.States).length;
    const transitions = longestRun(asl);
    const allowed = budget[slug];
    const perYear = transitions * (allowed?.runsPerYear ?? 1);
    lines.push(
      `${slug.padEnd(26)} ${String(transitions).padStart(3)} transitions a run, ${String(Math.round(perYear)).padStart(4)} a case-year, $${(perYear * PRICE).toFixed(4)}`,
    );
    if (allowed === undefined) problems.push(`budget.json: nothing for ${slug}`);
    else if (transitions > allowed.transitions)
      problems.push(`${slug}: ${transitions} transitions a run, the budget allows ${allowed.transitions}`);
  }
  const coverage = parsed('coverage.json', coverageSchema) ?? {};
  problems.push(...checkCoverage(coverage, library.steps, states, lines));
  const steps = [...rules.values()].flatMap(({ steps: own }) => Object.values(own));
  const outcomes = steps.reduce((sum, step) => sum + Object.keys(step.outcomes).length, 0);
  return { problems, lines, tried: { states: count, steps: steps.length, outcomes } };
}

/** Every part of the catalogue's processes is mapped to a state, a task rule, a timer or a command, or listed as unmapped. */
function checkCoverage(
  coverage: Readonly<Record<string, Readonly<Record<string, readonly string[] | null>>>>,
  steps: ReadonlySet<string>,
  states: ReadonlySet<string>,
  lines: string[],
): readonly string[] {
  const problems: string[] = [];
  let mapped = 0;
  const unmapped: string[] = [];
  for (const [process, parts] of Object.entries(coverage)) {
    for (const [part, places] of Object.entries(parts)) {
      if (places === null) unmapped.push(`${process}.${part}`);
      else mapped += 1;
      for (const place of places ?? []) {
        const file = place.startsWith('file:') ? join(ROOT, place.slice('file:'.length)) : undefined;
        if (file === undefined ? !steps.has(place) && !states.has(place) : !existsSync(file))
          problems.push(`coverage.json: ${process}.${part} names ${place}, which is not there`);
      }
    }
  }
  lines.push(
    `catalogue: ${mapped} parts mapped, ${unmapped.length} unmapped${unmapped.length > 0 ? `: ${unmapped.join(', ')}` : ''}`,
  );
  return problems;
}

if (import.meta.main) {
  const { problems, lines, tried } = lintWorkflows(join(ROOT, 'workflows'), join(ROOT, 'forms'));
  for (const line of lines) process.stdout.write(`${line}\n`);
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  process.stdout.write(
    `looked at ${tried.states} states, ${tried.steps} task rules, ${tried.outcomes} outcomes: ${problems.length} problems\n`,
  );
  if (problems.length > 0 || tried.states === 0 || tried.steps === 0) process.exitCode = 1;
}
