import * as z from 'zod';
import { readSpan } from '../../functions/domain/deadlines/index.ts';
import { ROLES } from '../../functions/domain/directory/roles.ts';

const span = z.string().refine((text) => readSpan(text).ok, 'not a span (P14D, P1M, 3WD)');
const role = z.enum(ROLES);
const scope = z.enum(['club', 'referrer', 'ops', 'network', 'region', 'partner']);
const sentence = z.string().min(3).max(300);

const assign = z.union([
  z.strictObject({ role, of: scope, also: z.array(role).optional() }),
  z.strictObject({ person: z.enum(['caseManager', 'opsSocialWorker', 'referrer', 'author']) }),
  z.strictObject({
    participant: z.literal(true),
    or: z.union([z.strictObject({ role, of: scope }), z.strictObject({ person: z.enum(['caseManager', 'referrer']) })]),
  }),
]);

const outcome = z.strictObject({
  label: sentence,
  needsReason: z.boolean().optional(),
  documentStatus: z
    .enum([
      'draft',
      'submitted',
      'returned',
      'approved',
      'signed',
      'active',
      'closed',
      'refused',
      'withdrawn',
      'expired',
    ])
    .optional(),
  counts: z.strictObject({ as: z.string(), again: z.string() }).optional(),
});

const step = z.strictObject({
  state: z.string().regex(/^([A-Z][A-Za-z]+|none)$/),
  title: sentence,
  help: sentence.optional(),
  assign,
  act: z.enum(['fill', 'review', 'decide', 'sign', 'do']),
  form: z.string().optional(),
  requires: z.array(z.string()).optional(),
  decidesBy: z.string().optional(),
  reads: z.array(z.string()).optional(),
  signs: z.array(z.string()).optional(),
  parts: z.array(z.string()).optional(),
  perInstitution: z.literal(true).optional(),
  onlyRoute: z.enum(['socialContract', 'internalAgreement']).optional(),
  outcomes: z.record(z.string().regex(/^[a-zA-Z-]+$/), outcome),
  timer: z.string(),
  from: z.string().optional(),
  half: z.literal(true).optional(),
  period: z.literal(true).optional(),
  escalation: z.string(),
  silence: z.string().optional(),
  phase: z.string().optional(),
  judges: z.array(z.string()).optional(),
  source: z.string().regex(/^P\d/),
});

/** `workflows/<slug>.tasks.json`; nothing else may stand in it. */
export const processSchema = z.strictObject({
  process: z.string(),
  catalogue: z.string().regex(/^P\d+$/),
  title: sentence,
  steps: z.record(z.string().regex(/^[a-z-]+$/), step),
  starts: z.record(z.string(), z.array(z.string())).optional(),
});
export type ProcessFile = z.infer<typeof processSchema>;

/** `workflows/timers.json` without its `$comment`. */
export const timersSchema = z.record(
  z.string().regex(/^[a-zA-Z]+$/),
  z.strictObject({
    value: span,
    min: span,
    max: span,
    title: sentence,
    reason: sentence,
    source: z.enum(['sourced', 'derived']),
  }),
);

/** `workflows/escalations.json` */
export const escalationsSchema = z.record(
  z.string(),
  z.strictObject({
    title: sentence,
    reminders: z.array(span).min(1),
    steps: z.array(
      z.strictObject({
        after: span,
        to: z.enum([
          'helper',
          'superior',
          'kisManager',
          'opsManager',
          'lsrCoordinator',
          'partnerHead',
          'convention',
          'region',
        ]),
        as: z.enum(['notice', 'count', 'agenda']).optional(),
      }),
    ),
  }),
);

/** `workflows/coverage.json`: catalogue process -> part of it -> where it is; null where it is nowhere yet. */
export const coverageSchema = z.record(z.string(), z.record(z.string(), z.array(z.string()).nullable()));

/** `workflows/budget.json`: most transitions of one run without loops, and runs of one case in a year. */
export const budgetSchema = z.record(
  z.string(),
  z.strictObject({ transitions: z.number().int().positive(), runsPerYear: z.number().positive() }),
);
