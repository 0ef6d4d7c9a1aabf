import type { Json, MachineType } from '../../core/model.ts';
import { checkMachine } from './machine.ts';
import { type Problem, type Rule, rules, warnings } from './problem.ts';

/** Every problem of a definition, errors first; no error means the engine honours all of it. */
export const validateDefinition = (text: string, type: MachineType = 'STANDARD'): readonly Problem[] => {
  const problems: Problem[] = [];
  const report = (rule: Rule, path: string, reason: string): void => {
    problems.push({ severity: warnings.has(rule) ? 'WARNING' : 'ERROR', code: rules[rule], rule, reason, path });
  };
  let machine: Json;
  try {
    machine = JSON.parse(text) as Json;
  } catch (thrown) {
    report('not-json', '/', thrown instanceof Error ? thrown.message : 'The definition is not JSON');
    return problems;
  }
  checkMachine(machine, '/', 'machine', {
    report,
    express: type === 'EXPRESS',
    language: 'JSONPath',
    outer: new Set(),
    names: new Set(),
  });
  return problems.toSorted((a, b) => (a.severity === b.severity ? 0 : a.severity === 'ERROR' ? -1 : 1));
};
