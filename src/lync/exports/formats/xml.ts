/**
 * XML: events of an event log, objects of Export-Clixml, topology documents. The root element tells which.
 */
import { SaxesParser } from 'saxes';
import { InputError } from '../../../inputs/input-error.ts';
import { type Attributes, eventBuilder, exportedObjects, type ItemBuilder, treeBuilder } from './builders.ts';
import { deepestItem, type ExportSink, FormatReader, largestItem } from './exported.ts';

/** How a document of some root is read: which elements are its items, and what becomes of them. */
interface Kind {
  /** The depth at which items stand: 1 is that of the root. */
  readonly itemDepth: number;
  /** The name that items have; null for any. */
  readonly itemName: string | null;
  /** In characters. */
  readonly largest: number;
  readonly builder: ItemBuilder;
}

/** What documents the sink has functions for, by the name of the root. */
function kindsOf(file: string, { event, object, topology }: ExportSink) {
  const kinds = new Map<string, Kind>();
  if (event !== undefined) {
    const item = { itemName: 'Event', largest: largestItem, builder: eventBuilder(file, event) };
    kinds.set('Event', { itemDepth: 1, ...item }).set('Events', { itemDepth: 2, ...item });
  }
  if (object !== undefined) {
    const builder = treeBuilder(file, (root) => exportedObjects(root).forEach((each) => object(each)));
    kinds.set('Objs', { itemDepth: 2, itemName: null, largest: largestItem, builder });
  }
  if (topology !== undefined) {
    const item = { itemDepth: 1, itemName: null, largest: largestTopology, builder: treeBuilder(file, topology) };
    kinds.set('Topology', item).set('TopologyBuilder', item);
  }
  return kinds;
}

/**
 * Reads XML; see `FormatReader`. No document type is accepted, and so no entity but the five of XML. Nesting and sizes have bounds:
 * the parser has none of its own.
 */
export class XmlReader extends FormatReader {
  private readonly parser = new SaxesParser({ fragment: true, xmlns: false });
  private readonly kinds: ReadonlyMap<string, Kind>;
  private kind: Kind | null = null;
  private depth = 0;
  private itemPosition = 0;
  /** Where the parser last told something. */
  private lastPosition = 0;
  private written = 0;
  private beginning = true;

  constructor(file: string, sink: ExportSink) {
    super(file, sink);
    this.kinds = kindsOf(file, sink);
    // At most seven handlers: with an eighth, V8 keeps the parser's fields in a dictionary, which is five times slower.
    this.parser.on('opentag', ({ name, attributes }) => this.open(localName(name), attributes));
    this.parser.on('closetag', () => this.close());
    this.parser.on('text', (text) => this.text(text));
    this.parser.on('cdata', (text) => this.text(text));
  }

  override write(text: string): void {
    const { parser } = this;
    this.parse(() => parser.write(this.beginning ? withoutDeclaration(text) : text));
    this.beginning = false;
    // Between two calls, the parser's own position is beyond where it is.
    this.written += text.length;
    if (this.written - this.lastPosition > largestItem) {
      throw this.refusal(`expected no tag, text or comment of over ${largestItem} characters`);
    }
    this.checkSize(this.written);
  }

  override end(): void {
    if (this.depth > 0) throw this.refusal('expected more XML, the text ends here');
    this.parse(() => this.parser.close());
    if (this.kind === null) throw this.error('1:1', `expected an element ${this.roots()}`);
  }

  /** Whoever wrote to the parser after it threw would be told anything. */
  private parse(act: () => void) {
    try {
      act();
    } catch (error) {
      throw error instanceof InputError ? error : this.refusal(plain((error as Error).message));
    }
  }

  private open(name: string, attributes: Attributes) {
    this.lastPosition = this.parser.position;
    if (++this.depth > deepestItem) throw this.refusal('expected XML that is not nested so deeply');
    if (this.depth === 1) this.kind = this.kindOf(name);
    const { itemDepth, itemName, builder } = this.kind!;
    if (this.depth < itemDepth) return;
    if (this.depth === itemDepth) {
      if (itemName !== null && name !== itemName) throw this.refusal(`expected ${itemName} elements, found ${name}`);
      this.itemPosition = this.parser.position;
    }
    builder.open(name, attributes, this.parser.line);
  }

  private close() {
    this.lastPosition = this.parser.position;
    const { itemDepth, builder } = this.kind!;
    if (this.depth === itemDepth) this.checkSize(this.parser.position);
    if (this.depth >= itemDepth) builder.close();
    this.depth--;
  }

  private text(text: string) {
    this.lastPosition = this.parser.position;
    if (this.depth > 0 && this.depth >= this.kind!.itemDepth) this.kind!.builder.text(text);
    else if (/[^ \t\r\n]/.test(text)) throw this.refusal('expected elements, found text outside them');
  }

  private checkSize(position: number) {
    if (this.kind === null || this.depth < this.kind.itemDepth) return;
    const { largest } = this.kind;
    if (position - this.itemPosition > largest) throw this.refusal(`expected at most ${largest} characters in one element`);
  }

  private kindOf(root: string) {
    const kind = this.kinds.get(root);
    if (kind === undefined) throw this.refusal(`expected a root element ${this.roots()}, found ${root}`);
    return kind;
  }

  private roots() {
    return [...this.kinds.keys()].join(' or ');
  }

  private refusal(expected: string) {
    return this.error(`${this.parser.line}:${this.parser.column}`, expected);
  }
}

/** A topology is one item, and the largest of them have some thousand computers. */
const largestTopology = 64 * 1024 * 1024;

/** A text of several roots may have no declaration for the parser: blanks in its place leave every other place as it is. */
function withoutDeclaration(text: string) {
  return text.replace(/^<\?xml[ \t\r\n][^<>]{0,200}\?>/, (declaration) => declaration.replace(/[^\r\n]/g, ' '));
}

function localName(name: string) {
  return name.slice(name.indexOf(':') + 1);
}

/** The parser's message without the place that it begins with, in the words of the others. */
function plain(message: string) {
  if (/doctype/i.test(message)) return 'expected XML without a document type (DOCTYPE)';
  return `expected well-formed XML: ${message.replace(/^(?:.*:)?\d+:\d+: /s, '').replace(/\.$/, '')}`;
}
