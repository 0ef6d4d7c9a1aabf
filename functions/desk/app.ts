import { surface } from '../http/surface.ts';
import { campaignRoutes } from './campaigns.ts';
import { caseRoutes } from './case.ts';
import { documentRoutes } from './document.ts';
import { fillRoutes } from './fill.ts';
import { inboxRoutes } from './inbox.ts';
import { packageRoutes } from './package.ts';
import { referralRoutes } from './referral.ts';
import { taskRoutes } from './task.ts';

/** The desk: what waits for me, the cases I work on, their documents, decisions and signatures. */
export const desk = surface('desk', [
  ...inboxRoutes,
  ...referralRoutes,
  ...taskRoutes,
  ...fillRoutes,
  ...caseRoutes,
  ...documentRoutes,
  ...packageRoutes,
  ...campaignRoutes,
]);
