import type { AnonymousAnswers } from '../domain/anonymity/anonymous-answers.ts';
import type { Charts, QrCodes } from '../domain/charts/charts.ts';
import type { FormLibrary } from '../domain/definitions/library.ts';
import type { FileStore, Scanner } from '../domain/files/files.ts';
import type { Identity } from '../domain/identity/identity.ts';
import type { NewId } from '../domain/ids.ts';
import type { Mailer } from '../domain/mails/mailer.ts';
import type { Printer, Templates } from '../domain/printing/printing.ts';
import type { Schedule } from '../domain/scheduling/schedule.ts';
import type { KeyStore } from '../domain/sealing/key-store.ts';
import type { Store } from '../domain/store/store.ts';
import type { Now } from '../domain/time.ts';
import type { Workflows } from '../domain/workflows/workflows.ts';

/** Everything the outside offers. A use case asks for the part it needs: `Pick<Ports, 'store' | 'now'>`. Built in `functions/wiring.ts`. */
export interface Ports {
  readonly store: Store;
  readonly now: Now;
  readonly newId: NewId;
  readonly randomBytes: (count: number) => Uint8Array;
  /** Keyed hash for codes and look-ups (HMAC-SHA-256, base64url), so that short codes can't be guessed from the table. */
  readonly keyedHash: (text: string) => string;
  readonly workflows: Workflows;
  readonly forms: FormLibrary;
  readonly templates: Templates;
  readonly mailer: Mailer;
  readonly schedule: Schedule;
  readonly files: FileStore;
  readonly scanner: Scanner;
  readonly printer: Printer;
  readonly charts: Charts;
  readonly qrCodes: QrCodes;
  readonly anonymous: AnonymousAnswers;
  /** Data keys of people; for erasure and rotation only: `store` already seals and opens by itself. */
  readonly keys: KeyStore;
  readonly identity: Identity;
  /** Public address of the installation, without a trailing slash; links and QR codes start with it. */
  readonly baseUrl: string;
  /** Writes one structured line: ids and codes only. */
  readonly log: (event: string, ids: Readonly<Record<string, string | number>>) => void;
}
