/**
 * The engine on a door: what it explores, where rules do not decide, and how it judges steps.
 */
import { describe, expect, test } from 'vitest';
import { haveCommon } from '../src/engine/dialects/set.ts';
import { firings, undecided } from '../src/engine/explore/decided.ts';
import { explore, pathTo, rowsOf } from '../src/engine/explore/explore.ts';
import { findingsOf } from '../src/engine/prove/judge.ts';
import { acts, both, changed, doorMachine, jury, ordinary, refused, snapping } from './door.ts';
import type { Act, Door, Judged } from './door.ts';

const isLockedOpen = ({ open, locked }: Door): boolean => open && locked;

describe('exploration', () => {
  test('finds every state and every row', () => {
    const graph = explore(doorMachine());
    expect([graph.states.length, graph.visits.length, graph.complete]).toEqual([3, 3, true]);
    expect([...rowsOf(graph)].length).toBe(13); // 3 states, 4 acts, and the two ways to close
    expect(explore(doorMachine([...acts, 'lamp'])).states.length).toBe(6);
  });

  test('reaches each state by a shortest path, the first in the order of the alphabet', () => {
    const paths = (commands: readonly Act[]) => {
      const graph = explore(doorMachine(commands, ordinary));
      return graph.visits.map((visit) => [visit.depth, ...pathTo(graph, visit)]);
    };
    expect(paths(['lock', 'lamp'])).toEqual([[0], [1, 'lock'], [1, 'lamp'], [2, 'lock', 'lamp']]);
    expect(paths(['lamp', 'lock'])).toEqual([[0], [1, 'lamp'], [1, 'lock'], [2, 'lamp', 'lock']]);
  });

  test('tells in which variants a state is reached', () => {
    const graph = explore(doorMachine(['open', 'close']));
    expect(graph.states.map((door, index) => [door.open, door.locked, graph.reached[index]])).toEqual([
      [false, false, both],
      [true, false, both],
      [false, true, snapping],
    ]);
  });

  test('visits a state again for the variants that reach it later', () => {
    const dark = changed('lock', ({ lamp }) => !lamp, (door) => refused(door, 'dark'));
    const graph = explore(doorMachine(['open', 'close', 'lock', 'lamp'], both, dark));
    const locked = graph.visits.filter(({ state }) => graph.states[state]!.locked && !graph.states[state]!.lamp);
    expect(locked.map((visit) => [visit.variants, ...pathTo(graph, visit)])).toEqual([
      [snapping, 'open', 'close'],
      [ordinary, 'lamp', 'lock', 'lamp'],
    ]);
  });

  test.each([
    ['ordinary', ordinary],
    ['snapping', snapping],
  ])('of the family is that of the %s variant alone', (_, variant) => {
    const family = explore(doorMachine([...acts, 'lamp']));
    const alone = explore(doorMachine([...acts, 'lamp'], variant));
    const rows = (graph: typeof family) =>
      [...rowsOf(graph)]
        .filter(({ variants }) => haveCommon(variants, variant))
        .map(({ visit, command, edge }) => JSON.stringify([visit.depth, graph.states[visit.state], command, edge.outcome]));
    expect(rows(family).sort()).toEqual(rows(alone).sort());
  });

  test('that is cut off is not complete, and one that just fits is', () => {
    expect(explore(doorMachine(), 2).complete).toBe(false);
    expect(explore(doorMachine(), 3).complete).toBe(true);
  });
});

describe('rules that do not decide', () => {
  const gap = changed('unlock', isLockedOpen, () => ({ kind: 'gap', where: 'an open door', rules: [] }));
  const overlap = changed('lamp', isLockedOpen, () => ({ kind: 'overlap', where: 'an open door', rules: ['lamp', 'spark'] }));

  test('are none, where one rule always applies', () => {
    expect(undecided(explore(doorMachine([...acts, 'lamp', 'force'])))).toEqual([]);
  });

  test('are a gap, at the end of a shortest trace', () => {
    const [finding, ...others] = undecided(explore(doorMachine([...acts, 'force'], both, gap)));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ verdict: 'gap', reason: 'no rule applies: an open door' });
    expect(finding!.trace).toEqual({ commands: ['lock', 'force', 'unlock'], variant: ordinary });
  });

  test('are an overlap, with the rules that overlap', () => {
    const [finding] = undecided(explore(doorMachine([...acts, 'lamp', 'force'], snapping, overlap)));
    expect(finding).toMatchObject({ verdict: 'overlap', reason: 'lamp and spark apply: an open door' });
    expect(finding!.trace).toEqual({ commands: ['lock', 'force', 'lamp'], variant: snapping });
  });

  test('are counted by how often each fired, and in which variants', () => {
    const fired = firings(explore(doorMachine()));
    expect(fired.get('opens')).toEqual({ fired: 2, firedIn: both });
    expect(fired.get('snaps')).toEqual({ fired: 1, firedIn: snapping });
    expect(fired.has('forced')).toBe(false);
  });
});

describe('judging steps', () => {
  const opensUnlocked = {
    id: 'unlocked',
    holds: ({ before, outcome }: Judged) => (outcome.next.open && !before.open ? !before.locked : null),
  };
  const clicks = {
    id: 'clicks',
    holds: ({ command, outcome }: Judged) => (command === 'close' && outcome.refused === null ? outcome.events.includes('click') : null),
  };

  test('upholds what holds, with its count', () => {
    const [finding] = findingsOf(explore(doorMachine()), jury(opensUnlocked));
    expect(finding).toMatchObject({ verdict: 'upheld', judged: 2, judgedIn: both, trace: null });
  });

  test('shows what breaks, by a shortest trace in a variant in which it does', () => {
    const [finding] = findingsOf(explore(doorMachine([...acts, 'force'])), jury(opensUnlocked));
    expect(finding).toMatchObject({ verdict: 'violated', trace: { commands: ['lock', 'force'], variant: ordinary } });
    const [click] = findingsOf(explore(doorMachine()), jury(clicks));
    expect(click).toMatchObject({ verdict: 'violated', trace: { commands: ['open', 'close'], variant: ordinary } });
  });

  test('leaves out the variants of which an invariant does not speak', () => {
    const [click] = findingsOf(explore(doorMachine()), jury({ ...clicks, variants: snapping }));
    expect(click).toMatchObject({ verdict: 'upheld', judged: 1, judgedIn: snapping });
  });

  test('reports what is never judged, in all variants or in some', () => {
    const silent = { id: 'silent', holds: () => null };
    const snaps = { id: 'snaps', holds: ({ outcome }: Judged) => (outcome.rules.includes('snaps') ? true : null) };
    const [all, some] = findingsOf(explore(doorMachine()), jury(silent, snaps));
    expect(all).toMatchObject({ verdict: 'vacuous', judged: 0 });
    expect(some).toMatchObject({ verdict: 'vacuous', judged: 1, judgedIn: snapping });
  });
});
