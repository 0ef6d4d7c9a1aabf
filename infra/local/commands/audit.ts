/**
 * Verifies the record of a home that runs or rests, and anchors its heads outside the database.
 *   npm run audit -- verify [CASE] [--data DIR]      CASE: number (LUB/2026/0007) or id; without it everything
 *   npm run audit -- anchor [--data DIR]
 */
import { parseArgs } from 'node:util';
import { type ChainVerdict, FAULT_SENTENCES } from '../../../functions/domain/audit/verify.ts';
import type { CaseId } from '../../../functions/domain/ids.ts';
import { anchorHeads, verifyAll, verifyCase } from '../../../functions/use-cases/audit/verify-chains.ts';
import { StartProblem, tell } from '../supervisor/sentence.ts';
import { openData } from './open-data.ts';

const line = (verdict: ChainVerdict): string =>
  verdict.broken === undefined
    ? `cały        ${verdict.chainId}  wpisów: ${verdict.events}${verdict.anchoredUpTo === undefined ? '' : `, zakotwiczony do nr ${verdict.anchoredUpTo}`}`
    : `NARUSZONY   ${verdict.chainId}  pierwszy zły wpis: ${verdict.broken.sequence}. ${FAULT_SENTENCES[verdict.broken.fault]}`;

const damaged = (): never => {
  throw new StartProblem('Plik kotwic (anchors.jsonl) został zmieniony lub uszkodzony; porównaj go z kopią.');
};

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { data: { type: 'string', default: 'data' } },
  });
  const [command = 'verify', asked] = positionals;
  if (command !== 'verify' && command !== 'anchor')
    throw new StartProblem('Użycie: npm run audit -- verify [SPRAWA] | anchor');
  const data = await openData(values.data);
  try {
    if (command === 'anchor') {
      const done = await anchorHeads(data.ports, data.anchors);
      console.log(done.ok ? `Zakotwiczono rejestrów: ${done.value.anchored}.` : damaged());
    } else if (asked === undefined) {
      const done = await verifyAll(data.ports, data.anchors, (verdict) => {
        if (verdict.broken !== undefined) console.log(line(verdict));
      });
      if (!done.ok) damaged();
      else {
        const { chains, events, broken } = done.value;
        console.log(`Rejestrów: ${chains}, wpisów: ${events}, naruszonych: ${broken}.`);
        process.exitCode = broken === 0 ? 0 : 1;
      }
    } else {
      const { items } = await data.ports.store.list('case-by-reference', { reference: asked.toUpperCase() });
      const done = await verifyCase(data.ports, data.anchors, items[0]?.caseId ?? (asked as CaseId));
      if (!done.ok) damaged();
      else {
        const [own, reads] = done.value;
        if (own?.events === 0 && own.broken === undefined) throw new StartProblem(`Nie ma sprawy ${asked}.`);
        for (const verdict of [own, reads]) if (verdict !== undefined) console.log(line(verdict));
        process.exitCode = done.value.some((verdict) => verdict.broken !== undefined) ? 1 : 0;
      }
    }
  } finally {
    await data.close();
  }
} catch (error) {
  process.exitCode = tell(error);
}
