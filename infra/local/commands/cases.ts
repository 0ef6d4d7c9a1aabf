/**
 * Starts the processes of a case again where its own record says that they stand; a running home does the rest, a resting one at its next start.
 *   npm run cases -- resume CASE [--data DIR]      CASE: number (LUB/2026/0007) or id
 */
import { parseArgs } from 'node:util';
import type { CaseId } from '../../../functions/domain/ids.ts';
import { rebuildCase } from '../../../functions/use-cases/cases/rebuild-case.ts';
import { StartProblem, tell } from '../supervisor/sentence.ts';
import { openData } from './open-data.ts';

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { data: { type: 'string', default: 'data' } },
  });
  const [command, asked] = positionals;
  if (command !== 'resume' || asked === undefined) throw new StartProblem('Użycie: npm run cases -- resume SPRAWA');
  const data = await openData(values.data);
  try {
    const { items } = await data.ports.store.list('case-by-reference', { reference: asked });
    const caseId = items[0]?.caseId ?? (asked as CaseId);
    const done = await rebuildCase(data.ports, 'system', { caseId });
    if (!done.ok) throw new StartProblem(`Nie ma sprawy ${asked} albo nie da się jej wznowić (${done.failure.code}).`);
    const { started } = done.value;
    console.log(
      started.length === 0 ? 'Żaden proces nie czeka na wznowienie.' : `Wznowione procesy: ${started.join(', ')}.`,
    );
  } finally {
    await data.close();
  }
} catch (error) {
  process.exitCode = tell(error);
}
