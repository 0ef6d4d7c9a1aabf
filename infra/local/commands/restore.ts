/**
 * Puts a backup in the place of the data of a home that rests.
 *   npm run restore -- KOPIA [--data DIR] [--master-key FILE]
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { restoreBackup } from '../backup/restore-backup.ts';
import { StartProblem, tell } from '../supervisor/sentence.ts';

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { data: { type: 'string', default: 'data' }, 'master-key': { type: 'string' } },
  });
  const [backup] = positionals;
  if (backup === undefined)
    throw new StartProblem('Podaj katalog kopii, np. npm run restore -- data-kopie/kopia-2026-04-03T07-00-00');
  const masterKey = values['master-key'];
  const done = await restoreBackup(resolve(backup), resolve(values.data), masterKey && resolve(masterKey));
  console.log(`Odtworzono ${resolve(values.data)} z ${resolve(backup)}.`);
  if (done.before !== undefined) console.log(`Poprzednie dane: ${done.before}.`);
  if (done.erasedAgain > 0)
    console.log(`Ponownie usunięto dane osób, które usunięto po zrobieniu kopii: ${done.erasedAgain}.`);
  console.log('Uruchom „npm start”; sprawy niezgodne z silnikiem procesów wyrówna „npm run cases -- reconcile”.');
} catch (error) {
  process.exitCode = tell(error);
}
