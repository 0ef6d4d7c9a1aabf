import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { BUILD, ROOT, type Target } from './freshness.ts';

/** Every Lambda function by the folder name of its bundle: where its entry stands. */
export const LAMBDA_ENTRIES: Readonly<Record<string, string>> = {
  public: 'functions/public/lambda.ts',
  account: 'functions/account/lambda.ts',
  desk: 'functions/desk/lambda.ts',
  board: 'functions/board/lambda.ts',
  studio: 'functions/studio/lambda.ts',
  admin: 'functions/admin/lambda.ts',
  'open-task': 'functions/tasks/open-task.lambda.ts',
  'apply-step': 'functions/tasks/apply-step.lambda.ts',
  deliver: 'functions/streams/deliver.lambda.ts',
  'wake-up': 'functions/streams/wake-up.lambda.ts',
};

/** CommonJS packages inside an ES module ask for `require`; Lambda's ES modules have none. */
const BANNER =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/** Bytes of one bundle, all of its files together. */
export interface BundleSize {
  readonly name: string;
  readonly bytes: number;
}

/** Bundles one function into `<folder>/index.mjs` and its chunks; what only the other home needs is left out. */
export async function bundleLambda(name: string, entry: string, folder: string): Promise<BundleSize> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: { index: entry },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    // Names stay: a failure's name is what a workflow's Catch matches, and a stack can be read without a map.
    minifyWhitespace: true,
    minifySyntax: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    // The machine's own home is never opened on AWS: its SQLite files, its browser and its mail server stay out.
    external: ['@sparticuz/chromium', 'playwright-core', 'nodemailer'],
    plugins: [
      {
        name: 'one-home',
        setup({ onResolve }) {
          onResolve({ filter: /\/homes\/machine\.ts$/ }, () => ({ path: 'machine-home', external: true }));
        },
      },
    ],
    banner: { js: BANNER },
    legalComments: 'none',
    metafile: true,
    logLevel: 'silent',
  });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}\n');
  const bytes = Object.entries(metafile.outputs)
    .filter(([file]) => file.endsWith('.mjs'))
    .reduce((sum, [, output]) => sum + output.bytes, 0);
  return { name, bytes };
}

/** `.build/lambdas/<name>/index.mjs` for every function. */
export const lambdas: Target = {
  name: 'lambdas',
  from: [
    'functions/**/*.ts',
    'functions/**/*.json',
    'templates/**/*.hbs',
    'forms/**/*.json',
    'workflows/*.json',
    'infra/build/lambdas.ts',
  ],
  makes: Object.keys(LAMBDA_ENTRIES).map((name) => `lambdas/${name}/index.mjs`),
  async make() {
    const missing = Object.values(LAMBDA_ENTRIES).filter((entry) => !existsSync(join(ROOT, entry)));
    if (missing.length > 0) throw new Error(`no such Lambda entry: ${missing.join(', ')}`);
    for (const [name, entry] of Object.entries(LAMBDA_ENTRIES)) {
      await bundleLambda(name, entry, join(BUILD, 'lambdas', name));
    }
  },
};
