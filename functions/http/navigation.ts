import type { Actor } from '../domain/directory/directory.ts';
import type { RoleCode } from '../domain/directory/roles.ts';
import type { Messages } from './messages.ts';

interface NavigationItem {
  readonly href: string;
  readonly label: keyof Messages['navigation'];
  readonly roles: readonly RoleCode[] | 'staff';
}

const NOT_AT_A_DESK: ReadonlySet<RoleCode> = new Set([
  'auditor',
  'dataProtectionOfficer',
  'systemAdmin',
  'nationalDefinitionsAdmin',
  'regionalDefinitionsAdmin',
]);

const ITEMS: readonly NavigationItem[] = [
  { href: '/desk', label: 'desk', roles: 'staff' },
  {
    href: '/board',
    label: 'board',
    roles: ['kisManager', 'lsrCoordinator', 'opsManager', 'regionalCentre', 'nationalCentre', 'ministry'],
  },
  { href: '/studio', label: 'studio', roles: ['regionalDefinitionsAdmin', 'nationalDefinitionsAdmin'] },
  {
    href: '/admin',
    label: 'admin',
    roles: [
      'systemAdmin',
      'nationalDefinitionsAdmin',
      'regionalDefinitionsAdmin',
      'organisationAdmin',
      'dataProtectionOfficer',
      'auditor',
      'kisManager', // decides on erasures as the second person
    ],
  },
];

/** Where an actor may go, for the header; the access table still decides on every request. */
export function navigationOf(
  actor: Actor,
  path: string,
  messages: Messages,
): readonly { readonly href: string; readonly text: string; readonly current: boolean }[] {
  return ITEMS.filter((item) =>
    item.roles === 'staff' ? !NOT_AT_A_DESK.has(actor.role) : item.roles.includes(actor.role),
  ).map((item) => ({
    href: item.href,
    text: messages.navigation[item.label],
    current: path === item.href || path.startsWith(`${item.href}/`),
  }));
}
