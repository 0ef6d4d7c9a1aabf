import { wire } from '../wiring.ts';
import { streamHandler } from './stream-handler.ts';

export const handler = streamHandler((await wire()).ports);
