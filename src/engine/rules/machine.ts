/**
 * A system as a machine that can be explored, without anybody who watches it.
 */
import { play, type Played } from './play.ts';
import type { VariantSet } from '../dialects/set.ts';
import type { Machine } from '../explore/machine.ts';
import type { Command, State, Words } from '../specification.ts';
import type { System } from './system.ts';

/** What a system does over some commands, in some dialects; all dialects unless told. */
export function machineOf<W extends Words>(
  system: System<W>, commands: readonly Command<W>[], variants: VariantSet = system.dialects.all,
): Machine<State<W>, Command<W>, Played<W>> {
  return {
    initial: system.start,
    commands,
    variants,
    key: (state) => system.keys.ofState(state),
    step(state, command) {
      const outcomes = system.dialects.each((dialect) => play(system, state, command, dialect), variants);
      return outcomes.map(({ dialects, value: outcome }) => ({ variants: dialects, outcome }));
    },
  };
}
