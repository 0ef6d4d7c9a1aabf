import type { AddressRow } from './address-table.ts';
import type { StartOptions } from './options.ts';

/** Where everything is, for the table that a started product prints. */
export async function addressesOf(options: StartOptions): Promise<readonly AddressRow[]> {
  const at = (path: string): string => `${options.baseUrl}${path}`;
  return [
    { address: at('/'), what: 'strona klubu, zgłoszenia, kod z kartki', who: 'nikt' },
    { address: at('/desk'), what: 'sprawy do załatwienia', who: 'pracownicy klubu, OPS, PUP' },
    { address: at('/board'), what: 'tablica wszystkich spraw klubu', who: 'kierownik KIS' },
    { address: at('/studio'), what: 'formularze i ich zmiany w regionie', who: 'administrator regionalny' },
    { address: at('/admin'), what: 'organizacje, osoby, dziennik', who: 'administrator' },
    { address: at('/poczta'), what: 'wysłane wiadomości (bez serwera poczty)', who: 'nikt, tylko na tym komputerze' },
  ];
}
