import type { Form, FormNode } from '../form.ts';
import type { Report } from './finding.ts';

/** The longest sentence, in words, that people who read with effort still follow. */
const SENTENCE_WORDS = 25;
const RADIO_OPTIONS = 9;
const PAGE_FIELDS = 25;

/** Abbreviations that everyone in Poland knows, or that stand for nothing shorter. */
const KNOWN: ReadonlySet<string> = new Set([
  'PESEL', 'NIP', 'REGON', 'KRS', 'PDF', 'SMS', 'PIN', 'QR', 'TAK', 'NIE', 'LUB', 'ALBO', 'ORAZ', 'ABC', 'PLN', 'ZUS', 'RODO', 'UE', 'RP', 'JPG', 'PNG', 'CV', 'II', 'III', 'IV', 'VI', 'VII', 'VIII', 'IX', 'XI', 'XII',
]); // biome-ignore format: a list

/** Plain-language warnings: long sentences, unexplained abbreviations, long lists and pages. Never errors: official wording stays as it is. */
export function lintWords(form: Form, report: Report): void {
  const explained = explainedAbbreviations(form);
  for (const node of form.nodes) {
    const { component } = node;
    for (const [name, text] of [
      ['label', node.label],
      ['description', component.description],
      ['html', component.html?.replace(/<[^>]*>/g, ' . ')],
    ] as const)
      if (text) lintText(text, `${node.pointer}/${name}`, explained, report);
    if (component.type === 'radio' && node.options.length > RADIO_OPTIONS)
      report(node.pointer, 'long-radio', { label: node.label, count: node.options.length });
  }
  for (const page of form.pages) {
    const count = page.nodes.flatMap(valueNodes).length;
    if (count > PAGE_FIELDS && form.pages.length > 1)
      report(page.panel?.pointer ?? '', 'long-page', { title: page.title, count });
  }
}

const valueNodes = (node: FormNode): readonly FormNode[] =>
  node.holds === 'value' ? [node] : node.children.flatMap(valueNodes);

/** Letters that stand next to their words somewhere in the form: „Klub Integracji Społecznej (KIS)” or „KIS (Klub …)”. */
function explainedAbbreviations(form: Form): ReadonlySet<string> {
  const texts = [
    form.title,
    ...form.nodes.flatMap((node) => [node.label, node.component.description ?? '', node.component.html ?? '']),
  ];
  const found = texts.flatMap((text) => [
    ...[...text.matchAll(/\(([A-ZĄĆĘŁŃÓŚŹŻ]{2,6})\)/g)].map((match) => match[1]),
    ...[...text.matchAll(/(?<![\p{L}\p{N}])([A-ZĄĆĘŁŃÓŚŹŻ]{2,6})\s*(?:\(|–|:)\s*\p{L}/gu)].map((match) => match[1]),
  ]);
  return new Set(found.filter((text) => text !== undefined));
}

function lintText(text: string, pointer: string, explained: ReadonlySet<string>, report: Report): void {
  for (const sentence of text.split(/[.!?;:\n]+(?:\s|$)/)) {
    const count = sentence.split(/\s+/).filter((part) => /\p{L}/u.test(part)).length;
    if (count > SENTENCE_WORDS) report(pointer, 'long-sentence', { count, max: SENTENCE_WORDS });
  }
  const shouted = text === text.toUpperCase();
  const abbreviations = [...text.matchAll(/(?<![\p{L}\p{N}])([A-ZĄĆĘŁŃÓŚŹŻ]{2,6})(?![\p{L}\p{N}])/gu)].map(
    (match) => match[1] ?? '',
  );
  const unexplained = abbreviations.find((word) => !KNOWN.has(word) && !explained.has(word));
  if (unexplained !== undefined && !shouted) report(pointer, 'abbreviation', { word: unexplained });
}
