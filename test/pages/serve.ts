import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { serveAssets } from '../../infra/local/app/static-files.ts';
import { buildWorld, type World, type WorldOptions } from './world.ts';

/** A world answering on loopback, with the built browser files; `stop` ends it. */
export interface Served extends World {
  readonly address: string;
  stop(): Promise<void>;
}

/** Serves a world for a browser. Expects `.build/` (npm run build). */
export async function serveWorld(options: WorldOptions = {}): Promise<Served> {
  const { assets } = await import('#assets');
  const app = new Hono();
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const world = await buildWorld({ ...options, assets, baseUrl: address });
  serveAssets(app, join(import.meta.dirname, '../../.build/assets'));
  app.route('/', world.app);
  return {
    ...world,
    address,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
