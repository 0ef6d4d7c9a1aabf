import { account } from '../../../functions/account/routes.ts';
import { admin } from '../../../functions/admin/routes.ts';
import { board } from '../../../functions/board/app.ts';
import { desk } from '../../../functions/desk/app.ts';
import type { Surface } from '../../../functions/http/surface.ts';
import { publicSurface } from '../../../functions/public/app.ts';
import { gallerySurface } from '../../../functions/public/gallery/gallery.ts';
import { studio } from '../../../functions/studio/app.ts';

/** The rooms that answer people, in the order in which their routes are asked. */
export const SURFACES: readonly Surface[] = [publicSurface, account, desk, board, studio, admin, gallerySurface];
