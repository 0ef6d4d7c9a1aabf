/** AWS's service limits that a definition or a run can meet. */
export const limits = {
  stateDataBytes: 262_144,
  variablesBytes: 10_485_760,
  historyEvents: 25_000,
  nameLength: 80,
  executionSeconds: 31_536_000,
  tokenLength: 2048,
  definitionBytes: 1_048_576,
  mapConcurrency: 40,
  errorLength: 256,
  causeLength: 32_768,
  redriveDays: 14,
  versions: 1000,
  aliases: 100,
  tags: 50,
} as const;

/** How many events one transaction may write before the run pauses for a commit; ours, to bound a transaction. */
export const eventsPerTransition = 500;

/** Size of a text in UTF-8 bytes, the unit of AWS's limits. */
export const byteLength = (text: string): number => Buffer.byteLength(text, 'utf8');
