import { handle } from 'hono/aws-lambda';
import { lambdaSurface } from '../wiring.ts';
import { account } from './routes.ts';

export const handler = handle(await lambdaSurface(account));
