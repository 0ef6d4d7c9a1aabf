import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** An unpacked Chromium and the environment it must be started with. */
export interface Chromium {
  readonly executablePath: string;
  readonly environment: Readonly<Record<string, string>>;
}

const FONTS = (directory: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${directory}/fonts</dir>
  <cachedir>${directory}/fonts-cache</cachedir>
</fontconfig>
`;

/**
 * Unpacks the browser of `@sparticuz/chromium` into `directory` once. The package unpacks into TMPDIR and takes whatever binary lies
 * there, a half-written one too; so it works in a folder of its own that gets its name only when it is complete.
 * Changes TMPDIR of this process: call it in a process of its own.
 */
export async function unpackChromium(directory: string): Promise<Chromium> {
  if (!existsSync(join(directory, 'chromium'))) {
    const draft = `${directory}.${process.pid}.part`;
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { recursive: true });
    process.env.TMPDIR = draft;
    // The Lambda setting makes it bring the libraries too, which a bare machine lacks.
    process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs24.x';
    const { default: chromium } = await import('@sparticuz/chromium');
    await chromium.executablePath();
    try {
      renameSync(draft, directory);
    } catch {
      rmSync(draft, { recursive: true, force: true }); // another process was first
    }
  }
  process.env.TMPDIR = directory; // playwright keeps its profiles there
  const fontsFile = join(directory, 'fonts.conf');
  writeFileSync(fontsFile, FONTS(directory));
  return {
    executablePath: join(directory, 'chromium'),
    environment: {
      PATH: process.env.PATH ?? '',
      HOME: directory,
      TMPDIR: directory,
      FONTCONFIG_FILE: fontsFile,
      LD_LIBRARY_PATH: join(directory, 'al2023/lib'),
    },
  };
}

/** Flags of our own: the package's default flags end the browser after one context and turn web security off. */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--no-sandbox', // it can't make a sandbox as root or without user namespaces; pages come with scripts off and no network
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--font-render-hinting=none',
];
