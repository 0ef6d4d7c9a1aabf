import { type $ZodType, toJSONSchema } from 'zod/v4/core';
import type { ProblemCode } from './problem.ts';
import type { Route } from './route.ts';
import type { Surface } from './surface.ts';

const SCHEMES = {
  staffSession: { type: 'apiKey', in: 'cookie', name: 'rsession' },
  linkSession: { type: 'apiKey', in: 'cookie', name: 'rlink' },
} as const;

/** OpenAPI 3.1 of every declared route: the same table that answers. */
export function openApi(surfaces: readonly Surface[], baseUrl: string, release: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const { name, routes } of surfaces) {
    for (const route of routes) {
      const path = route.path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}');
      const operations = Object.hasOwn(paths, path) ? paths[path] : undefined;
      const operation = { [route.method.toLowerCase()]: operationOf(name, route, path) };
      paths[path] = { ...operations, ...operation };
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Reintegra',
      version: release,
      description: 'Every page answers JSON too: send Accept: application/json.',
    },
    servers: [{ url: baseUrl }],
    paths,
    components: { securitySchemes: SCHEMES, schemas: { Problem: PROBLEM } },
  };
}

function operationOf(surfaceName: string, route: Route, path: string): object {
  const query = route.query === undefined ? undefined : schemaOf(route.query);
  return {
    tags: [surfaceName],
    summary: route.title,
    'x-access': route.access,
    ...(route.access === 'public'
      ? {}
      : { security: [route.access === 'link' ? { linkSession: [] } : { staffSession: [] }] }),
    parameters: [
      ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
        name,
        in: 'path',
        required: true,
        schema: { type: 'string' },
      })),
      ...Object.entries(propertiesOf(query)).map(([name, schema]) => ({ name, in: 'query', schema })),
    ],
    ...(route.method === 'GET' ? {} : { requestBody: bodyOf(route) }),
    responses: {
      200: { description: 'The page, or its data', content: { 'text/html': {}, 'application/json': {} } },
      ...(route.method === 'GET' ? {} : { 303: { description: 'Done; go there' } }),
      default: {
        description: 'A problem',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } }, 'text/html': {} },
      },
    },
  };
}

function bodyOf(route: Route): object {
  const schema = route.body === undefined ? { type: 'object' } : schemaOf(route.body);
  return { content: { 'application/json': { schema }, 'application/x-www-form-urlencoded': { schema } } };
}

const schemaOf = (schema: $ZodType): object => {
  const { $schema: _, ...rest } = toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as { $schema?: string };
  return rest;
};

const propertiesOf = (schema: object | undefined): Readonly<Record<string, object>> =>
  schema !== undefined && 'properties' in schema ? (schema.properties as Readonly<Record<string, object>>) : {};

const CODES = [
  'invalid-input',
  'not-found',
  'forbidden',
  'not-signed-in',
  'conflict',
  'already-done',
  'wrong-state',
  'gone',
  'locked',
  'too-many',
  'too-large',
  'separation-of-duties',
  'blocked-by-rule',
  'unavailable',
  'unexpected',
  'method-not-allowed',
] as const satisfies readonly ProblemCode[];

const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    code: { enum: CODES },
    reason: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code'],
        properties: { pointer: { type: 'string' }, code: { type: 'string' } },
      },
    },
    retryAfterSeconds: { type: 'integer' },
  },
};
