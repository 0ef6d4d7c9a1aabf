/** The bare peer: Hono on Node, no store, no template. GET gives a page of the asked size, POST gives its body back. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

const app = new Hono();
const pages = new Map<number, string>();
app.get('/page/:bytes', (context) => {
  const size = Number(context.req.param('bytes'));
  const page = pages.get(size) ?? 'x'.repeat(size);
  pages.set(size, page);
  return context.html(page);
});
app.post('/echo', async (context) => context.json(await context.req.json()));

const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, (address) => {
  console.log(`listening ${address.port}`);
});
process.stdin.on('end', () => server.close(() => process.exit(0)));
process.stdin.resume();
