/**
 * The commands of a rulebook as the page offers them, and as its links write them.
 */
import type { Rulebook, Specification, Words } from '../engine/specification.ts';

/** What plays, with the words of its table; what judges it stays at home. */
export type ShownRulebook<W extends Words = any> = Rulebook<W> & Pick<Specification<W>, 'table'>;

export interface Controls<W extends Words = any> {
  readonly rulebook: ShownRulebook<W>;
  /** In the order of their buttons. */
  readonly commands: { readonly [kind: string]: CommandControl };
  readonly fields: { readonly [field: string]: FieldControl };
}

/** A command as a button. */
export interface CommandControl {
  readonly label: string;
  /** What stands for it in links: one letter. */
  readonly letter: string;
}

/** A field of commands in the form. */
export interface FieldControl {
  readonly label: string;
  /** What stands in it at first. */
  readonly first: string | number;
  /** What is said of a value beside it: `(Lync 2010)`. */
  readonly notes?: { readonly [value: string]: string };
}

/** What the form holds, field by field, as it is typed. */
export type Aim = { readonly [field: string]: string | number };
