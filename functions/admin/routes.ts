import type { Action } from '../domain/access/actions.ts';
import { mayEver } from '../domain/access/index.ts';
import { ok } from '../domain/result.ts';
import { defineRoute } from '../http/route.ts';
import { surface } from '../http/surface.ts';
import { auditPages } from './audit-pages.ts';
import { directoryForms } from './directory-forms.ts';
import { directoryPages } from './directory-pages.ts';
import { privacyPages } from './privacy-pages.ts';

const LINKS: readonly {
  readonly href: string;
  readonly title: string;
  readonly text: string;
  readonly action: Action;
}[] = [
  {
    href: '/admin/katalog',
    title: 'Instytucje i osoby',
    text: 'Województwa, sieci, kluby i instytucje, osoby, role, zastępstwa, dni wolne i terminy.',
    action: 'directory.read',
  },
  {
    href: '/admin/prywatnosc',
    title: 'Prawa osób i dane',
    text: 'Kopie danych, usunięcia z zatwierdzeniem drugiej osoby, okresy przechowywania.',
    action: 'privacy.approve',
  },
  {
    href: '/admin/audyt',
    title: 'Rejestr zdarzeń',
    text: 'Kto, co i kiedy zrobił; czy rejestr jest cały.',
    action: 'audit.read',
  },
  {
    href: '/admin/uprawnienia',
    title: 'Uprawnienia',
    text: 'Dlaczego rola coś może albo czegoś nie może.',
    action: 'access.explain',
  },
];

const showStart = defineRoute({
  method: 'GET',
  path: '/admin',
  access: 'account.own',
  title: 'What this role administers',
  handler: async ({ actor }) =>
    ok({
      page: 'admin/start',
      title: 'Administracja',
      model: { links: LINKS.filter((link) => mayEver(actor.role, link.action)) },
    }),
});

/** Administration: the directory, people's rights, the record. */
export const admin = surface('admin', [
  showStart,
  ...directoryPages,
  ...directoryForms,
  ...privacyPages,
  ...auditPages,
]);
