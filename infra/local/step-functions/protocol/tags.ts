import { limits } from '../core/limits.ts';
import type { Json, JsonObject } from '../core/model.ts';
import type { Api, Operation, Tag } from './api.ts';
import { apiErrors } from './api-error.ts';
import { textOf } from './fields.ts';

const isTag = (value: Json): boolean => {
  const { key, value: text } = (value ?? {}) as JsonObject;
  return (
    typeof key === 'string' &&
    key.length >= 1 &&
    key.length <= 128 &&
    (text === undefined || (typeof text === 'string' && text.length <= 256))
  );
};

/** The tags of a request; throws ValidationException. */
export const checkTags = (value: Json | undefined): readonly Tag[] => {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || !value.every(isTag))
    throw apiErrors.validation(
      "1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must be a list of tags",
    );
  return (value as readonly JsonObject[]).map((tag) => ({
    key: String(tag.key),
    value: String(tag.value ?? ''),
  }));
};

const tagsOf = (api: Api, arn: string): readonly Tag[] =>
  api.store.document<{ tags: readonly Tag[] }>('tags', arn)?.tags ?? [];

/** Stores all tags of a resource; throws TooManyTags over AWS's fifty. */
export const putTags = async (api: Api, arn: string, tags: readonly Tag[]): Promise<void> => {
  if (tags.length > limits.tags) throw apiErrors.tooManyTags(arn);
  await api.store.putDocuments([{ kind: 'tags', key: arn, value: tags.length === 0 ? null : { tags } }]);
};

const taggable = (api: Api, input: JsonObject): string => {
  const arn = textOf(input, 'resourceArn', 256);
  if (!arn.startsWith('arn:')) throw apiErrors.invalidArn(`Invalid ARN prefix: ${arn}`);
  const known =
    api.store.document('machine', arn) ?? api.store.document('version', arn) ?? api.store.document('alias', arn);
  if (known === undefined) throw apiErrors.resourceNotFound(arn);
  return arn;
};

/** The operations on tags. */
export const tagOperations: Readonly<Record<string, Operation>> = {
  TagResource: async (api, input) => {
    const arn = taggable(api, input);
    const added = checkTags(input.tags);
    const replaced = new Set(added.map(({ key }) => key));
    await putTags(api, arn, [...tagsOf(api, arn).filter(({ key }) => !replaced.has(key)), ...added]);
    return {};
  },
  UntagResource: async (api, input) => {
    const arn = taggable(api, input);
    const keys = input.tagKeys;
    if (!Array.isArray(keys))
      throw apiErrors.validation(
        "1 validation error detected: Value at 'tagKeys' failed to satisfy constraint: Member must not be null",
      );
    await putTags(
      api,
      arn,
      tagsOf(api, arn).filter(({ key }) => !keys.includes(key)),
    );
    return {};
  },
  ListTagsForResource: async (api, input) => ({ tags: tagsOf(api, taggable(api, input)) }),
};
