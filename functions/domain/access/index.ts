export { ACTIONS, type Action, isAction } from './actions.ts';
export { type ExplainedGrant, explain } from './explain.ts';
export { fieldLevels } from './field-levels.ts';
export { may, mayEver } from './may.ts';
export { objectOfCampaign, objectOfCase, objectOfDocument, objectOfTask } from './objects.ts';
export { DOCUMENTS } from './rules.ts';
export type { AccessObject, FieldLevels, Reason, Rule, Verdict, View } from './verdict.ts';
