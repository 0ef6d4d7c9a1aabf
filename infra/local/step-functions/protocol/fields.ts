import type { Json, JsonObject } from '../core/model.ts';
import { apiErrors } from './api-error.ts';
import { decodeCursor } from './cursor.ts';

const refuse = (at: string, constraint: string): never => {
  throw apiErrors.validation(
    `1 validation error detected: Value at '${at}' failed to satisfy constraint: ${constraint}`,
  );
};

/** A required text within its length; throws ValidationException as AWS words it. */
export const textOf = (input: JsonObject, name: string, longest = 262_144, shortest = 1): string => {
  const value = input[name];
  if (value === undefined || value === null) return refuse(name, 'Member must not be null');
  if (typeof value !== 'string') return refuse(name, 'Member must be a string');
  if (value.length < shortest) return refuse(name, `Member must have length greater than or equal to ${shortest}`);
  if (value.length > longest) return refuse(name, `Member must have length less than or equal to ${longest}`);
  return value;
};

/** The same, when it may be left out. */
export const optionalText = (input: JsonObject, name: string, longest = 262_144, shortest = 0): string | undefined =>
  input[name] === undefined || input[name] === null ? undefined : textOf(input, name, longest, shortest);

export const optionalFlag = (input: JsonObject, name: string): boolean | undefined => {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  return typeof value === 'boolean' ? value : refuse(name, 'Member must be a boolean');
};

/** One of a fixed set of words, or undefined when left out. */
export const optionalWord = <W extends string>(input: JsonObject, name: string, words: readonly W[]): W | undefined => {
  const value = optionalText(input, name);
  if (value === undefined) return undefined;
  return (
    words.find((word) => word === value) ?? refuse(name, `Member must satisfy enum value set: [${words.join(', ')}]`)
  );
};

/** A page's size: AWS's default when 0 or left out. */
export const pageSize = (input: JsonObject, ordinary = 100, largest = 1000): number => {
  const value = input.maxResults ?? 0;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > largest)
    return refuse('maxResults', `Member must have value between 0 and ${largest}`);
  return value === 0 ? ordinary : value;
};

/** The cursor inside a nextToken; throws InvalidToken when it is not one of ours for this list. */
export const cursorOf = (input: JsonObject, list: string): Json | undefined => {
  const token = optionalText(input, 'nextToken', 3096);
  if (token === undefined) return undefined;
  const cursor = decodeCursor(list, token);
  if (cursor === undefined) throw apiErrors.invalidToken('Invalid Token');
  return cursor;
};
