/**
 * What the invariants of more than one run ask for. The proof shows that they hold; here is what they would not let pass.
 */
import { describe, expect, test } from 'vitest';
import { goals, runInvariants } from '../src/kst/invariants/runs.ts';
import { observer } from '../src/kst/invariants/seen.ts';
import { model } from '../src/kst/rulebook.ts';
import { blankServer } from '../src/kst/state.ts';
import type { RunInvariant } from '../src/engine/specification.ts';
import type { Integration } from '../src/kst/integration.ts';
import type { Logged, Seen } from '../src/kst/invariants/seen.ts';
import type { Server, World } from '../src/kst/state.ts';
import type { Kst } from '../src/kst/words.ts';

const hosted: Server['plans'] = [{ plan: 'DP1', uriType: 'SipName' }];
const evicted: Server = { ...blankServer(), pool: 6, plans: hosted, claimed: true, conflict: 'open' };

/** A server as it looks where users notice this. */
const seen = (integration: Integration): Seen => observer({ ...model, integrationOf: () => integration }).see({ running: true }, evicted);

const [both, neither] = [seen({ um: 'works', owaIm: 'works' }), seen({ um: 'broken', owaIm: 'broken' })];
const halves = ([['works', 'broken'], ['broken', 'works'], ['none', 'works']] as const).map(([um, owaIm]) => seen({ um, owaIm }));

/** The invariant of that id, which is of that kind. */
function invariant<K extends RunInvariant<Kst>['kind']>(id: string, kind: K): Extract<RunInvariant<Kst>, { kind: K }> {
  const found = runInvariants().find((each) => each.id === id);
  expect(found?.kind).toBe(kind);
  return found as Extract<RunInvariant<Kst>, { kind: K }>;
}

describe('what a start gives', () => {
  const { command, basis, result } = runInvariants().find((each) => each.kind === 'determines')!;
  const worldOf = (running: boolean, ...servers: readonly Partial<Server>[]): World => ({
    whole: { running },
    parts: new Map(servers.map((server, index) => [`ex${index}`, { ...blankServer(), ...server }])),
  });
  const ofOne = (of: typeof basis, server: Partial<Server>, running = true): string => JSON.stringify(of(worldOf(running, server)));

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
    expect(ofOne(basis, more)).toBe(JSON.stringify(basis(worldOf(true))));
  });

  test('is whether RTCSRV runs, and each entry and claim', () => {
    const servers = [{}, { known: [0] }, { known: [6] }, { claimed: true }, { known: [0], claimed: true }];
    const results = servers.map((server) => ofOne(result, server));
    expect(new Set([...results, ofOne(result, {}, false)]).size).toBe(results.length + 1);
    expect(ofOne(result, { pool: 6, plans: hosted })).toBe(results[0]);
  });

  test('is given by a restart where RTCSRV runs', () => {
    expect([true, false].map((running) => command(worldOf(running)))).toEqual([{ do: 'rtcsrv.restart' }, { do: 'rtcsrv.start' }]);
  });
});

describe('a way out', () => {
  const [option1, option2, caveat] = [invariant('I67', 'heals'), invariant('I68', 'heals'), invariant('I69', 'heals')];
  const logged = (...ids: readonly number[]): readonly Logged[] =>
    ids.map((id) => ({ id, name: null, versions: [], names: true, source: '', level: '' }));

  test.for([option1, option2])('$id starts from an open conflict, and from nothing else', ({ from }) => {
    expect(from(evicted, neither)).toBe(true);
    expect(from(evicted, seen({ um: 'broken', owaIm: 'works' }))).toBe(false);
    expect(from({ ...evicted, claimed: false }, neither)).toBe(false);
    expect(from({ ...evicted, pool: null }, neither)).toBe(false);
    expect(from({ ...evicted, plans: [{ plan: 'DP1', uriType: 'E164' }] }, neither)).toBe(false);
  });

  test('I67 and I70 lead to where both integrations work, which is a goal', () => {
    for (const { to } of [...option1.stages, { to: invariant('I70', 'way').to }, { to: goals()['both work']! }]) {
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
    for (const ids of [[], [14563, 44030], [14493, 44030, 14563], [44030, 14493]]) expect(to(both, logged(...ids))).toBe(false);
  });

  test('I69 breaks OWA IM, then mends it', () => {
    const ends = [both, neither].map((integration) => caveat.stages.map(({ to }) => to(integration, [])));
    expect(ends).toEqual([[false, true], [true, false]]);
  });

  test('each goal is one of the two integrations, or both', () => {
    const reached = (each: Seen): readonly string[] => Object.keys(goals()).filter((name) => goals()[name]!(each));
    expect([both, neither].map(reached)).toEqual([['UM works', 'OWA IM works', 'both work'], []]);
    expect(halves.map(reached)).toEqual([['UM works'], ['OWA IM works'], ['OWA IM works']]);
  });
});
