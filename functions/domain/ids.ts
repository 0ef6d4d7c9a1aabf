/** A string that only its own constructor makes, so that a task id cannot stand where a case id is meant. */
export type Brand<T, B extends string> = T & { readonly __brand: B };

export type CaseId = Brand<string, 'CaseId'>;
export type DocumentId = Brand<string, 'DocumentId'>;
export type TaskId = Brand<string, 'TaskId'>;
export type PersonId = Brand<string, 'PersonId'>; // staff with an account
export type SubjectId = Brand<string, 'SubjectId'>; // a participant: owner of sealed data and of one data key
export type OrganisationId = Brand<string, 'OrganisationId'>;
export type RegionId = Brand<string, 'RegionId'>;
export type NetworkId = Brand<string, 'NetworkId'>; // a local network (LSR)
export type CampaignId = Brand<string, 'CampaignId'>;
export type LinkHash = Brand<string, 'LinkHash'>; // SHA-256 of a link's secret, base64url
export type DraftId = Brand<string, 'DraftId'>;

/** Ids are opaque: 128 random bits in Crockford base32, lower case, so they can be read aloud and put in a path. */
export type NewId = () => string;

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Makes ids from a source of random bytes (passed in, so that tests replay). */
export function idMaker(randomBytes: (count: number) => Uint8Array): NewId {
  return () => Array.from(randomBytes(26), (byte) => ALPHABET[byte & 31]).join('');
}
