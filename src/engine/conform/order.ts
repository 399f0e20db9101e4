/**
 * Sequences over an alphabet, and their order: so that of what is as short all find the same.
 */
import { compareNames } from '../text.ts';
import type { Rulebook } from '../specification.ts';
import type { AnyCommand } from './player.ts';

/** Commands to be done one after the other. */
export type Sequence = readonly AnyCommand[];

/** Compares as `sort` asks for. */
export type CommandOrder = ReturnType<typeof orderOf>;

export function orderOf({ commands: words }: Pick<Rulebook, 'commands'>) {
  const kinds = Object.keys(words);
  /** By kind, as the specification lists them, then by subject and the rest. */
  const commands = (a: AnyCommand, b: AnyCommand): number =>
    kinds.indexOf(a.do) - kinds.indexOf(b.do) || compareNames(JSON.stringify(a), JSON.stringify(b));
  /** Shorter ones first, then by their commands. */
  const sequences = (a: Sequence, b: Sequence): number =>
    a.length - b.length || a.reduce((order, command, index) => order || commands(command, b[index]!), 0);
  return { commands, sequences };
}

/** All sequences of a length, in the order of the alphabet. */
export function* sequencesOver(alphabet: Sequence, length: number, begun: Sequence = []): Generator<Sequence> {
  if (begun.length === length) yield begun;
  else for (const command of alphabet) yield* sequencesOver(alphabet, length, [...begun, command]);
}
