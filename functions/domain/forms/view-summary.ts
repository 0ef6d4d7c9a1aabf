import type { Answers } from './answers.ts';
import { joinPath, ownValue, type PageRef, pointerOf, type Registers } from './answers.ts';
import { type JsonValue, type Language, LEVELS, type Level } from './definition.ts';
import { structureField, valueField } from './fields/table.ts';
import type { Form, FormNode } from './form.ts';
import type { SummaryOptions } from './runtime.ts';
import { htmlId, settleForView, shownPages } from './settle-for-view.ts';
import { isHidden, type Settled } from './settled.ts';
import type { SummaryLine, SummarySection } from './view.ts';
import { word } from './words.ts';

interface Summarising {
  readonly form: Form;
  readonly settled: Settled;
  readonly language: Language;
  readonly level: Level;
  readonly registers: Registers;
  /** Set while inside a repeated group: the page of the row. */
  readonly page?: PageRef;
}

interface Lines {
  readonly lines: readonly SummaryLine[];
  readonly leftOut: number;
}

/** Check-your-answers, read view and PDF: a section per page (or per titled group of the first level) with what the reader may see. */
export function viewSummary(form: Form, answers: Answers, options: SummaryOptions): readonly SummarySection[] {
  const settled = settleForView(form, answers, options.registers);
  const work: Summarising = {
    form,
    settled,
    language: options.language,
    level: options.level,
    registers: options.registers ?? {},
  };
  return shownPages(form, settled).flatMap((page) => {
    const loose = page.nodes.filter((node) => node === page.panel || !isSection(node));
    const nodes = loose.flatMap((node) => (node === page.panel ? node.children : [node]));
    const titled = page.nodes.filter((node) => node !== page.panel && isSection(node));
    return [
      section(page.title, page.index, nodes, work),
      ...titled
        .filter((node) => !isHidden(settled, node, ''))
        .map((node) => section(node.label, page.index, [node], work)),
    ].filter(({ lines, leftOut }) => lines.length > 0 || leftOut > 0);
  });
}

const isSection = (node: FormNode): boolean =>
  node.component.type === 'panel' || (node.component.type === 'fieldset' && node.children.length > 0);

const section = (title: string, page: number, nodes: readonly FormNode[], work: Summarising): SummarySection => ({
  title,
  page,
  ...summariseNodes(nodes, work.settled.answers, '', work),
});

/** Lines for nodes that stand in one group of answers; those above the level are only counted. */
export function summariseNodes(
  nodes: readonly FormNode[],
  group: JsonValue | undefined,
  scopePath: string,
  work: Summarising,
): Lines {
  const parts = nodes
    .filter((node) => !node.retired && !isHidden(work.settled, node, scopePath))
    .map((node) => summariseNode(node, group, scopePath, work));
  return { lines: parts.flatMap((part) => part.lines), leftOut: parts.reduce((sum, part) => sum + part.leftOut, 0) };
}

function summariseNode(node: FormNode, group: JsonValue | undefined, scopePath: string, work: Summarising): Lines {
  const none: Lines = { lines: [], leftOut: 0 };
  if (node.holds === 'nothing')
    return structureField(node.component.type) === undefined
      ? none
      : summariseNodes(node.children, group, scopePath, work);
  if (node.component.type === 'hidden' || node.component.properties?.signOff !== undefined) return none;
  if (node.holds !== 'group' && LEVELS.indexOf(node.level) > LEVELS.indexOf(work.level))
    return { lines: [], leftOut: 1 };
  const path = joinPath(scopePath, node.component.key);
  const value = ownValue(group, node.component.key);
  if (node.holds === 'group') return summariseNodes(node.children, value, path, work);
  const line: SummaryLine = {
    label: node.label,
    lines: value === undefined ? [] : (valueField(node.component.type)?.summary(value, node, work) ?? []),
    stableId: node.stableId,
    pointer: pointerOf(path),
    level: node.level,
    page: work.page ?? node.page,
    fieldId: htmlId(path),
  };
  return node.holds === 'rows' ? summariseRows(node, value, path, line, work) : { lines: [line], leftOut: 0 };
}

function summariseRows(
  node: FormNode,
  value: JsonValue | undefined,
  path: string,
  line: SummaryLine,
  work: Summarising,
): Lines {
  let leftOut = 0;
  const rows = (Array.isArray(value) ? (value as readonly JsonValue[]) : []).map((row, index) => {
    const page: PageRef = { page: node.page, grid: path, row: index };
    const inside = summariseNodes(node.children, row, `${path}[${index}]`, { ...work, page });
    leftOut += inside.leftOut;
    return { legend: word(work.language, 'row', { label: node.label, number: index + 1 }), page, lines: inside.lines };
  });
  return { lines: [{ ...line, rows }], leftOut };
}
