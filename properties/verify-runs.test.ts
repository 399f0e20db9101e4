/**
 * The engine on a door, in several steps at once: ways out, and runs compared.
 */
import { describe, expect, test } from 'vitest';
import { divergences } from '../src/engine/explore/compare.ts';
import { commute, dependsOnly, twiceIsOnce } from '../src/engine/prove/compare-runs.ts';
import { explore } from '../src/engine/explore/explore.ts';
import { alwaysAWay, heals } from '../src/engine/prove/heals.ts';
import { acts, both, changed, doorMachine, ordinary, refused, snapping } from './door.ts';
import type { Branch } from '../src/engine/explore/machine.ts';
import type { Act, Door, DoorMachine, Step } from './door.ts';

describe('ways out', () => {
  const opening = (doing: readonly Act[]) => (door: Door) => {
    const to = (end: Door, steps: readonly Step[]): boolean => end.open && steps.length === doing.length;
    return door.open ? [] : [[{ doing: () => doing, to }]];
  };

  test('heal where the commands lead there from every state', () => {
    expect(heals('way', explore(doorMachine()), opening(['unlock', 'open']))).toMatchObject({ verdict: 'upheld', judged: 4 });
  });

  test('do not where they do not, shown by the first state in which they fail', () => {
    const finding = heals('way', explore(doorMachine()), opening(['open']));
    expect(finding).toMatchObject({ verdict: 'violated', trace: { commands: ['lock', 'open'], variant: ordinary } });
  });

  test('judge each stage, in the variants in which it fails', () => {
    const stage = (doing: readonly Act[], to: (door: Door) => boolean) => ({ doing: () => doing, to });
    const stages = [stage(['open', 'close'], ({ open }) => !open), stage(['open'], ({ open }) => open)];
    const finding = heals('way', explore(doorMachine()), ({ open, locked }) => (open || locked ? [] : [stages]));
    expect(finding).toMatchObject({ verdict: 'violated', trace: { commands: ['open', 'close', 'open'], variant: snapping } });
  });

  test('are vacuous without a state to start from', () => {
    expect(heals('way', explore(doorMachine()), () => [])).toMatchObject({ verdict: 'vacuous' });
  });

  test('are always there, or not from some state', () => {
    const isOpen = ({ open }: Door): boolean => open;
    const jammed = changed('unlock', () => true, (door) => refused(door, 'jammed'));
    expect(alwaysAWay('way', explore(doorMachine()), isOpen)).toMatchObject({ verdict: 'upheld', judged: 6 });
    const finding = alwaysAWay('way', explore(doorMachine(acts, both, jammed)), isOpen);
    expect(finding).toMatchObject({ verdict: 'violated', trace: { commands: ['lock'], variant: ordinary } });
    expect(alwaysAWay('way', explore(doorMachine(['open', 'close'])), isOpen)).toMatchObject({
      verdict: 'violated',
      trace: { commands: ['open', 'close'], variant: snapping },
    });
  });
});

test('a way may lead through what an exploration that was cut off has not seen', () => {
  const cutOff = explore(doorMachine(['lock', 'unlock', 'open']), 1);
  expect(alwaysAWay('way', cutOff, ({ open }) => open)).toMatchObject({ verdict: 'inconclusive', trace: null });
});

describe('runs compared', () => {
  const lampApart = (a: Act, b: Act): boolean => (a === 'lamp') !== (b === 'lamp');

  test('commute, or do not', () => {
    const withLamp: readonly Act[] = [...acts, 'lamp'];
    expect(commute('order', explore(doorMachine(withLamp)), lampApart)).toMatchObject({ verdict: 'upheld', judged: 48 });
    const dark = changed('open', ({ lamp, locked, open }) => !lamp && !locked && !open, (door) => refused(door, 'dark'));
    const finding = commute('order', explore(doorMachine(withLamp, both, dark)), lampApart);
    expect(finding).toMatchObject({ verdict: 'violated', trace: { commands: ['open', 'lamp'], variant: ordinary } });
    expect(commute('order', explore(doorMachine()), lampApart)).toMatchObject({ verdict: 'vacuous' });
  });

  test('depend on part of the state alone, or on more', () => {
    const graph = explore(doorMachine([...acts, 'lamp']));
    const whole = ({ open, locked, lamp }: Door): string => `${open} ${locked} ${lamp}`;
    const withoutLamp = ({ open, locked }: Door): string => `${open} ${locked}`;
    const result = (act: Act, basis: (door: Door) => string, of = whole) =>
      dependsOnly('basis', graph, { command: () => act, basis, result: of });
    expect(result('open', whole).verdict).toBe('vacuous'); // no two states alike
    expect(result('force', ({ locked, lamp }) => `${locked} ${lamp}`).verdict).toBe('upheld');
    expect(result('force', ({ locked }) => `${locked}`).verdict).toBe('violated'); // it leaves the lamp as it is
    expect(result('force', ({ locked }) => `${locked}`, withoutLamp).verdict).toBe('upheld');
    expect(result('open', ({ open }) => String(open), withoutLamp)).toMatchObject({
      verdict: 'violated',
      trace: { commands: ['lock', 'open'], variant: ordinary },
    });
  });

  test('do twice what was done once, or something else', () => {
    const graph = explore(doorMachine([...acts, 'force', 'lamp']));
    expect(twiceIsOnce('twice', graph, 'force').verdict).toBe('upheld');
    expect(twiceIsOnce('twice', graph, 'lamp')).toMatchObject({
      verdict: 'violated',
      trace: { commands: ['lamp', 'lamp'], variant: ordinary },
    });
    expect(() => twiceIsOnce('twice', explore(doorMachine()), 'lamp')).toThrow(RangeError);
  });
});

