/**
 * What grows where an exploration finds no end.
 */
import { Inconclusive } from '../inconclusive.ts';
import { mostStates } from './exploration.ts';
import type { Keys } from '../state.ts';
import type { State } from '../specification.ts';

/** @throws Inconclusive where the exploration of an alphabet was cut off: what has been reached by then is no table of all. */
export function refuseEndless(keys: Keys, alphabet: string, complete: boolean, states: readonly State[]): void {
  if (complete) return;
  const found = `over the alphabet ${alphabet} the rules lead to more than ${mostStates} states: ${growing(keys, states)} grows`;
  throw new Inconclusive(`${found}, so there is no table of what they do`);
}

/** The field of the whole or of a part that takes the most values among some states: `part.count`. */
export function growing(keys: Keys, states: readonly State[]): string {
  const values = new Map<string, Set<string>>();
  const add = (of: string, record: object) => {
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
