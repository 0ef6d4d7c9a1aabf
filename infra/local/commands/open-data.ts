import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { signedAnchorFile } from '../../../functions/adapters/audit/signed-file.ts';
import { fileClock, realClock } from '../../../functions/adapters/clock/clocks.ts';
import { directoryFiles } from '../../../functions/adapters/files/directory-files.ts';
import { sealedFiles } from '../../../functions/adapters/files/sealed-files.ts';
import { sqliteKeyStore } from '../../../functions/adapters/keys/sqlite.ts';
import { lineLog } from '../../../functions/adapters/log/line-log.ts';
import { dynamodbStore } from '../../../functions/adapters/table/dynamodb.ts';
import { sealed } from '../../../functions/adapters/table/sealed.ts';
import type { AnchorStore } from '../../../functions/domain/audit/anchors.ts';
import { idMaker } from '../../../functions/domain/ids.ts';
import { formLibrary } from '../../../functions/use-cases/definitions/form-library.ts';
import type { Ports } from '../../../functions/use-cases/ports.ts';
import { startDynoxide } from '../dynoxide.ts';
import { FILES, holderOf, leaveDirectory, takeDirectory } from '../supervisor/data-directory.ts';
import { StartProblem } from '../supervisor/sentence.ts';
import { localClient } from '../tables.ts';

/** What commands for people with the machine in their hands work on. */
export interface OpenData {
  readonly ports: Pick<
    Ports,
    'store' | 'keys' | 'files' | 'forms' | 'now' | 'newId' | 'randomBytes' | 'keyedHash' | 'log' | 'baseUrl'
  >;
  readonly anchors: AnchorStore;
  close(): Promise<void>;
}

const TABLE = 'reintegra';

/** Where the store of a running home listens: its process's own command line says so. */
function runningEndpoint(data: string): string | undefined {
  const pidFile = join(data, FILES.dynoxide);
  if (!existsSync(pidFile)) return undefined;
  try {
    const words = readFileSync(`/proc/${readFileSync(pidFile, 'utf8').trim()}/cmdline`, 'utf8').split('\0');
    const port = words[words.indexOf('--port') + 1];
    return words[0]?.includes('dynoxide') && port !== undefined ? `http://127.0.0.1:${port}` : undefined;
  } catch {
    return undefined;
  }
}

/** Opens the data of a home that runs (beside it) or rests (its store is started for the while). Throws `StartProblem`. */
export async function openData(directory: string): Promise<OpenData> {
  const data = resolve(directory);
  if (!existsSync(join(data, FILES.documents))) throw new StartProblem(`W katalogu ${data} nie ma danych Reintegry.`);
  const isRunning = holderOf(data) !== undefined;
  const endpoint = isRunning ? runningEndpoint(data) : undefined;
  if (isRunning && endpoint === undefined) {
    throw new StartProblem(`Katalog ${data} jest używany, ale jego baza nie odpowiada; spróbuj za chwilę.`);
  }
  if (!isRunning) takeDirectory(data);
  const own =
    endpoint === undefined
      ? await startDynoxide({ file: join(data, FILES.documents), pidFile: join(data, FILES.dynoxide) })
      : undefined;
  const client = localClient(endpoint ?? own?.endpoint ?? '');
  const clock = join(data, FILES.clock);
  const now = existsSync(clock) ? fileClock(clock) : realClock();
  const keys = sqliteKeyStore(join(data, FILES.keys), join(data, 'master.key'));
  const store = sealed(dynamodbStore(client, TABLE, now), keys);
  const hashKey = await keys.keyFor('installation:keyed-hash');
  const bytes = (count: number): Uint8Array => new Uint8Array(randomBytes(count));
  return {
    ports: {
      store,
      keys,
      files: sealedFiles(directoryFiles(join(data, 'files')), keys, now),
      forms: formLibrary(store),
      now,
      newId: idMaker(bytes),
      randomBytes: bytes,
      keyedHash: (text) =>
        createHmac('sha256', hashKey.ok ? hashKey.value : '')
          .update(text)
          .digest('base64url'),
      log: lineLog(now, (line) => process.stderr.write(line)),
      baseUrl: '',
    },
    anchors: signedAnchorFile(join(data, FILES.anchors), join(data, FILES.anchorKey)),
    async close() {
      keys.close();
      client.destroy();
      await own?.stop();
      if (!isRunning) leaveDirectory(data);
    },
  };
}
