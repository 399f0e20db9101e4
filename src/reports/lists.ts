/**
 * Lists in a line of text. Nobody reads three thousand items in a line: long lists are cut, and `--json` has them whole.
 */

/** At most so many items of a list are shown. */
export const longest = 12;

/** The items in a line: the first of them, and of how many more there are in all. */
export function listText(items: readonly string[], total = items.length, separator = ', '): string {
  const shown = items.slice(0, longest);
  const more = total - shown.length;
  if (shown.length === 0) return `${more} left as they were`;
  return [...shown, ...(more === 0 ? [] : [`and ${more} more`])].join(separator);
}
