/**
 * A machine that has nothing to do with the table, for the tests of the engine: a door that can be locked.
 */
import { both as inBoth, firstVariants, isEmpty, variantAt } from '../src/engine/dialects/set.ts';
import type { VariantSet } from '../src/engine/dialects/set.ts';
import type { Branch, Machine, Stuck, Taken, Transition } from '../src/engine/explore/machine.ts';
import type { Jury } from '../src/engine/prove/judge.ts';

export type Door = { readonly open: boolean; readonly locked: boolean; readonly lamp: boolean };
export type Act = 'open' | 'close' | 'lock' | 'unlock' | 'lamp' | 'force';
export type Step = Taken<Door>;

export const acts: readonly Act[] = ['open', 'close', 'lock', 'unlock'];
/** Two variants: an ordinary lock, and one that snaps when the door is closed. */
export const ordinary = variantAt(0, 2);
export const snapping = variantAt(1, 2);
export const both = firstVariants(2);

const taken = (next: Door, rule: string, events: readonly string[]): Step =>
  ({ kind: 'taken', next, events, rules: [rule], refused: null });
export const refused = (next: Door, why: string): Step => ({ kind: 'taken', next, events: [], rules: [why], refused: why });

function actOn(door: Door, act: Act): readonly Branch<Step>[] {
  const all = (outcome: Step | Stuck): readonly Branch<Step>[] => [{ variants: both, outcome }];
  switch (act) {
    case 'open':
      if (door.open || door.locked) return all(refused(door, 'stuck'));
      return all(taken({ ...door, open: true }, 'opens', ['creak']));
    case 'close':
      if (!door.open) return all(refused(door, 'shut'));
      return [
        { variants: ordinary, outcome: taken({ ...door, open: false }, 'closes', ['thud']) },
        { variants: snapping, outcome: taken({ ...door, open: false, locked: true }, 'snaps', ['thud', 'click']) },
      ];
    case 'lock':
      return all(door.open || door.locked ? refused(door, 'useless') : taken({ ...door, locked: true }, 'locks', ['click']));
    case 'unlock':
      return all(door.locked ? taken({ ...door, locked: false }, 'unlocks', ['click']) : refused(door, 'useless'));
    case 'lamp':
      return all(taken({ ...door, lamp: !door.lamp }, 'lamp', ['light']));
    case 'force':
      return all(taken({ ...door, open: true }, 'forced', ['crack']));
  }
}

export type DoorMachine = Machine<Door, Act, Step>;

export const doorMachine = (commands = acts, variants = both, step: DoorMachine['step'] = actOn): DoorMachine => ({
  initial: { open: false, locked: false, lamp: false },
  commands,
  variants,
  key: (door) => JSON.stringify(door),
  step: (door, act) =>
    step(door, act)
      .map((branch) => ({ ...branch, variants: inBoth(branch.variants, variants) }))
      .filter((branch) => !isEmpty(branch.variants)),
});

/** The machine, but for what one act does in the doors of which `where` holds. */
export const changed =
  (act: Act, where: (door: Door) => boolean, outcome: (door: Door) => Step | Stuck): DoorMachine['step'] =>
  (door, doing) =>
    doing === act && where(door) ? [{ variants: both, outcome: outcome(door) }] : actOn(door, doing);

/** Judges by predicates on the step; null: nothing to say. */
export type Judged = Transition<Door, Act, Step>;
export interface DoorInvariant {
  readonly id: string;
  readonly variants?: VariantSet;
  /** Null where there is nothing to say. */
  readonly holds: (step: Judged) => boolean | null;
}
export const jury = (...invariants: readonly DoorInvariant[]): Jury => ({
  invariants: invariants.map(({ id, variants = both }) => ({ id, variants })),
  judge: (step) => ({
    held: [...invariants.keys()].filter((index) => invariants[index]!.holds(step) === true),
    violated: [...invariants.keys()].filter((index) => invariants[index]!.holds(step) === false),
  }),
});