describe('two machines side by side', () => {
  const looks = ({ outcome }: Branch<Step>): string =>
    outcome.kind === 'taken' ? `${outcome.refused} ${outcome.events.join()}` : outcome.kind;
  const shut = { open: false, locked: false, lamp: false };
  const lit = { ...shut, lamp: true };
  const pair = { one: shut, other: lit, variants: both, origin: 'the start' };

  test('never differ where nothing that shows depends on what they differ in', () => {
    expect([...divergences(doorMachine(), doorMachine(), [pair], looks)]).toEqual([]);
  });

  test('differ where it shows, however many steps later, in the variants in which it does', () => {
    const dark = changed('unlock', ({ lamp, locked }) => lamp && locked, (door) => refused(door, 'dark'));
    const found = [...divergences(doorMachine(), doorMachine(acts, both, dark), [pair], looks)];
    expect(found.map(({ pair: { commands, origin }, command, variants }) => ({ commands, origin, command, variants }))).toEqual([
      { commands: ['lock'], origin: 'the start', command: 'unlock', variants: both },
    ]);
    expect(found[0]!.outcome).toMatchObject({ refused: 'dark' });
  });

  test('are not followed where they are in the same state', () => {
    const barred = doorMachine(acts, both, changed('open', () => true, (door) => refused(door, 'never')));
    expect([...divergences(doorMachine(), barred, [{ ...pair, other: shut }], looks)]).toEqual([]);
  });
});

describe('what two runs or a way must not overlook', () => {
  const withLamp: readonly Act[] = [...acts, 'lamp'];
  const apart = (a: Act, b: Act): boolean => (a === 'lamp') !== (b === 'lamp');
  const done = (next: Door, event: string, rule: string): Step => ({ kind: 'taken', next, events: [event], rules: [rule], refused: null });
  const glowing = changed('lamp', ({ open }) => open, (door) => done({ ...door, lamp: !door.lamp }, 'glow', 'lamp'));

  test('a way that is there in another variant only', () => {
    const jammed: DoorMachine['step'] = (door, act) => {
      if (act !== 'unlock' || !door.locked) return doorMachine().step(door, act);
      return [
        { variants: ordinary, outcome: done({ ...door, locked: false }, 'click', 'unlocks') },
        { variants: snapping, outcome: refused(door, 'jammed') },
      ];
    };
    expect(alwaysAWay('way', explore(doorMachine(acts, both, jammed)), ({ open }) => open)).toMatchObject({
      verdict: 'violated',
      trace: { commands: ['lock'], variant: snapping },
    });
  });

  test('a step that logs something else after the other one', () => {
    expect(commute('order', explore(doorMachine(withLamp, both, glowing)), apart).verdict).toBe('violated');
  });

  test('a step that logs the same after the other one, and leads elsewhere', () => {
    const dead = changed('lamp', ({ open }) => open, (door) => done(door, 'light', 'lamp'));
    expect(commute('order', explore(doorMachine(withLamp, both, dead)), apart).verdict).toBe('violated');
  });

  test('events that depend on more than the basis', () => {
    const basis = ({ lamp }: Door): string => String(lamp);
    const graph = explore(doorMachine(withLamp, both, glowing));
    expect(dependsOnly('basis', graph, { command: () => 'lamp' as const, basis, result: basis }).verdict).toBe('violated');
  });
});
