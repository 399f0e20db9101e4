/**
 * Plain values: those that JSON keeps as they are, so that files, keys of states and other processes hold the same.
 */

/**
 * What of a value is not plain: `pools is a Map`, by its path; null where it is plain throughout.
 *
 * @param path how messages call the value.
 */
export function notPlain(value: unknown, path: string, around: readonly unknown[] = []): string | null {
  const kind = kindOf(value);
  if (kind !== null) return `${path} is ${kind}`;
  if (typeof value !== 'object' || value === null) return null;
  if (around.includes(value)) return `${path} is a part of itself`;
  for (const [key, inner] of Object.entries(value)) {
    const found = notPlain(inner, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`, [...around, value]);
    if (found !== null) return found;
  }
  return null;
}

/** What a value is, where JSON has no word for it. */
function kindOf(value: unknown) {
  if (typeof value === 'number') return Number.isFinite(value) ? null : String(value);
  if (value === undefined || typeof value === 'bigint' || typeof value === 'symbol') return String(typeof value);
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null ? null : `a ${value.constructor?.name || 'class instance'}`;
}
