/**
 * Which dialect an implementation speaks.
 */
import { tellingApart } from '../../verify/separate.ts';
import { Expectations } from './expectations.ts';
import type { Model } from '../../kst/model.ts';
import type { Player } from './player.ts';
import type { PartResult } from './result.ts';
import type { DialectClass } from './specification.ts';

/** The class that the implementation speaks, by words that tell the classes apart; where it speaks none, the nearest. */
export async function spokenClass(model: Model, player: Player, classes: readonly DialectClass[]): Promise<{ readonly spoken: DialectClass; readonly part: PartResult }> {
  const words = tellingApart(classes.map(({ narrow }) => narrow.machine));
  const expected = classes.map(({ dialect }) => new Expectations(model, player.hello.observes, dialect));
  const agreeing = classes.map(() => 0);
  const { commands: alphabet } = classes[0]!.narrow;
  for await (const { trial, looks } of player.play(words.map((word) => ({ commands: word.map((input) => alphabet[input]!) })))) {
    for (const [index, each] of expected.entries()) if (each.firstMismatch(trial.commands, looks) === -1) agreeing[index]!++;
  }
  const counts = { whole: words.length, planned: words.length, sequences: words.length, commands: words.flat().length };
  return {
    spoken: classes[agreeing.indexOf(Math.max(...agreeing))]!,
    part: { name: 'dialect', says: `words that tell ${classes.length} classes of dialects apart`, ...counts, rows: null },
  };
}
