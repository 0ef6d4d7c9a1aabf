import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FILES, writeSafely } from '../supervisor/data-directory.ts';
import { StartProblem } from '../supervisor/sentence.ts';

/** One step forward of the data's shape. Runs before any process has the files open; must be able to run again after a cut. */
export interface Migration {
  /** The version that the data has afterwards. */
  readonly to: number;
  readonly what: string;
  run(directory: string): Promise<void> | void;
}

interface Schema {
  readonly version: number;
}

function readSchema(directory: string): Schema | undefined {
  const file = join(directory, FILES.schema);
  if (!existsSync(file)) return undefined;
  try {
    const { version } = JSON.parse(readFileSync(file, 'utf8')) as Schema;
    if (Number.isSafeInteger(version) && version >= 1) return { version };
  } catch {}
  throw new StartProblem(`Plik ${file} jest uszkodzony; przywróć kopię poleceniem „npm run restore”.`);
}

/**
 * Brings a data directory to the newest version, step by step; each step is written down when it is done. `keepCopy` runs once before the
 * first step. Gives the versions stepped through; throws `StartProblem` when the data are newer than this program.
 */
export async function migrate(
  directory: string,
  migrations: readonly Migration[],
  keepCopy: (from: number) => Promise<void>,
): Promise<readonly number[]> {
  const newest = migrations.at(-1)?.to ?? 1;
  const write = (version: number): void =>
    writeSafely(join(directory, FILES.schema), `${JSON.stringify({ version })}\n`);
  const schema = readSchema(directory);
  if (schema === undefined) {
    if (existsSync(join(directory, FILES.documents))) {
      throw new StartProblem(
        `W katalogu ${directory} są dane bez pliku ${FILES.schema}; przywróć kopię poleceniem „npm run restore”.`,
      );
    }
    write(newest);
    return [];
  }
  if (schema.version > newest) {
    throw new StartProblem(
      `Dane w ${directory} są w wersji ${schema.version}, a ten program zna wersje do ${newest}; uruchom nowszą Reintegrę.`,
    );
  }
  const due = migrations.filter((one) => one.to > schema.version);
  if (due.length > 0) await keepCopy(schema.version);
  for (const migration of due) {
    await migration.run(directory);
    write(migration.to);
  }
  return due.map((one) => one.to);
}
