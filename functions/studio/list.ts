import { ok } from '../domain/result.ts';
import { defineRoute } from '../http/route.ts';
import { listStudioForms } from '../use-cases/studio/list-forms.ts';
import { addressOfForm } from './addresses.ts';
import { workedOn } from './worked-on.ts';

/** Every form with its national and regional version and what waits for the admin. */
export const listForms = defineRoute({
  method: 'GET',
  path: '/studio',
  access: 'studio.read',
  object: workedOn,
  title: 'Forms of the region with their versions',
  handler: async ({ ports, actor }) => {
    const forms = await listStudioForms(ports, actor);
    return ok({
      page: 'studio/list',
      title: 'Formularze',
      layout: 'wide',
      model: {
        forms: forms.map((form) => ({ ...form, href: addressOfForm(form.slug) })),
        national: actor.role === 'nationalDefinitionsAdmin',
      },
      json: forms,
    });
  },
});
