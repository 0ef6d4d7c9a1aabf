import { type Action, isDocumentAction } from './actions.ts';
import type { Party } from './columns.ts';
import { type Condition, type Grant, grantsFor } from './rules.ts';
import type { Scope } from './scopes.ts';

/** Each scope as the end of a sentence: „… w sprawach, które prowadzi”. */
const SCOPE_TEXTS: Readonly<Record<Scope, string>> = {
  anyone: 'bez ograniczeń',
  installation: 'w całej instalacji',
  country: 'w całym kraju',
  national: 'tylko w wersji krajowej',
  region: 'w swoim województwie',
  'region-or-national': 'w swoim województwie i w wersji krajowej',
  'region-or-country': 'w swoim województwie albo, na szczeblu krajowym, w całym kraju',
  network: 'w swojej sieci lokalnej',
  club: 'w swoim klubie',
  organisation: 'w swojej instytucji',
  jurisdiction: 'w swojej instytucji; audytor z ROPS w województwie, z KOWR w kraju',
  own: 'tylko we własnych sprawach',
  'own-file': 'tylko w swojej teczce',
  task: 'w zadaniach swoich i swojej roli',
  assigned: 'w sprawach, które prowadzi, i w jeszcze nieprzydzielonych sprawach swojego klubu',
  team: 'w sprawach osób, z którymi pracuje w zespole',
  'ops-case': 'w sprawach osób, którymi się opiekuje jako pracownik OPS',
  'organisation-referral': 'w sprawach osób skierowanych przez swoją instytucję',
  referral: 'w sprawach osób, które skierował lub skierowała',
  related: 'gdy pracuje z tą osobą, jest wymieniony lub wymieniona w dokumencie albo ma zgodę',
  consent: 'tylko z obowiązującą zgodą na udostępnienie danych',
  published: 'gdy zostało to udostępnione publicznie',
};

const CONDITION_TEXTS: Readonly<Record<Condition, string>> = {
  referrer: 'tylko jako osoba kierująca',
  party: 'tylko jako osoba wymieniona w dokumencie',
  socialContract: 'tylko przy kontrakcie socjalnym',
  local: 'tylko w sprawozdaniu lokalnym',
  regional: 'tylko w sprawozdaniu regionalnym',
  national: 'tylko w sprawozdaniu krajowym',
  published: 'tylko po udostępnieniu publicznie',
  template: 'tylko wzory',
};

/** One grant in words, with its row of the table. */
export interface ExplainedGrant {
  readonly row: string;
  readonly text: string;
}

const wordsOf = (grant: Grant): string =>
  [
    grant.consent ? SCOPE_TEXTS.consent : SCOPE_TEXTS[grant.scope],
    ...(grant.own ? ['własne wpisy lub własna instytucja'] : []),
    ...(grant.condition === undefined ? [] : [CONDITION_TEXTS[grant.condition]]),
    ...(grant.view === undefined ? [] : [`tylko część: ${grant.view}`]),
  ].join('; ');

/** Why a role may do something, to whatever object: the rows that grant it, in words; empty means denied. */
export function explain(party: Party, action: Action, document?: string): readonly ExplainedGrant[] {
  const asked = isDocumentAction(action) ? document : '';
  const grants = [
    ...grantsFor(party, action, asked),
    ...(party === 'public' ? [] : grantsFor('public', action, asked)),
  ];
  return grants.map((grant) => ({
    row: grant.document === undefined || document !== undefined ? grant.row : `${grant.document}: ${grant.row}`,
    text: wordsOf(grant),
  }));
}
