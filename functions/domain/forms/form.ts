import type { FormCondition } from './conditions.ts';
import type { Component, FormDefinition, Language, Level } from './definition.ts';

/** One component in its place: the definition's tree, indexed and translated once per version and language. */
export interface FormNode {
  readonly component: Component;
  /** Position in document order, unique in the form. */
  readonly number: number;
  readonly stableId: string;
  readonly label: string;
  readonly level: Level;
  /** Path of the answer without row numbers: `goals[].goal`; of a layout node, the path of its group. */
  readonly path: string;
  /** JSON pointer of the component in the definition. */
  readonly pointer: string;
  readonly parent: FormNode | undefined;
  readonly children: readonly FormNode[];
  /** The page on which it stands. */
  readonly page: number;
  /** True when the node itself holds an answer. */
  readonly holdsAnswer: boolean;
  /** True when only the server may set it: hidden, disabled or calculated. */
  readonly serverSet: boolean;
  readonly condition?: FormCondition;
}

export interface FormPage {
  readonly index: number;
  readonly key: string;
  readonly title: string;
  readonly nodes: readonly FormNode[];
  /** The panel itself (a wizard's page may have a condition). */
  readonly panel?: FormNode;
}

/** A version of a form made ready for one language: frozen, indexed, cheap to use. */
export interface Form {
  /** `slug@national.3` */
  readonly reference: string;
  readonly slug: string;
  readonly language: Language;
  readonly title: string;
  readonly level: Level;
  /** Translated. */
  readonly definition: FormDefinition;
  readonly pages: readonly FormPage[];
  readonly roots: readonly FormNode[];
  /** Every node, in document order. */
  readonly nodes: readonly FormNode[];
  /** Every node, each after those on whose answers it depends. */
  readonly settleOrder: readonly FormNode[];
  readonly byId: ReadonlyMap<string, FormNode>;
  /** Nodes that hold answers, by path without row numbers. */
  readonly byPath: ReadonlyMap<string, FormNode>;
}
