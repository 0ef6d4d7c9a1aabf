import type { AddressRow } from './address-table.ts';
import type { StartOptions } from './options.ts';

/** Whom the demo offers for each place; in a home of one's own these are only the roles. */
const DEMO_PEOPLE = {
  desk: 'Marek Sowa (case manager), Beata Nowicka (OPS)',
  board: 'Elżbieta Kowal (kierownik KIS)',
  studio: 'Michał Olszewski (administrator regionalny)',
  admin: 'Ewelina Topola (administrator systemu)',
} as const;
const ROLES: Readonly<Record<keyof typeof DEMO_PEOPLE, string>> = {
  desk: 'pracownicy klubu, OPS, PUP',
  board: 'kierownik KIS',
  studio: 'administrator regionalny',
  admin: 'administrator',
};

/** Where everything is and who signs in there, for the table that a started product prints. */
export function addressesOf(options: Pick<StartOptions, 'baseUrl'>, isDemo: boolean): readonly AddressRow[] {
  const at = (path: string): string => `${options.baseUrl}${path}`;
  const who = isDemo ? DEMO_PEOPLE : ROLES;
  return [
    { address: at('/'), what: 'strona klubu, zgłoszenia, kod z kartki', who: 'nikt' },
    { address: at('/desk'), what: 'sprawy do załatwienia', who: who.desk },
    { address: at('/board'), what: 'tablica wszystkich spraw klubu', who: who.board },
    { address: at('/studio'), what: 'formularze i ich zmiany w regionie', who: who.studio },
    { address: at('/admin'), what: 'organizacje, osoby, dziennik', who: who.admin },
    { address: at('/poczta'), what: 'wysłane wiadomości (bez serwera poczty)', who: 'nikt, tylko na tym komputerze' },
  ];
}
