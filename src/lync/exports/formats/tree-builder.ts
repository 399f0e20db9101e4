/**
 * An element read whole, with everything in it.
 */
import { InputError } from '../../../inputs/input-error.ts';
import type { XmlElement } from './exported.ts';
import type { Attributes, ItemBuilder } from './item-builder.ts';

interface OpenElement extends XmlElement {
  readonly children: OpenElement[];
  text: string;
}

/** Builds an `XmlElement`. */
export class TreeBuilder implements ItemBuilder {
  private readonly file: string;
  private readonly opened: OpenElement[] = [];
  private root: XmlElement | null = null;

  constructor(file: string) {
    this.file = file;
  }

  /** @throws InputError for more attributes than an element of any format has. */
  open(name: string, attributes: Attributes, line: number): void {
    const entries = Object.entries(attributes);
    if (entries.length > mostAttributes) {
      throw new InputError(this.file, `${line}`, `expected at most ${mostAttributes} attributes in an element`);
    }
    const element = {
      name,
      attributes: new Map(entries.map(([each, value]) => [each.slice(each.indexOf(':') + 1), value])),
      children: [],
      text: '',
      place: { file: this.file, line },
    };
    this.opened.at(-1)?.children.push(element);
    this.opened.push(element);
  }

  text(text: string): void {
    this.opened.at(-1)!.text += text;
  }

  close(): void {
    const closed = this.opened.pop()!;
    if (this.opened.length === 0) this.root = closed;
  }

  /** The element that was closed last; call it once for each. */
  finish(): XmlElement {
    const root = this.root!;
    this.root = null;
    return root;
  }
}

const mostAttributes = 256;
