/**
 * Prose for the reports that the words of a specification do not give.
 */

/** Parts of sentences for the reports. */
export interface Texts {
  /** What the first alphabet is about: `One server, versions 5 and 6`. */
  readonly rows?: string;
  /** What the other alphabets add to it: `all versions, several servers`. */
  readonly beyond?: string;
  /** How values of a rule's cells are read, and those of a row's: `0` is UM Routing's. */
  readonly ruleValues?: string; readonly rowValues?: string;
  /** What an event in a row tells beside its name: with the version that it names. */
  readonly events?: string;
  /** What a part of which there is nothing to say lacks: `no pool, plan, claim or entry`. */
  readonly blank?: string;
  /** What columns are called in a sentence: `listed` for `known`. */
  readonly columns?: { readonly [column: string]: string };
  /** How the id of a row is read, with an example. */
  readonly rowId?: string;
  /** What the log is, and what is to be noted of its events. */
  readonly log?: string; readonly logNotes?: string;
  /** What the model leaves out and must be trusted in. */
  readonly grain?: string;
}
