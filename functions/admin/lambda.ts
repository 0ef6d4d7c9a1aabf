import { handle } from 'hono/aws-lambda';
import { lambdaSurface } from '../wiring.ts';
import { admin } from './routes.ts';

export const handler = handle(await lambdaSurface(admin));
