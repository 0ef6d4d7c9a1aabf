import { wire } from '../wiring.ts';
import { applyStepHandler } from './apply-step.ts';

export const handler = applyStepHandler((await wire()).ports);
