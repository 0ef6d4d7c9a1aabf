/**
 * Copies the data of a home that runs or rests.
 *   npm run backup -- [--data DIR] [--to DIR]
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { takeBackup } from '../backup/take-backup.ts';
import { tell } from '../supervisor/sentence.ts';

try {
  const { values } = parseArgs({ options: { data: { type: 'string', default: 'data' }, to: { type: 'string' } } });
  const name = `kopia-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}`;
  const target = resolve(values.to ?? join(`${values.data}-kopie`, name));
  const started = performance.now();
  const { files } = await takeBackup(resolve(values.data), target);
  console.log(
    `Kopia: ${target} (plików: ${Object.keys(files).length}, ${Math.round(performance.now() - started)} ms).`,
  );
  console.log(
    `Pliku ${resolve(values.data, 'master.key')} w niej nie ma: przechowuj go osobno, bez niego kopii nie da się odczytać.`,
  );
} catch (error) {
  process.exitCode = tell(error);
}
