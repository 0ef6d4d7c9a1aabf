export interface AddressRow {
  readonly address: string;
  readonly what: string;
  readonly who: string;
}

/** The short table that a started product prints. */
export function addressTable(rows: readonly AddressRow[]): string {
  const head: AddressRow = { address: 'Adres', what: 'Do czego', who: 'Kto się loguje' };
  const all = [head, ...rows];
  const width = (key: keyof AddressRow): number => Math.max(...all.map((row) => row[key].length));
  const line = (row: AddressRow): string =>
    `  ${row.address.padEnd(width('address'))}   ${row.what.padEnd(width('what'))}   ${row.who}`.trimEnd();
  const rule = `  ${'─'.repeat(width('address') + width('what') + width('who') + 6)}`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}
