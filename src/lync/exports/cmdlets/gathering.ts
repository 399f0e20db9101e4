/**
 * Where the readers of cmdlets put what they find, until all files are read.
 */
import { InputError } from '../../../inputs/input-error.ts';
import { kept } from '../../../engine/kept.ts';
import { visible } from '../../../engine/text.ts';
import { canonicalOrNull, noServerName } from '../../../kst/names.ts';
import type { Inventory } from '../../inventory.ts';
import type { ExportedObject, FilePlace } from '../formats/exported.ts';

/** A cmdlet's reader: which objects are its output, and what they say. */
export interface Cmdlet<Told = unknown> {
  /** As messages name it; two cmdlets with the same output share a reader. */
  readonly name: string;
  /** Tells by the properties, not by the file's name: what an administrator calls a file says nothing. */
  readonly recognises: (object: ExportedObject) => boolean;
  /** Puts what the object says into the gathering; what cannot be read becomes a note there. */
  readonly read: (object: ExportedObject, into: Gathering) => Told;
  /** Whether a file of these objects shows every trusted application pool there is, by what was told of each of them. */
  readonly listsAllPools?: (told: ReadonlySet<Told>) => boolean;
}

/** The lists of what was found; each thing in them says where it was read. */
type Listing = Exclude<keyof Inventory, 'inputs' | 'listsAllPools' | 'notes'>;

export class Gathering {
  private readonly inputs = new Map<string, { readonly cmdlet: string; readonly file: string; objects: number }>();
  private readonly found: { readonly [list in Listing]: Inventory[list][number][] } = {
    pools: [], poolComputers: [], applications: [], umServers: [], dialPlans: [], exchangeServers: [],
  };
  private readonly notes: string[] = [];
  private place: FilePlace = { file: '', line: 0 };
  private objects = 0;
  /** Whether some input shows every trusted application pool there is. */
  listsAllPools = false;

  /**
   * Counts an object of a cmdlet; what is told next is read there.
   *
   * @throws InputError when there are more than any deployment has: all of them are kept until the end.
   */
  count(cmdlet: string, place: FilePlace): void {
    const { file, line } = this.at(place).place;
    if (++this.objects > mostObjects) throw new InputError(file, `${line}`, `expected at most ${mostObjects} objects in all files`);
    kept(this.inputs, JSON.stringify([cmdlet, file]), () => ({ cmdlet, file, objects: 0 })).objects++;
  }

  /** What is told next is read there. */
  at(place: FilePlace): this {
    this.place = place;
    return this;
  }

  add<L extends Listing>(list: L, thing: Omit<Inventory[L][number], 'from'>): void {
    (this.found[list] as object[]).push({ ...thing, from: this.from() });
  }

  /** Something was passed over, or could not be read. */
  note(says: string): void {
    if (this.notes.length < mostNotes) this.notes.push(`${this.from()}: ${visible(says)}`);
    else if (this.notes.length === mostNotes) this.notes.push('and more that is not told');
  }

  /** The canonical name of a server (F1); null, and a note, where the text is none, as an IP address is not. */
  server(text: string | null, what: string): string | null {
    const name = text === null ? null : canonicalOrNull(text);
    if (text === null) this.note(`${what} without a name was passed over`);
    else if (name === null) this.note(`${what} ${JSON.stringify(text)} was passed over: expected ${noServerName(text)}`);
    return name;
  }

  /** Those of some texts that are names of servers. */
  servers(texts: readonly (string | null)[], what: string): readonly string[] {
    return texts.map((text) => this.server(text, what)).filter((name) => name !== null);
  }

  private from() {
    return visible(`${this.place.file}:${this.place.line}`);
  }

  /** All that was found. */
  inventory(): Inventory {
    return { inputs: [...this.inputs.values()], ...this.found, listsAllPools: this.listsAllPools, notes: this.notes };
  }
}

/** No deployment has nearly as many servers, services and plans. */
const mostObjects = 100_000;

/** A file of which nothing fits is told by its first lines. */
const mostNotes = 200;
