/**
 * What a kst.config.ts exports as its default: a specification, a function that makes one, or a record that holds either.
 */

/** The export as a record. */
export function partsOf(exported: unknown): { readonly specification: unknown; readonly faults?: unknown; readonly folder?: string } {
  return typeof exported === 'object' && exported !== null && 'specification' in exported ? exported : { specification: exported };
}

/** A value, or what the function that stands in its place makes. */
export function called(value: unknown): unknown {
  return typeof value === 'function' ? (value as () => unknown)() : value;
}
