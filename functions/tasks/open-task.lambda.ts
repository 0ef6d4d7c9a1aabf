import { wire } from '../wiring.ts';
import { openTaskHandler } from './open-task.ts';

export const handler = openTaskHandler((await wire()).ports);
