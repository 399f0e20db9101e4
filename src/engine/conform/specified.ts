/**
 * What an implementation is compared with: the rules in each dialect, for what the implementation lets see of itself; and which
 * dialect that is to be.
 */
import { either, variantAt, type VariantSet, variantsIn } from '../dialects/set.ts';
import { mostStates } from '../explore/exploration.ts';
import { explore } from '../explore/explore.ts';
import { Numbering } from '../explore/numbering.ts';
import { kept } from '../kept.ts';
import { machineOf } from '../rules/machine.ts';
import { systemOf } from '../rules/system.ts';
import { answerOf, type Onlooker } from './look.ts';
import { machineKey, type Mealy, mealyOf, outputsOf, smallest } from './mealy.ts';
import { type InputWord, tellingApart } from './separate.ts';
import type { Choices, Dialect } from '../dialects/dialects.ts';
import type { Played } from '../rules/play.ts';
import type { Alphabet, Specification } from '../specification.ts';
import type { Player } from './player.ts';

/** An alphabet, and the smallest machine over it for what is seen. */
export interface Specified {
  readonly alphabet: Alphabet;
  readonly machine: Mealy;
}

/** Dialects that nobody can tell apart by what is seen. */
export interface DialectClass {
  readonly dialects: VariantSet;
  /** The first of them; it stands for all. */
  readonly dialect: Dialect;
  /** Over the first alphabet. */
  readonly specified: Specified;
}

/** The commands of a word over an alphabet. */
export function caseOf({ alphabet }: Specified, word: InputWord) {
  return { commands: word.map((input) => alphabet.commands[input]!), word };
}

/**
 * The dialects that make the given choices, in classes; `looks` numbers the outputs of all their machines alike. All dialects are
 * explored at once, over the first alphabet.
 *
 * @throws NoMachine
 */
export function dialectClasses(specification: Specification, onlooker: Onlooker, choices: Choices = {}) {
  const { dialects } = systemOf(specification);
  const alphabet = specification.alphabets[0]!;
  const within = dialects.with(choices);
  const looks = new Numbering();
  const machineIn = machinesOver(specification, onlooker, alphabet, within, looks);
  const classes = new Map<string, DialectClass>();
  for (const index of variantsIn(within)) {
    const variant = variantAt(index, dialects.list.length);
    const machine = machineIn(variant);
    const key = machineKey(machine);
    const alike = classes.get(key) ?? { dialects: variant, dialect: dialects.list[index]!, specified: { alphabet, machine } };
    classes.set(key, { ...alike, dialects: either(alike.dialects, variant) });
  }
  return { classes: [...classes.values()], looks };
}

/** The class that the implementation speaks, by words that tell the classes apart; where it speaks none, the nearest. */
export async function spokenClass(player: Player, { classes, looks: numbers }: ReturnType<typeof dialectClasses>) {
  const machines = classes.map(({ specified }) => specified.machine);
  const words = tellingApart(machines);
  const agreeing = classes.map(() => 0);
  for await (const { test, looks } of player.play(words.map((word) => caseOf(classes[0]!.specified, word)))) {
    const shown = looks.map((look) => numbers.numberOf(look)).join();
    for (const [index, machine] of machines.entries()) if (outputsOf(machine, test.word).join() === shown) agreeing[index]!++;
  }
  const counts = { whole: words.length, planned: words.length, sequences: words.length, commands: words.flat().length };
  return {
    spoken: classes[agreeing.indexOf(Math.max(...agreeing))]!,
    part: { name: 'dialect', says: `words that tell ${classes.length} classes of dialects apart`, ...counts, rows: null },
  };
}

/** The smallest machine over an alphabet, in one dialect. @throws NoMachine */
export function specifiedOver(specification: Specification, onlooker: Onlooker, dialect: Dialect, alphabet: Alphabet): Specified {
  const variant = systemOf(specification).dialects.only(dialect);
  return { alphabet, machine: machinesOver(specification, onlooker, alphabet, variant, new Numbering())(variant) };
}

/** The smallest machine of each variant, over one alphabet that is explored once. */
function machinesOver(specification: Specification, onlooker: Onlooker, alphabet: Alphabet, within: VariantSet, outputs: Numbering) {
  const graph = explore(machineOf(systemOf(specification), alphabet.commands, within), mostStates);
  const looks = new Map<Played, string>();
  const lookOf = (outcome: Played) => kept(looks, outcome, () => onlooker.lookOf(answerOf(specification, outcome)));
  return (variant: VariantSet) => smallest(mealyOf(graph, variant, lookOf, outputs));
}
