import * as z from 'zod/mini';

/** One variable of the environment, as docs/configuration.md lists it. */
interface Variable {
  readonly name: string;
  readonly home: 'both' | 'machine' | 'aws';
  readonly meaning: string;
}

/** Every variable that the product reads; nothing else of the environment is looked at. */
export const VARIABLES: readonly Variable[] = [
  { name: 'REINTEGRA_HOME', home: 'both', meaning: '`machine` or `aws`' },
  {
    name: 'REINTEGRA_BASE_URL',
    home: 'both',
    meaning: 'public address without a trailing slash; links, QR codes and sign-in start with it',
  },
  { name: 'REINTEGRA_TABLE', home: 'both', meaning: 'name of the table of documents' },
  {
    name: 'REINTEGRA_STATE_MACHINES',
    home: 'both',
    meaning: 'beginning of the ARN of every state machine, up to `reintegra-`',
  },
  { name: 'REINTEGRA_OIDC_ISSUER', home: 'both', meaning: 'issuer of the OpenID provider' },
  { name: 'REINTEGRA_OIDC_CLIENT', home: 'both', meaning: 'client id at the provider' },
  { name: 'REINTEGRA_OIDC_SECRET', home: 'both', meaning: 'client secret at the provider, when it gave one' },
  { name: 'REINTEGRA_MAIL_FROM', home: 'both', meaning: 'sender of mails, a complete address' },
  { name: 'REINTEGRA_DATA', home: 'machine', meaning: 'directory of keys, answers, files and the unpacked browser' },
  { name: 'REINTEGRA_DYNAMODB_ENDPOINT', home: 'machine', meaning: 'address of the DynamoDB protocol' },
  { name: 'REINTEGRA_WORKFLOWS_ENDPOINT', home: 'machine', meaning: 'address of the Step Functions protocol' },
  { name: 'REINTEGRA_WORKFLOWS_KEY', home: 'machine', meaning: 'access key id that the embedded engine asks for' },
  {
    name: 'REINTEGRA_OIDC_INTERNAL',
    home: 'machine',
    meaning: 'loopback address of the embedded provider, where the application itself reaches the issuer',
  },
  {
    name: 'REINTEGRA_SMTP_URL',
    home: 'machine',
    meaning: 'SMTP server (`smtps://user:password@host:465`); without it mails wait on the outbox page',
  },
  {
    name: 'REINTEGRA_CLAMD',
    home: 'machine',
    meaning: 'clamd at `host:port` or a socket path; without it uploads are marked as unscanned',
  },
  {
    name: 'REINTEGRA_CLOCK',
    home: 'machine',
    meaning: 'file with the instant at which the virtual clock stands; tests and demo only',
  },
  { name: 'REINTEGRA_KEYS_TABLE', home: 'aws', meaning: 'table of wrapped data keys' },
  { name: 'REINTEGRA_WRAPPING_KEY', home: 'aws', meaning: 'KMS key that wraps them' },
  { name: 'REINTEGRA_ANSWERS_TABLE', home: 'aws', meaning: 'table of anonymous answers' },
  { name: 'REINTEGRA_FILES_BUCKET', home: 'aws', meaning: 'bucket of uploaded files' },
  { name: 'REINTEGRA_ANCHORS_BUCKET', home: 'aws', meaning: 'bucket of audit anchors' },
  { name: 'REINTEGRA_SCHEDULE_GROUP', home: 'aws', meaning: 'EventBridge Scheduler group' },
  { name: 'REINTEGRA_SCHEDULE_ROLE', home: 'aws', meaning: 'role with which schedules call the wake-up function' },
  { name: 'REINTEGRA_WAKE_UP_FUNCTION', home: 'aws', meaning: 'ARN of the wake-up function' },
  { name: 'REINTEGRA_PRINT_FUNCTION', home: 'aws', meaning: 'name of the printing function' },
];

const url = z.string().check(z.regex(/^https?:\/\/[^\s]+[^/\s]$/));
const text = z.string().check(z.minLength(1));

const shared = {
  REINTEGRA_BASE_URL: url,
  REINTEGRA_TABLE: text,
  REINTEGRA_OIDC_ISSUER: url,
  REINTEGRA_OIDC_CLIENT: text,
  REINTEGRA_OIDC_SECRET: z.optional(text),
};

const machine = z.object({
  ...shared,
  REINTEGRA_HOME: z.literal('machine'),
  REINTEGRA_STATE_MACHINES: text,
  REINTEGRA_MAIL_FROM: z._default(text, 'Reintegra <reintegra@localhost>'),
  REINTEGRA_DATA: text,
  REINTEGRA_DYNAMODB_ENDPOINT: url,
  REINTEGRA_WORKFLOWS_ENDPOINT: url,
  REINTEGRA_WORKFLOWS_KEY: text,
  REINTEGRA_OIDC_INTERNAL: z.optional(url),
  REINTEGRA_SMTP_URL: z.optional(text),
  REINTEGRA_CLAMD: z.optional(text),
  REINTEGRA_CLOCK: z.optional(text),
});

const aws = z.object({
  ...shared,
  REINTEGRA_HOME: z.literal('aws'),
  REINTEGRA_STATE_MACHINES: z.optional(text), // only the functions that signal workflows have it, and the three below
  REINTEGRA_MAIL_FROM: text,
  REINTEGRA_KEYS_TABLE: text,
  REINTEGRA_WRAPPING_KEY: text,
  REINTEGRA_ANSWERS_TABLE: text,
  REINTEGRA_FILES_BUCKET: text,
  REINTEGRA_ANCHORS_BUCKET: text,
  REINTEGRA_SCHEDULE_GROUP: z.optional(text),
  REINTEGRA_SCHEDULE_ROLE: z.optional(text),
  REINTEGRA_WAKE_UP_FUNCTION: z.optional(text),
  REINTEGRA_PRINT_FUNCTION: z.optional(text),
});

export type MachineSettings = z.infer<typeof machine>;
export type AwsSettings = z.infer<typeof aws>;
export type Settings = MachineSettings | AwsSettings;

/** Checked settings from an environment; throws an Error that names every wrong variable and shows no value. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(
    VARIABLES.flatMap(({ name }) => (environment[name] ? [[name, environment[name]]] : [])),
  );
  const parsed = z.discriminatedUnion('REINTEGRA_HOME', [machine, aws]).safeParse(given);
  if (parsed.success) return parsed.data;
  const wrong = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))];
  throw new Error(`Missing or wrong in the environment: ${wrong.join(', ')} (docs/configuration.md)`);
}
