export * from './answers.ts';
export * from './definition.ts';
export type { Form, FormNode, FormPage } from './form.ts';
export type * from './runtime.ts';
export type * from './view.ts';
