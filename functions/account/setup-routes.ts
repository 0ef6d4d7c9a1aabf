import * as z from 'zod/mini';
import { ROLES_OF_KIND } from '../domain/directory/checks.ts';
import { ROLE_TITLES } from '../domain/directory/role-titles.ts';
import { VOIVODESHIPS } from '../domain/directory/voivodeships.ts';
import { type FieldError, ok } from '../domain/result.ts';
import { defineRoute, type PageReply } from '../http/route.ts';
import { checkSetup, completeSetup, type SetupInput } from '../use-cases/account/setup.ts';
import { homeOf } from '../use-cases/account/sign-in.ts';
import { refusal, sessionCookie } from './sign-in-routes.ts';
import { FIELD_SENTENCES } from './texts.ts';

/** Rows of the team that the form offers; more people are added later on the administration pages. */
const ROWS = 5;

const text = z._default(z.string().check(z.maxLength(2000)), '');
const texts = z._default(
  z.union([
    z.array(z.string()),
    z.pipe(
      z.string(),
      z.transform((one: string) => [one]),
    ),
  ]),
  [],
);

const body = z.object({
  adminName: text,
  adminEmail: text,
  region: text,
  clubName: text,
  clubCode: text,
  clubAddress: text,
  personName: texts,
  personEmail: texts,
  personRole: texts,
});

type Posted = z.output<typeof body>;

/** Where a row of the team stood on the form before the empty rows were left out. */
interface Row {
  readonly place: number;
  readonly name: string;
  readonly email: string;
  readonly role: string;
}

function rowsOf(posted: Posted): readonly Row[] {
  return Array.from({ length: ROWS }, (_, place) => ({
    place,
    name: posted.personName[place] ?? '',
    email: posted.personEmail[place] ?? '',
    role: posted.personRole[place] ?? '',
  }));
}

const isFilled = (row: Row): boolean => `${row.name}${row.email}${row.role}`.trim() !== '';

const idOf = (pointer: string, filled: readonly Row[]): string => {
  const [, field = '', row = '', part = ''] = pointer.split('/');
  return field === 'people' ? `person-${filled[Number(row)]?.place ?? 0}-${part}` : field;
};

function setupPage(secret: string, posted: Posted, errors: readonly FieldError[]): PageReply {
  const rows = rowsOf(posted);
  const filled = rows.filter(isFilled);
  const sentences = new Map(
    errors.map((error) => [idOf(error.pointer, filled), FIELD_SENTENCES[error.code] ?? error.code]),
  );
  const field = (id: string, value: string): object => {
    const error = sentences.get(id);
    return { id, value, ...(error === undefined ? {} : { error }) };
  };
  const roles = ROLES_OF_KIND.kis.map((value) => ({ value, label: ROLE_TITLES[value] }));
  return {
    page: 'account/setup',
    title: 'Pierwsze uruchomienie',
    model: {
      action: `/konto/start/${secret}`,
      errors: [...sentences].map(([id, sentence]) => ({ href: `#${id}`, text: sentence })),
      adminName: field('adminName', posted.adminName),
      adminEmail: field('adminEmail', posted.adminEmail),
      clubName: field('clubName', posted.clubName),
      clubCode: field('clubCode', posted.clubCode),
      clubAddress: field('clubAddress', posted.clubAddress),
      region: field('region', posted.region),
      regions: Object.entries(VOIVODESHIPS).map(([value, label]) => ({
        value,
        label,
        selected: value === posted.region,
      })),
      people: rows.map((row) => ({
        number: row.place + 1,
        name: field(`person-${row.place}-name`, row.name),
        email: field(`person-${row.place}-email`, row.email),
        role: field(`person-${row.place}-role`, row.role),
        roles: roles.map((role) => ({ ...role, selected: role.value === row.role })),
      })),
    },
    ...(errors.length === 0 ? {} : { failure: { code: 'invalid-input', errors } as const }),
  };
}

const params = z.object({ secret: z.string().check(z.maxLength(100)) });

const showSetup = defineRoute({
  method: 'GET',
  path: '/konto/start/:secret',
  access: 'public',
  title: 'First-run setup',
  params,
  handler: async ({ ports, params }) => {
    const live = await checkSetup(ports, params.secret);
    if (!live.ok) return live.failure.code === 'gone' ? ok(refusal(live.failure)) : live;
    return ok(setupPage(params.secret, body.parse({}), []));
  },
});

const doSetup = defineRoute({
  method: 'POST',
  path: '/konto/start/:secret',
  access: 'public',
  title: 'Make the first administrator, region, club and its people',
  params,
  body,
  handler: async ({ ports, params, body: posted, secure }) => {
    const people = rowsOf(posted).filter(isFilled);
    const input: SetupInput = { ...posted, people };
    const done = await completeSetup(ports, params.secret, input);
    if (done.ok) {
      const { role, hasRole, token } = done.value;
      const next = hasRole && role !== undefined ? homeOf(role) : '/konto/rola';
      return ok({ redirect: next, cookies: [sessionCookie(secure, token)] });
    }
    if (done.failure.code === 'invalid-input') return ok(setupPage(params.secret, posted, done.failure.errors ?? []));
    return done.failure.code === 'gone' ? ok(refusal(done.failure)) : done;
  },
});

export const setupRoutes = [showSetup, doSetup];
