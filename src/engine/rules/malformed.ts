/** A specification that is badly formed, found out before anything is played: a mistake of its author, and no verdict. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
}
