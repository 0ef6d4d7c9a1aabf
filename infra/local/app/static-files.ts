import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Hono } from 'hono';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
};

/** A built file's name carries the hash of its content; anything else is not one of ours. */
const NAME = /^[A-Za-z0-9_.-]+-[A-Z0-9]{8}\.[a-z0-9]+$/;

/** Serves `/assets/*` from a folder of files with hashed names: they never change, so browsers may keep them for ever. */
export function serveAssets(app: Hono, folder: string): void {
  app.get('/assets/:name', async (context, next) => {
    const name = context.req.param('name');
    const type = TYPES[extname(name)];
    if (!NAME.test(name) || type === undefined) return next();
    try {
      const bytes = await readFile(join(folder, name));
      return new Response(new Uint8Array(bytes), {
        headers: {
          'content-type': type,
          'cache-control': 'public, max-age=31536000, immutable',
          'x-content-type-options': 'nosniff',
          'cross-origin-resource-policy': 'same-origin',
        },
      });
    } catch {
      return next();
    }
  });
}
