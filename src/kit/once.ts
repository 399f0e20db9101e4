/** A function that makes its value at the first call, and gives the same at every other; one that throws is asked again. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
