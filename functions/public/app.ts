import { surface } from '../http/surface.ts';
import { checkPageRoutes } from './check-page.ts';
import { coSignRoutes } from './co-sign.ts';
import { doingRoutes } from './doing.ts';
import { formPageRoutes } from './form-pages.ts';
import { homeRoutes } from './home.ts';
import { landingRoutes } from './landing.ts';
import { leavePageRoutes } from './leave-pages.ts';
import { startPageRoutes } from './start-page.ts';
import { surveyRoutes } from './survey.ts';

/** Everything that needs no account: home, clubs, links, forms, signatures, surveys. */
export const publicSurface = surface('public', [
  ...homeRoutes,
  ...landingRoutes,
  ...startPageRoutes,
  ...formPageRoutes,
  ...checkPageRoutes,
  ...coSignRoutes,
  ...doingRoutes,
  ...leavePageRoutes,
  ...surveyRoutes,
]);
