import { Graph, layout } from '@dagrejs/dagre';

/** A state as far as a picture needs it; any Amazon States Language definition fits. */
interface DrawnState {
  readonly Type: string;
  readonly Next?: string;
  readonly End?: boolean;
  readonly Default?: string;
  readonly Choices?: readonly { readonly Next?: string }[];
  readonly Catch?: readonly { readonly Next: string; readonly ErrorEquals: readonly string[] }[];
  readonly Branches?: readonly DrawnMachine[];
  readonly ItemProcessor?: DrawnMachine;
  readonly Iterator?: DrawnMachine;
}

export interface DrawnMachine {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, DrawnState>>;
}

export interface GraphOptions {
  /** The picture's accessible name. */
  readonly title: string;
  /** What to write instead of a state's name, by that name: the Polish words on screen. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Words of the legend and of the two ends; English when left out. */
  readonly words?: Partial<GraphWords>;
  /** Where a run has been, stands, and failed, by state name. */
  readonly visited?: ReadonlySet<string>;
  readonly current?: ReadonlySet<string>;
  readonly failed?: ReadonlySet<string>;
}

interface GraphWords {
  readonly start: string;
  readonly end: string;
  readonly otherwise: string;
  readonly onError: string;
}

const defaultWords: GraphWords = { start: 'start', end: 'end', otherwise: 'otherwise', onError: 'on error' };

interface Node {
  readonly lines: readonly string[];
  readonly shape: 'state' | 'choice' | 'end' | 'join';
  readonly name?: string;
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly label?: string;
  readonly dashed?: boolean;
  readonly faint?: boolean;
}

/** From how many states a failure path must be shared before arrows to it hide more than they show. */
const sharedBy = 3;
/** A Choice with more ways out than this is a switchboard: its arrows step back. */
const manyWays = 6;

interface Drawing {
  readonly nodes: Map<string, Node>;
  readonly edges: Edge[];
  readonly groups: Map<string, string[]>;
  readonly parents: Map<string, string>;
}

const escapeText = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const wrap = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
};

/** State names are written together in English; a picture reads better with spaces. */
const readable = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1 $2');

const drawMachine = (
  machine: DrawnMachine,
  drawing: Drawing,
  group: string | undefined,
  exit: string,
  options: GraphOptions,
  words: GraphWords,
): void => {
  for (const [name, state] of Object.entries(machine.States)) {
    const lines = wrap(options.labels?.[name] ?? readable(name), 26);
    drawing.nodes.set(name, { lines, shape: state.Type === 'Choice' ? 'choice' : 'state', name });
    if (group !== undefined) drawing.parents.set(name, group);
    const inner = state.Branches ?? [state.ItemProcessor ?? state.Iterator].filter((each) => each !== undefined);
    let leaves = name;
    if (inner.length > 0) {
      const [own, join] = [`group ${name}`, `join ${name}`];
      drawing.groups.set(own, []);
      if (group !== undefined) drawing.parents.set(own, group);
      drawing.nodes.set(join, { lines: [], shape: 'join' });
      for (const member of [name, join]) drawing.parents.set(member, own);
      for (const branch of inner) {
        drawMachine(branch, drawing, own, join, options, words);
        drawing.edges.push({ from: name, to: branch.StartAt });
      }
      leaves = join;
    }
    const fails = state.Type === 'Fail' || state.Type === 'Succeed';
    if (state.Next !== undefined) drawing.edges.push({ from: leaves, to: state.Next });
    else if (state.End === true || fails) drawing.edges.push({ from: leaves, to: exit });
    for (const rule of state.Choices ?? [])
      if (rule.Next !== undefined) drawing.edges.push({ from: name, to: rule.Next });
    if (state.Default !== undefined) drawing.edges.push({ from: name, to: state.Default, label: words.otherwise });
    for (const catcher of state.Catch ?? [])
      drawing.edges.push({ from: leaves, to: catcher.Next, label: words.onError, dashed: true });
  }
};

