import { code, generated, markdownTable } from './markdown.ts';
import type { BehaviourTable } from '../../engine/table/row.ts';

/** reports/limits.md: what the fields of commands take, and where that ends. */
export function limitsPage({ limits }: BehaviourTable): string {
  const taken = (how: string | null) => (how === null ? 'no' : how === 'as it is' ? 'yes' : /^"/.test(how) ? `as ${code(how)}` : how);
  const fields = [...Map.groupBy(limits, ({ field }) => field)].map(([field, tried]) => {
    const rows = tried.map(({ value, taken: how }) => [value.startsWith('how many') ? value : code(value), taken(how)]);
    return `## ${field}\n\n${markdownTable(['value', 'taken'], rows)}\n`;
  });
  return `# The limits of input

${generated}

What each field of a command takes, and in which form it is held. A value is written as JSON; *how many* is the number of characters.

${fields.join('\n')}`;
}
