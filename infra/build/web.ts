import { globSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { BUILD, ROOT, type Target, writeWhole } from './freshness.ts';

const ASSETS = join(BUILD, 'assets');

const TYPES = `/** Built browser files: \`main.js\` -> \`/assets/main-3F2A1B7C.js\`. */
export declare const assets: Readonly<Record<string, string>>;
`;

/** Every script and style sheet directly in `functions/web`: one browser file each, its name carrying the hash of its content. */
export const web: Target = {
  name: 'web',
  from: ['functions/web/**/*', 'infra/build/web.ts'],
  makes: ['assets.mjs', 'assets.d.mts'],
  async make() {
    const entryPoints = globSync(['functions/web/*.ts', 'functions/web/*.css'], { cwd: ROOT })
      .filter((file) => !/\.(test|d)\.ts$/.test(file))
      .sort();
    const draft = `${ASSETS}.${process.pid}.part`;
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { recursive: true });
    const map: Record<string, string> = {};
    if (entryPoints.length > 0) {
      const { metafile } = await build({
        absWorkingDir: ROOT,
        entryPoints,
        outdir: draft,
        entryNames: '[name]-[hash]',
        assetNames: '[name]-[hash]',
        chunkNames: '[name]-[hash]',
        bundle: true,
        minify: true,
        splitting: true,
        format: 'esm',
        target: ['es2020', 'safari14.1'],
        publicPath: '/assets',
        loader: { '.woff2': 'file', '.woff': 'file', '.ttf': 'file', '.svg': 'file', '.png': 'file' },
        legalComments: 'none',
        metafile: true,
        logLevel: 'silent',
      });
      for (const [file, output] of Object.entries(metafile.outputs)) {
        if (output.entryPoint === undefined) continue;
        const built = basename(file);
        map[basename(output.entryPoint).replace(/\.ts$/, '.js')] = `/assets/${built}`;
      }
    }
    // Hashed names never change their content, so new files join the old ones and pages that are open keep working.
    mkdirSync(ASSETS, { recursive: true });
    for (const file of readdirSync(draft)) renameSync(join(draft, file), join(ASSETS, file));
    rmSync(draft, { recursive: true, force: true });
    writeWhole(join(BUILD, 'assets.mjs'), `export const assets = ${JSON.stringify(map, null, 2)};\n`);
    writeWhole(join(BUILD, 'assets.d.mts'), TYPES);
  },
};
