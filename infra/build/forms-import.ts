/**
 * Imports a Form.io form from elsewhere and tells what became of it.
 *   npm run forms:import -- FILE [--out FILE]
 * Prints `outcome  pointer  code  sentence` per entry; fails when the file can't be read or the result doesn't pass the linter.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { type ImportReport, importForeign, importSentence, lintSentence } from '../../functions/domain/forms/index.ts';

const OUTCOMES: readonly (keyof ImportReport)[] = ['refused', 'dropped', 'changed', 'kept'];

const print = (line: string): boolean => process.stdout.write(`${line}\n`);

function main(arguments_: readonly string[]): number {
  const out = arguments_.includes('--out') ? arguments_[arguments_.indexOf('--out') + 1] : undefined;
  const [file] = arguments_.filter((argument) => argument !== '--out' && argument !== out);
  if (file === undefined) {
    print('npm run forms:import -- FILE [--out FILE]');
    return 1;
  }
  const { definition, report, findings } = importForeign(JSON.parse(readFileSync(file, 'utf8')));
  for (const outcome of OUTCOMES)
    for (const entry of report[outcome])
      print(`${outcome}  ${entry.pointer || '/'}  ${entry.code}  ${importSentence(entry)}`);
  for (const finding of findings)
    print(`${finding.severity}  ${finding.pointer || '/'}  ${finding.code}  ${lintSentence(finding)}`);
  print(OUTCOMES.map((outcome) => `${outcome} ${report[outcome].length}`).join(', '));
  if (!definition) return 1;
  if (out !== undefined) {
    writeFileSync(out, `${JSON.stringify(definition, null, 2)}\n`);
    print(`written to ${out}`);
  }
  return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}

process.exitCode = main(process.argv.slice(2));
