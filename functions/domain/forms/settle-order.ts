import type { FormNode } from './form.ts';
import { logicVariables } from './json-logic.ts';

/** Paths (without row numbers) whose answers a node's condition or calculation reads. */
export function readPaths(node: FormNode): readonly string[] {
  const { condition } = node;
  const simple = condition?.kind === 'simple' ? condition.tests.map((test) => test.path) : [];
  const logic = [condition?.kind === 'logic' ? condition.logic : null, node.logic ?? null].flatMap(logicVariables);
  const group = node.groups.at(-1)?.path;
  return [
    ...simple,
    ...logic.map((variable) => {
      const [root = '', ...steps] = (variable ?? '').split('.');
      const below = steps.filter((step) => !/^\d+$/.test(step)).join('.');
      return root === 'row' && group !== undefined ? (below === '' ? group : `${group}.${below}`) : below;
    }),
  ];
}

/** Which nodes can empty or set the answers at a path, or below it, or around it. */
class Providers {
  readonly #at = new Map<string, FormNode[]>();
  readonly #below = new Map<string, FormNode[]>();

  constructor(settling: readonly FormNode[]) {
    for (const node of settling) {
      for (const path of node.holds === 'nothing' ? node.answerChildren.map((child) => child.path) : [node.path]) {
        append(this.#at, path, node);
        for (const around of aroundPath(path)) append(this.#below, around, node);
      }
    }
  }

  of(path: string): readonly FormNode[] {
    return [path, ...aroundPath(path)].flatMap((at) => this.#at.get(at) ?? []).concat(this.#below.get(path) ?? []);
  }
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

/** `a.b` and `a` and the whole form for `a.b.c`. */
const aroundPath = (path: string): readonly string[] =>
  path === '' ? [] : [...path.split('.').map((_, count, steps) => steps.slice(0, count).join('.'))].reverse();

/** Conditional nodes that it stands in. */
function settlingAround(node: FormNode): readonly FormNode[] {
  const around: FormNode[] = [];
  for (let at = node.parent; at; at = at.parent) if (at.condition !== undefined) around.push(at);
  return around;
}

/** Document order, moved only as far as dependencies need; `circular` holds the nodes that wait for themselves. */
export function orderSettling(nodes: readonly FormNode[]): {
  order: readonly FormNode[];
  circular: readonly FormNode[];
} {
  const settling = nodes.filter((node) => node.condition !== undefined || node.logic !== undefined);
  const providers = new Providers(settling);
  const order: FormNode[] = [];
  const circular = new Set<FormNode>();
  const done = new Set<FormNode>();
  const open = new Set<FormNode>();
  const visit = (node: FormNode): void => {
    if (done.has(node)) return;
    if (open.has(node)) {
      circular.add(node);
      return;
    }
    open.add(node);
    // Those that can empty or set what it reads, and the conditional ones it stands in, settle first.
    for (const other of new Set([...settlingAround(node), ...readPaths(node).flatMap((path) => providers.of(path))]))
      if (other !== node) visit(other);
    open.delete(node);
    done.add(node);
    order.push(node);
  };
  settling.forEach(visit);
  return { order, circular: [...circular] };
}
