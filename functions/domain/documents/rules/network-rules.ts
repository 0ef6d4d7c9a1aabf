export { networkRules } from '../network-rules/index.ts';
