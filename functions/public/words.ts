import type { Instant } from '../domain/time.ts';

const TIME = new Intl.DateTimeFormat('pl-PL', { timeZone: 'Europe/Warsaw', hour: '2-digit', minute: '2-digit' });
const DATES = {
  pl: new Intl.DateTimeFormat('pl-PL', { timeZone: 'Europe/Warsaw', dateStyle: 'long' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Warsaw', dateStyle: 'long' }),
  uk: new Intl.DateTimeFormat('uk-UA', { timeZone: 'Europe/Warsaw', dateStyle: 'long' }),
} as const;

/** `14:05`, Polish time. */
export const timeInWords = (moment: Instant): string => TIME.format(new Date(moment));

/** `3 kwietnia 2026`, the Polish day in the reader's language. */
export const dayInWords = (moment: Instant, language: keyof typeof DATES): string =>
  DATES[language].format(new Date(moment));
