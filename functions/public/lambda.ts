import { handle } from 'hono/aws-lambda';
import { lambdaSurface } from '../wiring.ts';
import { publicSurface } from './app.ts';

export const handler = handle(await lambdaSurface(publicSurface));
