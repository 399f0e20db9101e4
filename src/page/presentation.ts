/**
 * A rulebook as the page presents it. The file that is bundled hands one in, so that the page itself knows no rulebook.
 */
import type { ComponentChildren, ComponentType } from 'preact';
import type { Rulebook, Specification, State, Words } from '../engine/specification.ts';

/** What plays, with the words of its table; what judges it stays at home. */
export type ShownRulebook<W extends Words = any> = Rulebook<W> & Pick<Specification<W>, 'table'>;

/** The commands of a rulebook as the page offers them, and as its links write them. */
export interface Controls<W extends Words = any> {
  readonly rulebook: ShownRulebook<W>;
  /** In the order of their buttons. What stands for a command in links is one letter. */
  readonly commands: { readonly [kind: string]: { readonly label: string; readonly letter: string } };
  readonly fields: {
    readonly [field: string]: {
      readonly label: string;
      /** What stands in it at first. */
      readonly first: string | number;
      /** What is said of a value beside it: `(the last release)`. */
      readonly notes?: { readonly [value: string]: string };
    };
  };
}

/** What the form holds, field by field, as it is typed. */
export type Aim = { readonly [field: string]: string | number };

export interface Presentation<W extends Words = any> extends Controls<W> {
  /** What the form of a part is called: `Lease`. */
  readonly partTitle: string;
  /** How the whole stands, in a word; an empty one is not shown. */
  whole(whole: W['Whole']): { readonly says: string; readonly isGood: boolean };
  /** The columns of the table of parts; a text is a light of the status. */
  readonly columns: readonly ({ readonly title: string; of(part: W['Part'], whole: W['Whole']): ComponentChildren } | string)[];
  /** What has become of a part in a step that logged these events of it: `listed with 0`; null for nothing that needs a word. */
  change(before: W['Part'], after: W['Part'], events: readonly W['Event'][]): string | null;
  /** What is said of a step in which nothing has become of any part: `No lease has changed`. */
  readonly unchanged: string;
  readonly rows: {
    /** What the rows of the table are about, and how their states are read. */
    readonly says: ComponentChildren;
    /** What somebody might look for in them. */
    readonly example: string;
    /** The headings of what a row shows of the state after it. */
    readonly after: { readonly [column: string]: string };
  };
  /** What the overview begins with. */
  readonly introduction: ComponentChildren;
  /** What the Play view shows before the first command. */
  readonly FirstSteps: ComponentType;
  /** Where a part is, beside the run; null for none in particular. */
  readonly Where: ComponentType<{ readonly name: string | null; readonly state: State<W> }>;
  /** Further tables beside the behaviour table, and views after those of every rulebook; by their place in the address. */
  readonly tables: ShownViews;
  readonly views: ShownViews;
}

/** Views by their name in the navigation, and the component that draws each; what is looked at in it is its subject. */
export interface ShownViews {
  readonly [address: string]: { readonly title: string; readonly View: ComponentType<{ readonly subject: string }> };
}
