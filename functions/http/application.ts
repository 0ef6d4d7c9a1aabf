import { Hono } from 'hono';
import { answer } from './answer.ts';
import type { Dependencies } from './dependencies.ts';
import { openVisit, type Surface } from './surface.ts';

/** Several surfaces behind one door, with our own 404 and 500 in place of the library's. */
export function application(surfaces: readonly Surface[], dependencies: Dependencies): Hono {
  const app = new Hono();
  for (const one of surfaces) app.route('/', one.connect(dependencies));
  app.get('/openapi.json', async (context) => {
    const { openApi } = await import('./openapi.ts'); // only this one address needs JSON Schema
    return answer(openVisit(context, 'public', dependencies), {
      json: openApi(surfaces, dependencies.ports.baseUrl, '1'),
    });
  });
  // A route, not a notFound handler: it must hold too when this app stands inside another one.
  app.all('*', (context) => answer(openVisit(context, 'public', dependencies), { code: 'not-found' }));
  app.onError((error, context) => {
    const visit = openVisit(context, 'public', dependencies);
    dependencies.ports.log('unexpected', { requestId: visit.requestId, error: error.name });
    return answer(visit, { code: 'unexpected' });
  });
  return app;
}