/** One arrow per pair; a failure path that many states share becomes a line inside each of them. */
const simplify = (drawing: Drawing, options: GraphOptions): void => {
  const caught = new Map<string, Set<string>>();
  for (const { from, to, dashed } of drawing.edges)
    if (dashed === true) caught.set(to, (caught.get(to) ?? new Set()).add(from));
  const kept = new Map<string, Edge>();
  for (const edge of drawing.edges) {
    if (edge.dashed === true && (caught.get(edge.to)?.size ?? 0) >= sharedBy) {
      const node = drawing.nodes.get(edge.from);
      const note = `⚠ → ${options.labels?.[edge.to] ?? readable(edge.to)}`;
      if (node !== undefined && node.shape !== 'join' && !node.lines.includes(note))
        drawing.nodes.set(edge.from, { ...node, lines: [...node.lines, note] });
      continue;
    }
    const pair = `${edge.from}\n${edge.to}\n${edge.dashed === true}`;
    if (!kept.has(pair)) kept.set(pair, edge);
  }
  const ways = new Map<string, number>();
  for (const { from } of kept.values()) ways.set(from, (ways.get(from) ?? 0) + 1);
  drawing.edges.splice(
    0,
    drawing.edges.length,
    ...[...kept.values()].map((edge) => ((ways.get(edge.from) ?? 0) > manyWays ? { ...edge, faint: true } : edge)),
  );
};

const lineHeight = 18;
const sizeOf = (node: Node): { readonly width: number; readonly height: number } => {
  if (node.shape === 'join') return { width: 10, height: 10 };
  const longest = Math.max(...node.lines.map((line) => line.length), 4);
  return { width: longest * 8 + 44, height: node.lines.length * lineHeight + 18 };
};

interface Look {
  readonly fill: string;
  readonly stroke: string;
  readonly width: number;
  readonly mark: string;
}

/** Colour never stands alone: each state of progress has a mark and a line width of its own. */
const lookOf = (name: string | undefined, options: GraphOptions): Look => {
  if (name !== undefined && options.failed?.has(name))
    return { fill: '#f6d7d2', stroke: '#942514', width: 3, mark: '✗ ' };
  if (name !== undefined && options.current?.has(name))
    return { fill: '#ffdd00', stroke: '#0b0c0c', width: 4, mark: '▶ ' };
  if (name !== undefined && options.visited?.has(name))
    return { fill: '#cce2d8', stroke: '#005a30', width: 2, mark: '✓ ' };
  return { fill: '#ffffff', stroke: '#505a5f', width: 1.5, mark: '' };
};

const at = (value: number): string => value.toFixed(1).replace(/\.0$/, '');

const drawNode = (id: string, node: Node, x: number, y: number, options: GraphOptions): string => {
  const { width, height } = sizeOf(node);
  const [left, top] = [x - width / 2, y - height / 2];
  if (node.shape === 'join') return `<circle cx="${at(x)}" cy="${at(y)}" r="4" fill="#505a5f"/>`;
  const look = lookOf(node.name, options);
  const round = node.shape === 'end' ? height / 2 : node.shape === 'choice' ? 14 : 3;
  const paint = `fill="${node.shape === 'end' ? '#f3f2f1' : look.fill}" stroke="${look.stroke}" stroke-width="${look.width}"${node.shape === 'choice' ? ' stroke-dasharray="6 3"' : ''}`;
  const first = y - ((node.lines.length - 1) * lineHeight) / 2 + 5;
  const text = node.lines
    .map(
      (line, index) =>
        `<tspan x="${at(x)}" y="${at(first + index * lineHeight)}">${escapeText(index === 0 ? look.mark + line : line)}</tspan>`,
    )
    .join('');
  const box = `<rect x="${at(left)}" y="${at(top)}" width="${at(width)}" height="${at(height)}" rx="${at(round)}" ${paint}/>`;
  return `<g data-state="${escapeText(node.name ?? id)}">${box}<text text-anchor="middle">${text}</text></g>`;
};

