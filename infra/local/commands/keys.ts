/**
 * Keys of a home that runs or rests.
 *   npm run keys -- rotate [--data DIR]     wraps every data key under a new master key and forgets the old one
 *   npm run keys -- list [--data DIR]       how many were destroyed, and when
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { StartProblem, tell } from '../supervisor/sentence.ts';
import { openData } from './open-data.ts';

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { data: { type: 'string', default: 'data' } },
  });
  const [command] = positionals;
  if (command !== 'rotate' && command !== 'list') throw new StartProblem('Użycie: npm run keys -- rotate | list');
  const data = await openData(values.data);
  try {
    if (command === 'rotate') {
      const done = await data.ports.keys.rotate();
      if (!done.ok) throw new StartProblem('Nie udało się wymienić klucza; stary działa nadal.');
      console.log(`Zamknięto na nowo kluczy: ${done.value.rewrapped}.`);
      console.log(
        `Skopiuj ${resolve(join(values.data, 'master.key'))} w bezpieczne miejsce; starsze kopie zapasowe otwiera poprzedni plik.`,
      );
    } else {
      const marks = await data.ports.keys.destroyed();
      console.log(`Zniszczonych kluczy: ${marks.length}.`);
      for (const mark of marks) console.log(`${mark.at}  ${mark.subject}`);
    }
  } finally {
    await data.close();
  }
} catch (error) {
  process.exitCode = tell(error);
}
