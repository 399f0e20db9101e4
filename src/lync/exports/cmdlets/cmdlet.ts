/**
 * The shape of a cmdlet's reader: which objects are its output, and what they say.
 */
import type { ExportedObject } from '../formats/exported.ts';
import type { Gathering } from './gathering.ts';

export interface Cmdlet {
  /** As messages name it; two cmdlets with the same output share a reader. */
  readonly name: string;
  /** Tells by the properties, not by the file's name: what an administrator calls a file says nothing. */
  readonly recognises: (object: ExportedObject) => boolean;
  /** Puts what the object says into the gathering; what cannot be read becomes a note there. */
  readonly read: (object: ExportedObject, into: Gathering) => void;
  /** Called once the file with these objects has ended, for what only all of them together say. */
  readonly finish?: (into: Gathering) => void;
}
