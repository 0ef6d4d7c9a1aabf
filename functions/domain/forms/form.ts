import type { FormCondition } from './conditions.ts';
import type { Component, FormDefinition, JsonValue, Language, Level, Option } from './definition.ts';
import type { Pattern } from './pattern/match-pattern.ts';

/** One component in its place: the definition's tree, indexed and translated once per version and language. */
export interface FormNode {
  readonly component: Component;
  /** Position in document order, unique in the form. */
  readonly number: number;
  readonly stableId: string;
  readonly label: string;
  readonly level: Level;
  /** Path of the answer without row numbers (`goals.goal`); of a layout node, the path of the group it stands in. */
  readonly path: string;
  /** JSON pointer of the component in the definition. */
  readonly pointer: string;
  readonly parent: FormNode | undefined;
  readonly children: readonly FormNode[];
  /** Those below it whose answers stand in its group: layout is looked through. */
  readonly answerChildren: readonly FormNode[];
  /** Groups and repeated groups it stands in, outermost first. */
  readonly groups: readonly FormNode[];
  /** The page on which it stands, from 0. */
  readonly page: number;
  /** What its answer is: a value, a group of answers, a list of rows, or nothing (layout, text). */
  readonly holds: 'value' | 'group' | 'rows' | 'nothing';
  /** True when only the server may set it: hidden, disabled or calculated. */
  readonly serverSet: boolean;
  /** True when it is out of use (Form.io's `hidden`, also of what holds it): neither asked nor stored. */
  readonly retired: boolean;
  readonly options: readonly Option[];
  readonly condition?: FormCondition;
  readonly logic?: JsonValue;
  readonly pattern?: Pattern;
}

export interface FormPage {
  readonly index: number;
  readonly key: string;
  readonly title: string;
  readonly nodes: readonly FormNode[];
  /** The panel that makes the page; absent when the whole form is one page. */
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
  /** Nodes whose answers stand at the top of the answers. */
  readonly answerRoots: readonly FormNode[];
  /** Every node, in document order. */
  readonly nodes: readonly FormNode[];
  /** Nodes with a condition or a calculation, each after those on whose answers it depends. */
  readonly settleOrder: readonly FormNode[];
  readonly byId: ReadonlyMap<string, FormNode>;
  /** Nodes that hold answers, by path without row numbers. */
  readonly byPath: ReadonlyMap<string, FormNode>;
  readonly byKey: ReadonlyMap<string, readonly FormNode[]>;
}
