/**
 * A part of the system does not answer. Named as the failure code, so that a surface turns it into 503 and a workflow's Retry matches it.
 * The message holds names only, never contents.
 */
export class Unavailable extends Error {
  override readonly name = 'unavailable';
}
