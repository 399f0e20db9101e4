/**
 * XML: events of an event log, objects of Export-Clixml, topology documents. The root element tells which.
 */
import { SaxesParser } from 'saxes';
import { InputError } from '../../../inputs/input-error.ts';
import { exportedObjects } from './cli-xml.ts';
import { EventBuilder } from './event-builder.ts';
import { deepestItem, largestItem } from './exported.ts';
import { TreeBuilder } from './tree-builder.ts';
import type { ExportSink, FormatReader } from './exported.ts';
import type { Attributes, ItemBuilder } from './item-builder.ts';

/** How a document of some root is read: which elements are its items, and what becomes of them. */
interface Kind {
  /** The depth at which items stand: 1 is that of the root. */
  readonly itemDepth: number;
  /** The name that items have; null for any. */
  readonly itemName: string | null;
  /** In characters. */
  readonly largest: number;
  readonly builder: ItemBuilder;
  /** Gives on the item that the builder has made. */
  readonly give: () => void;
}

/**
 * Reads XML; see `FormatReader`. No document type is accepted, and so no entity but the five of XML. Nesting and sizes have bounds:
 * the parser has none of its own.
 */
export class XmlReader implements FormatReader {
  private readonly file: string;
  private readonly sink: ExportSink;
  private readonly parser = new SaxesParser({ fragment: true, xmlns: false });
  private readonly kinds = new Map<string, Kind>();
  private kind: Kind | null = null;
  private depth = 0;
  private itemPosition = 0;
  /** Where the parser last told something. */
  private lastPosition = 0;
  private written = 0;
  private beginning = true;

  constructor(file: string, sink: ExportSink) {
    this.file = file;
    this.sink = sink;
    // At most seven handlers: with an eighth, V8 keeps the parser's fields in a dictionary, which is five times slower.
    this.parser.on('opentag', ({ name, attributes }) => this.open(localName(name), attributes));
    this.parser.on('closetag', () => this.close());
    this.parser.on('text', (text) => this.text(text));
    this.parser.on('cdata', (text) => this.text(text));
  }

  write(text: string): void {
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

  end(): void {
    if (this.depth > 0) throw this.refusal('expected more XML, the text ends here');
    this.parse(() => this.parser.close());
    if (this.kind === null) throw new InputError(this.file, '1:1', `expected an element ${this.roots().join(' or ')}`);
  }

  /** Whoever wrote to the parser after it threw would be told anything. */
  private parse(act: () => void): void {
    try {
      act();
    } catch (error) {
      throw error instanceof InputError ? error : this.refusal(plain((error as Error).message));
    }
  }

  private open(name: string, attributes: Attributes): void {
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

  private close(): void {
    this.lastPosition = this.parser.position;
    const { itemDepth, builder, give } = this.kind!;
    if (this.depth >= itemDepth) builder.close();
    if (this.depth === itemDepth) {
      this.checkSize(this.parser.position);
      give();
    }
    this.depth--;
  }

  private text(text: string): void {
    this.lastPosition = this.parser.position;
    if (this.depth > 0 && this.depth >= this.kind!.itemDepth) this.kind!.builder.text(text);
    else if (/[^ \t\r\n]/.test(text)) throw this.refusal('expected elements, found text outside them');
  }

  private checkSize(position: number): void {
    if (this.kind === null || this.depth < this.kind.itemDepth) return;
    const { largest } = this.kind;
    if (position - this.itemPosition > largest) throw this.refusal(`expected at most ${largest} characters in one element`);
  }

  private kindOf(root: string): Kind {
    let kind = this.kinds.get(root);
    if (kind === undefined) this.kinds.set(root, (kind = this.newKind(root)));
    return kind;
  }

  private newKind(root: string): Kind {
    const { event, object, topology } = this.sink;
    if (event !== undefined && (root === 'Event' || root === 'Events')) {
      const builder = new EventBuilder(this.file);
      return { itemDepth: root === 'Event' ? 1 : 2, itemName: 'Event', largest: largestItem, builder, give: () => event(builder.finish()) };
    }
    const builder = new TreeBuilder(this.file);
    if (object !== undefined && root === 'Objs') {
      const give = (): void => exportedObjects(builder.finish()).forEach((each) => object(each));
      return { itemDepth: 2, itemName: null, largest: largestItem, builder, give };
    }
    if (topology !== undefined && (root === 'Topology' || root === 'TopologyBuilder')) {
      return { itemDepth: 1, itemName: root, largest: largestTopology, builder, give: () => topology(builder.finish()) };
    }
    throw this.refusal(`expected a root element ${this.roots().join(' or ')}, found ${root}`);
  }

  private roots(): readonly string[] {
    const { event, object, topology } = this.sink;
    return [
      ...(event === undefined ? [] : ['Event', 'Events']),
      ...(object === undefined ? [] : ['Objs']),
      ...(topology === undefined ? [] : ['Topology', 'TopologyBuilder']),
    ];
  }

  private refusal(expected: string): InputError {
    return new InputError(this.file, `${this.parser.line}:${this.parser.column}`, expected);
  }
}

/** A topology is one item, and the largest of them have some thousand computers. */
const largestTopology = 64 * 1024 * 1024;

/** A text of several roots may have no declaration for the parser: blanks in its place leave every other place as it is. */
function withoutDeclaration(text: string): string {
  return text.replace(/^<\?xml[ \t\r\n][^<>]{0,200}\?>/, (declaration) => declaration.replace(/[^\r\n]/g, ' '));
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The parser's message without the place that it begins with, in the words of the others. */
function plain(message: string): string {
  if (/doctype/i.test(message)) return 'expected XML without a document type (DOCTYPE)';
  return `expected well-formed XML: ${message.replace(/^(?:.*:)?\d+:\d+: /s, '').replace(/\.$/, '')}`;
}
