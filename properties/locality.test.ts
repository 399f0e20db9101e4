/**
 * What "any number of parts" rests on: a part is left to itself. Each way in which a rulebook can break that is told, on the shortest
 * trace to a state that shows it.
 */
import { describe, expect, test } from 'vitest';
import { prove } from '../src/engine/prove/prove.ts';
import { malformations } from '../src/engine/rules/well-formed.ts';
import { leases } from '../starter/leases.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import type { Specification } from '../src/engine/specification.ts';
import type { Leases } from '../starter/words.ts';

type Right = Specification<Leases>;
const right = leases();

const faults: readonly { readonly says: string; readonly planted: Right; readonly reason: RegExp }[] = [
  {
    says: 'a table that runs for each part touches a part of which there is nothing to say',
    planted: { ...right, tables: { aging: () => [...right.tables.aging(), { id: 'R99', says: '', cites: [], when: { held: 'no' }, then: () => [{ do: 'age' }] }] } },
    reason: /touches a lease of which there is nothing to say/,
  },
  {
    says: 'what an event tells of one part depends on how many others there are',
    planted: withAudit(({ parts }) => [...parts.keys()].slice(0, 1)),
    reason: /beside another lease it does something else to the first one/,
  },
  {
    says: 'what an event tells of one part depends on what another part is',
    planted: withAudit(({ parts }) => ([...parts.values()].some(({ ticks }) => ticks === 1) ? [] : [...parts.keys()])),
    reason: /beside another lease it does something else to the first one/,
  },
  {
    says: 'what is done to a part depends on its name',
    planted: withGrant((part, by, name) => (name === 'y' ? part : { holder: by, ticks: 0 })),
    reason: /for y it does something else than for x/,
  },
];

/** An audit that lists other leases than those that are held. */
function withAudit(held: (state: Parameters<NonNullable<Right['wholeEffects']['log-held']['log']>>[0]) => readonly string[]): Right {
  const word = right.wholeEffects['log-held'];
  return { ...right, wholeEffects: { 'log-held': { ...word, log: (state) => ({ event: 'audited', held: held(state) }) } } };
}

/** A grant that may do something else for each name; it learns the name by what it logs. */
function withGrant(change: (part: Leases['Part'], by: 'ann' | 'bob', name: string) => Leases['Part']): Right {
  let asked = '';
  const word = right.partEffects.grant;
  return {
    ...right,
    partEffects: {
      ...right.partEffects,
      grant: {
        ...word,
        log: (part, command, effect, name, was) => ((asked = name), word.log!(part, command, effect, name, was)),
        change: (part, command) => ('by' in command ? change(part, command.by, asked) : part),
      },
    },
  };
}

describe('a part is left to itself', () => {
  test.each([['leases', right], ['Known Servers Table', knownServersTable()]] as const)('%s', (_name, specification) => {
    expect(prove<any>(specification, specification.alphabets.slice(0, 1)).nonLocal).toBeNull();
  });

  test.each(faults)('$says: violated', ({ planted, reason }) => {
    const { verdict, nonLocal } = prove(planted);
    expect(verdict).toBe('violated');
    expect(nonLocal?.reason).toMatch(reason);
    expect(nonLocal?.trace?.commands.length).toBeGreaterThan(0);
  });

  test('a table that runs for each part cannot refuse: by type, and where types are circumvented it is badly formed', () => {
    const refusing = { id: 'R99', says: '', cites: [], when: {}, then: () => [{ do: 'refuse', reason: 'held' }] } as never;
    const planted = { ...right, tables: { aging: () => [refusing] } };
    expect(malformations(planted).map(({ says }) => says).join()).toMatch(/aging.*refuse/);
  });
});