const drawEdge = (
  points: readonly { readonly x: number; readonly y: number }[],
  edge: Edge,
  label: { readonly x: number; readonly y: number } | undefined,
): string => {
  const path = points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${at(x)} ${at(y)}`).join(' ');
  const line = `<path d="${path}" fill="none" stroke="${edge.faint === true ? '#b1b4b6' : '#505a5f'}" stroke-width="1.5" marker-end="url(#arrow)"${edge.dashed === true ? ' stroke-dasharray="5 4"' : ''}/>`;
  if (edge.label === undefined || label === undefined) return line;
  return `${line}<text x="${at(label.x)}" y="${at(label.y)}" text-anchor="middle" font-size="12" fill="#383f43" stroke="#ffffff" stroke-width="4" paint-order="stroke">${escapeText(edge.label)}</text>`;
};

/** A definition as an SVG picture (UTF-8 text, attributes only, no script or style), with a run's place marked when given. */
export const drawWorkflow = (machine: DrawnMachine, options: GraphOptions): string => {
  const words = { ...defaultWords, ...options.words };
  const drawing: Drawing = { nodes: new Map(), edges: [], groups: new Map(), parents: new Map() };
  drawing.nodes.set(' start', { lines: [words.start], shape: 'end' });
  drawing.nodes.set(' end', { lines: [words.end], shape: 'end' });
  drawing.edges.push({ from: ' start', to: machine.StartAt });
  drawMachine(machine, drawing, undefined, ' end', options, words);
  simplify(drawing, options);

  const graph = new Graph({ compound: true, multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 28, ranksep: 34, marginx: 16, marginy: 16 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const [id, node] of drawing.nodes) graph.setNode(id, sizeOf(node));
  for (const id of drawing.groups.keys()) graph.setNode(id, {});
  for (const [child, parent] of drawing.parents) graph.setParent(child, parent);
  for (const [index, edge] of drawing.edges.entries())
    if (drawing.nodes.has(edge.to))
      graph.setEdge(
        edge.from,
        edge.to,
        edge.label === undefined ? {} : { width: edge.label.length * 7, height: 14, labelpos: 'c' },
        String(index),
      );
  layout(graph);

  const groups = [...drawing.groups.keys()].map((id) => {
    const {
      x = 0,
      y = 0,
      width = 0,
      height = 0,
    } = graph.node(id) as { x?: number; y?: number; width?: number; height?: number };
    return `<rect x="${at(x - width / 2)}" y="${at(y - height / 2)}" width="${at(width)}" height="${at(height)}" rx="6" fill="#f8f8f8" stroke="#b1b4b6" stroke-dasharray="3 3"/>`;
  });
  const edges = drawing.edges.flatMap((edge, index) => {
    const laid = graph.edge(edge.from, edge.to, String(index)) as
      | { points?: { x: number; y: number }[]; x?: number; y?: number }
      | undefined;
    if (laid?.points === undefined) return [];
    return [
      drawEdge(laid.points, edge, laid.x === undefined || laid.y === undefined ? undefined : { x: laid.x, y: laid.y }),
    ];
  });
  const nodes = [...drawing.nodes].map(([id, node]) => {
    const { x, y } = graph.node(id) as { x: number; y: number };
    return drawNode(id, node, x, y, options);
  });
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${escapeText(options.title)}" viewBox="0 0 ${at(width)} ${at(height)}" width="${at(width)}" height="${at(height)}" font-family="Arial, sans-serif" font-size="14" fill="#0b0c0c">`,
    `<title>${escapeText(options.title)}</title>`,
    '<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L10 5L0 10z" fill="#505a5f"/></marker></defs>',
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    ...groups,
    ...edges,
    ...nodes,
    '</svg>',
  ].join('\n');
};
