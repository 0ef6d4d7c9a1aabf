/** Paths of the studio; the slug of a form is public knowledge, so it may stand in a path. */
export const addressOfForm = (slug: string): string => `/studio/formularz/${encodeURIComponent(slug)}`;
export const addressOfField = (slug: string, id: string): string =>
  `${addressOfForm(slug)}/pytanie?id=${encodeURIComponent(id)}`;
export const addressOfNew = (slug: string, after: string): string =>
  `${addressOfForm(slug)}/nowe?po=${encodeURIComponent(after)}`;
export const addressOfPublication = (slug: string): string => `${addressOfForm(slug)}/publikacja`;
export const addressOfPreview = (slug: string, page = 1): string => `${addressOfForm(slug)}/podglad?strona=${page}`;
export const addressOfVersions = (slug: string): string => `${addressOfForm(slug)}/wersje`;
export const addressOfMerge = (slug: string): string => `${addressOfForm(slug)}/scalanie`;
