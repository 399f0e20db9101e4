/**
 * What an implementation is compared with: the rules in each dialect, for what the implementation lets see of itself.
 */
import { either, variantAt, variantsIn } from '../dialects/set.ts';
import { mostStates } from '../explore/exploration.ts';
import { explore } from '../explore/explore.ts';
import { Numbering } from '../explore/numbering.ts';
import { machineOf } from '../rules/machine.ts';
import { systemOf } from '../rules/system.ts';
import { answerOf } from './look.ts';
import { machineKey, mealyOf, smallest } from './mealy.ts';
import type { Choices, Dialect } from '../dialects/dialects.ts';
import type { VariantSet } from '../dialects/set.ts';
import type { Played } from '../rules/play.ts';
import type { Alphabet, Specification } from '../specification.ts';
import type { Onlooker } from './look.ts';
import type { Mealy } from './mealy.ts';

/** An alphabet, and the smallest machine over it for what is seen. */
export interface Specified {
  readonly alphabet: Alphabet<any>;
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

/** The dialects that make the given choices, in classes; `looks` numbers the outputs of all their machines alike. */
export interface DialectClasses {
  readonly classes: readonly DialectClass[];
  readonly looks: Numbering;
}

/** All dialects are explored at once, over the first alphabet. @throws NoMachine */
export function dialectClasses(specification: Specification, onlooker: Onlooker, choices: Choices = {}): DialectClasses {
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
    const alike = classes.get(key);
    if (alike === undefined) classes.set(key, { dialects: variant, dialect: dialects.list[index]!, specified: { alphabet, machine } });
    else classes.set(key, { ...alike, dialects: either(alike.dialects, variant) });
  }
  return { classes: [...classes.values()], looks };
}

/** The smallest machine over an alphabet, in one dialect. @throws NoMachine */
export function specifiedOver(specification: Specification, onlooker: Onlooker, dialect: Dialect, alphabet: Alphabet<any>): Specified {
  const variant = systemOf(specification).dialects.only(dialect);
  return { alphabet, machine: machinesOver(specification, onlooker, alphabet, variant, new Numbering())(variant) };
}

/** The smallest machine of each variant, over one alphabet that is explored once. */
function machinesOver(
  specification: Specification,
  onlooker: Onlooker,
  { commands }: Alphabet<any>,
  within: VariantSet,
  looks: Numbering,
): (variant: VariantSet) => Mealy {
  const graph = explore(machineOf(systemOf(specification), commands, within), mostStates);
  const known = new Map<Played, string>();
  const lookOf = (outcome: Played): string => {
    let look = known.get(outcome);
    if (look === undefined) known.set(outcome, (look = onlooker.lookOf(answerOf(specification, outcome))));
    return look;
  };
  return (variant) => smallest(mealyOf(graph, variant, lookOf, looks));
}
