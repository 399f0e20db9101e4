/**
 * The order of commands and of sequences of them: so that of what is as short all find the same.
 */
import { compareNames } from '../text.ts';
import type { Rulebook } from '../specification.ts';
import type { AnyCommand } from './player.ts';

/** Compares as `sort` asks for. */
export interface CommandOrder {
  /** By kind, as the specification lists them, then by subject and the rest. */
  readonly commands: (a: AnyCommand, b: AnyCommand) => number;
  /** Shorter ones first, then by their commands. */
  readonly sequences: (a: readonly AnyCommand[], b: readonly AnyCommand[]) => number;
}

export function orderOf({ commands: words }: Pick<Rulebook, 'commands'>): CommandOrder {
  const places = new Map(Object.keys(words).map((kind, place) => [kind, place]));
  const place = ({ do: kind }: AnyCommand): number => places.get(kind)!;
  const commands: CommandOrder['commands'] = (a, b) => place(a) - place(b) || compareNames(JSON.stringify(a), JSON.stringify(b));
  return {
    commands,
    sequences: (a, b) => a.length - b.length || a.reduce((order, command, index) => order || commands(command, b[index]!), 0),
  };
}
