/**
 * What grows where an exploration finds no end.
 */
import type { Keys } from '../state.ts';
import type { State, Words } from '../specification.ts';

/** The field of the whole or of a part that takes the most values among some states: `part.count`. */
export function growing<W extends Words>(keys: Keys, states: readonly State<W>[]): string {
  const values = new Map<string, Set<string>>();
  const add = (of: string, record: object): void => {
    for (const [field, value] of Object.entries(record)) {
      const name = `${of}.${field}`;
      values.set(name, (values.get(name) ?? new Set()).add(keys.of(value)));
    }
  };
  for (const { whole, parts } of states) {
    add('whole', whole);
    values.set('parts', (values.get('parts') ?? new Set()).add(String(parts.size)));
    for (const part of parts.values()) add('part', part);
  }
  return [...values].reduce((most, each) => (each[1].size > most[1].size ? each : most))[0];
}
