import { ROLE_TITLES } from '../directory/role-titles.ts';
import type { RoleCode } from '../directory/roles.ts';
import type { Reason, Rule } from './verdict.ts';

/** One Polish sentence for each rule; `rola` stands for the acting role. */
const SENTENCES: Readonly<Record<Rule, string>> = {
  granted: 'Tak: pozwala na to tabela uprawnień dla roli „{rola}”.',
  unlisted: 'Nie: tabela uprawnień nie przewiduje tej czynności dla roli „{rola}”.',
  'not-signed-in': 'Nie: ta czynność wymaga zalogowania.',
  'not-own-file': 'Nie: to nie jest teczka tej osoby.',
  'not-own': 'Nie: rola „{rola}” ma tu dostęp tylko do spraw i wpisów własnych lub swojej instytucji.',
  'not-assigned': 'Nie: tę sprawę prowadzi inny case manager.',
  'not-in-team': 'Nie: ta osoba nie należy do zespołu pracującego z uczestnikiem.',
  'not-ops-case': 'Nie: to nie jest sprawa tego pracownika OPS.',
  'not-referrer': 'Nie: skierowanie pochodzi od kogoś innego.',
  'not-related': 'Nie: ta osoba nie jest związana ze sprawą i nie ma zgody na udostępnienie danych.',
  'other-organisation': 'Nie: to sprawa innej organizacji.',
  'other-network': 'Nie: to należy do innej sieci lokalnej.',
  'other-region': 'Nie: to należy do innego województwa.',
  'not-national': 'Nie: ta rola zmienia tylko wersję krajową.',
  'no-consent': 'Nie: brakuje obowiązującej zgody na udostępnienie danych (uczestnika i osoby prowadzącej).',
  'other-route': 'Nie: dotyczy to tylko spraw z kontraktem socjalnym.',
  'other-level': 'Nie: to sprawozdanie innego szczebla.',
  'not-published': 'Nie: to nie zostało jeszcze udostępnione publicznie.',
  'not-template': 'Nie: ta rola tworzy tylko wzory kart.',
  'separation-of-duties': 'Nie: nikt nie zatwierdza tego, co sam złożył; potrzebna jest druga osoba.',
};

const titleOf = (role: string): string => (Object.hasOwn(ROLE_TITLES, role) ? ROLE_TITLES[role as RoleCode] : 'gość');

/** The reason of a verdict as a sentence for the person who asks. */
export const sentenceOf = (reason: Reason): string => SENTENCES[reason.rule].replace('{rola}', titleOf(reason.role));
