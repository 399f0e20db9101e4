/**
 * Invariants of a whole step, over all servers at once.
 */
import { kept } from '../../engine/kept.ts';
import { serversOf } from '../events.ts';
import type { WholeInvariant } from '../../engine/specification.ts';
import type { Kst } from '../words.ts';

export const worldInvariants = (): readonly WholeInvariant<Kst>[] => [
  { id: 'I62', says: 'A server has one name, in lower case and without a trailing dot, however a command spells it', cites: ['F1'],
    when: ({ next, events }) => next.parts.size > 0 || events.length > 0,
    must: ({ next, events }) => {
      const names = [...next.parts.keys()];
      return [...names, ...events.flatMap(serversOf)].every((name) => name === plain(name));
    } },
  { id: 'I63', says: 'Servers come in name order: in the lists of 14492 and 44024, each once, and in the events that follow them',
    cites: ['F1', 'F6'],
    when: ({ events }) => events.some((event) => serversOf(event).length > 0),
    must: ({ events }) => {
      const others = events.filter((event) => !('servers' in event)).flatMap(serversOf);
      return events.map(serversOf).every((names) => inNameOrder(names) && new Set(names).size === names.length) && inNameOrder(others);
    } },
  { id: 'I71', says: 'A server that was nowhere is there only because the command names it', cites: ['C8', 'F1'],
    when: ({ next, events }) => next.parts.size > 0 || events.some((event) => serversOf(event).length > 0),
    must: ({ before, command, next, events }) => {
      const known = new Set(before.parts.keys());
      if ('server' in command) known.add(plain(command.server));
      return [...next.parts.keys(), ...events.flatMap(serversOf)].every((name) => known.has(name));
    } },
];

/** How DNS reads a name: without case, without the trailing dot, beyond ASCII as punycode. */
export function plain(name: string): string {
  if (plains.size > 10_000) plains.clear(); // names without end must not fill the memory
  // The label at the end keeps a number before it from being read as a part of an IP address.
  return kept(plains, name, () => new URL(`http://${name}.x/`).hostname.slice(0, -2).replace(/\.$/, ''));
}

/** Few names come up, and each very often. */
const plains = new Map<string, string>();

/** Canonical names are ASCII, for which `<` is code point order. */
function inNameOrder(names: readonly string[]) {
  return names.every((name, index) => index === 0 || names[index - 1]! <= name);
}
