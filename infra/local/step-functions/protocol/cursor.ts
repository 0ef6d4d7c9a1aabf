import type { Json } from '../core/model.ts';

/** A nextToken: where the page ended, tied to the list it came from. */
export const encodeCursor = (list: string, cursor: Json): string =>
  Buffer.from(JSON.stringify([list, cursor])).toString('base64url');

/** The cursor inside a nextToken, or undefined when it belongs to another list or is no token at all. */
export const decodeCursor = (list: string, token: string): Json | undefined => {
  try {
    const [from, cursor] = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as [unknown, Json];
    return from === list ? cursor : undefined;
  } catch {
    return undefined;
  }
};

/** One page of a whole list that is small enough to be read at once, and the token for the next. */
export const pageOfList = <T>(
  list: string,
  items: readonly T[],
  cursor: Json | undefined,
  size: number,
): { readonly page: readonly T[]; readonly nextToken?: string } => {
  const from = typeof cursor === 'number' ? cursor : 0;
  const page = items.slice(from, from + size);
  return from + size < items.length ? { page, nextToken: encodeCursor(list, from + size) } : { page };
};
