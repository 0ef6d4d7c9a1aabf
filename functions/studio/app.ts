import { surface } from '../http/surface.ts';
import { editorRoutes } from './editor.ts';
import { listForms } from './list.ts';
import { publicationRoutes } from './publication.ts';

/** The studio: definitions and their regional overlays, in plain words. */
export const studio = surface('studio', [listForms, ...editorRoutes, ...publicationRoutes]);
