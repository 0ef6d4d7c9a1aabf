import { wire } from '../wiring.ts';
import { wakeUpHandler } from './wake-up-handler.ts';

export const handler = wakeUpHandler((await wire()).ports);
