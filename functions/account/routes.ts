import { surface } from '../http/surface.ts';
import { sessionRoutes } from './session-routes.ts';
import { setupRoutes } from './setup-routes.ts';
import { signInRoutes } from './sign-in-routes.ts';

/** Signing in and out, the acting role, my sessions, and the first run. */
export const account = surface('account', [...signInRoutes, ...sessionRoutes, ...setupRoutes]);
