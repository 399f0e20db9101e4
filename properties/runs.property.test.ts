/**
 * What the invariants of more than one run ask for. The proof shows that they hold; here is what they would not let pass.
 */
import { describe, expect, test } from 'vitest';
import { determinations, healings, ways } from '../src/kst/invariants/runs.ts';
import { blankServer } from '../src/kst/state.ts';
import type { Event } from '../src/kst/events.ts';
import type { Integration } from '../src/kst/integration.ts';
import type { Healing } from '../src/kst/invariants/runs.ts';
import type { Server } from '../src/kst/state.ts';

const blank = blankServer('ex1');
const hosted: Server['plans'] = [{ plan: 'DP1', uriType: 'SipName' }];
const evicted: Server = { ...blank, pool: 6, plans: hosted, claimed: true, conflict: 'open' };
const [both, neither]: readonly [Integration, Integration] = [{ um: 'works', owaIm: 'works' }, { um: 'broken', owaIm: 'broken' }];
const halves: readonly Integration[] = [{ um: 'works', owaIm: 'broken' }, { um: 'broken', owaIm: 'works' }, { um: 'none', owaIm: 'works' }];

describe('what a start gives', () => {
  const { basis, result } = determinations()[0]!;
  const ofOne = (of: typeof basis, server: Partial<Server>, running = true) => of({ running, servers: [{ ...blank, ...server }] });

  test('may depend on the pool and on who hosts a SipName plan', () => {
    const bases = [{}, { pool: 5 }, { pool: 6 }, { plans: hosted }, { pool: 6, plans: hosted }].map((server) => ofOne(basis, server));
    expect(new Set(bases).size).toBe(bases.length);
  });

  test.for<[string, Partial<Server>]>([
    ['a claim', { claimed: true }],
    ['an entry', { known: [6] }],
    ['a conflict', { conflict: 'open' }],
    ['a plan of another kind', { plans: [{ plan: 'DP1', uriType: 'E164' }] }],
  ])('may not depend on %s, nor on whether there is something else to say of the server', ([, more]) => {
    expect(ofOne(basis, { pool: 6, ...more })).toBe(ofOne(basis, { pool: 6 }));
    expect(ofOne(basis, more)).toBe(basis({ running: true, servers: [] }));
  });

  test('is whether RTCSRV runs, and each entry and claim', () => {
    const results = [{}, { known: [0] }, { known: [6] }, { claimed: true }, { known: [0], claimed: true }].map((server) => ofOne(result, server));
    expect(new Set([...results, ofOne(result, {}, false)]).size).toBe(results.length + 1);
    expect(ofOne(result, { pool: 6, plans: hosted })).toBe(results[0]);
  });
});

describe('a way out', () => {
  const [option1, option2, caveat] = ['I67', 'I68', 'I69'].map((wanted) => healings().find(({ id }) => id === wanted)!) as [Healing, Healing, Healing];
  const logged = (...ids: readonly (14493 | 14563 | 44030)[]) => ids.map((id) => ({ id, server: 'ex1' }) as Event);

  test.for([option1, option2])('$id starts from an open conflict, and from nothing else', ({ from }) => {
    expect(from(evicted, neither)).toBe(true);
    expect(from(evicted, { um: 'broken', owaIm: 'works' })).toBe(false);
    expect(from({ ...evicted, claimed: false }, neither)).toBe(false);
    expect(from({ ...evicted, pool: null }, neither)).toBe(false);
    expect(from({ ...evicted, plans: [{ plan: 'DP1', uriType: 'E164' }] }, neither)).toBe(false);
  });

  test('I67 and I70 lead to where both integrations work', () => {
    for (const { to } of [...option1.stages, ...ways()]) {
      expect(to(both, [])).toBe(true);
      for (const integration of [neither, ...halves]) expect(to(integration, [])).toBe(false);
    }
    expect(option1.stages).toHaveLength(1);
  });

  test('I68 leads there, and logs the three events in turn', () => {
    const { to } = option2.stages[0]!;
    expect(to(both, logged(14563, 44030, 14493))).toBe(true);
    expect(to(both, logged(14493, 14563, 14493, 44030, 14493))).toBe(true);
    for (const integration of [neither, ...halves]) expect(to(integration, logged(14563, 44030, 14493))).toBe(false);
    for (const events of [logged(), logged(14563, 44030), logged(14493, 44030, 14563), logged(44030, 14493)]) expect(to(both, events)).toBe(false);
  });

  test('I69 breaks OWA IM, then mends it', () => {
    expect([both, neither].map((integration) => caveat.stages.map(({ to }) => to(integration, [])))).toEqual([[false, true], [true, false]]);
  });
});
