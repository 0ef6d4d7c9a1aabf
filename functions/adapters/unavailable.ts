/** A part of the system does not answer; a surface turns it into 503. The message holds names only, never contents. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}
