/**
 * Which dialect an implementation speaks.
 */
import { outputsOf } from './mealy.ts';
import { tellingApart } from './separate.ts';
import type { Player } from './player.ts';
import type { PlayedPart } from './result.ts';
import type { DialectClass, DialectClasses } from './specified.ts';

/** The class that the implementation speaks, by words that tell the classes apart; where it speaks none, the nearest. */
export async function spokenClass(
  player: Player,
  { classes, looks: numbers }: DialectClasses,
): Promise<{ readonly spoken: DialectClass; readonly part: PlayedPart }> {
  const machines = classes.map(({ specified }) => specified.machine);
  const { commands: alphabet } = classes[0]!.specified.alphabet;
  const words = tellingApart(machines);
  const agreeing = classes.map(() => 0);
  for await (const { test, looks } of player.play(words.map((word) => ({ commands: word.map((input) => alphabet[input]!), word })))) {
    const shown = looks.map((look) => numbers.numberOf(look)).join();
    for (const [index, machine] of machines.entries()) if (outputsOf(machine, test.word).join() === shown) agreeing[index]!++;
  }
  const most = agreeing.reduce((best, each) => Math.max(best, each), 0);
  const counts = { whole: words.length, planned: words.length, sequences: words.length, commands: words.flat().length };
  return {
    spoken: classes[agreeing.indexOf(most)]!,
    part: { name: 'dialect', says: `words that tell ${classes.length} classes of dialects apart`, ...counts, rows: null },
  };
}
