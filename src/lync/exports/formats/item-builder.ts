/**
 * What the XML reader hands to those who make something of it.
 */

/** The attributes of an element, under their names as written. */
export type Attributes = Readonly<Record<string, string>>;

/** Makes an item out of its element and the elements and texts in it, which come in the order of the document. */
export interface ItemBuilder {
  /** @param name without its prefix. */
  open(name: string, attributes: Attributes, line: number): void;
  text(text: string): void;
  close(): void;
}
