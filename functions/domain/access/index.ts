export { ACTIONS, type Action, isAction } from './actions.ts';
export type { AccessObject, FieldLevels, Reason, Rule, Verdict, View } from './verdict.ts';
