const extended = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** Epoch milliseconds of an ISO 8601 extended offset date-time as Step Functions accepts it, or undefined. */
export const parseTimestamp = (text: unknown): number | undefined => {
  if (typeof text !== 'string') return undefined;
  const match = extended.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second] = match.map(Number);
  const plain = Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0, second ?? 0);
  const back = new Date(plain);
  // Date.UTC rolls 2026-02-30 over to March and 25:00 to tomorrow; a timestamp must not.
  if (
    back.getUTCMonth() + 1 !== month ||
    back.getUTCDate() !== day ||
    back.getUTCHours() !== hour ||
    back.getUTCMinutes() !== minute
  )
    return undefined;
  const fraction = match[7] ?? '';
  const instant = Date.parse(text.replace(fraction, fraction.slice(0, 4)));
  return Number.isNaN(instant) ? undefined : instant;
};
