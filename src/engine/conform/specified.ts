/**
 * What an implementation is compared with: the rules in each dialect, for what the implementation lets see of itself.
 */
import { bystanderAlphabet, narrowAlphabet, spellingAlphabet, threeServerAlphabet, twoServerAlphabet, wideAlphabet } from '../../kst/alphabets.ts';
import { dialects, dialectsWith } from '../../kst/dialect.ts';
import { kstMachine } from '../../kst/machine.ts';
import { explore } from '../../verify/explore.ts';
import { mealyOf, showTheSame, smallest } from '../../verify/mealy.ts';
import { Numbering } from '../../verify/numbering.ts';
import { answerOf, lookOf } from './look.ts';
import type { Command } from '../../kst/commands.ts';
import type { Dialect, DialectSet } from '../../kst/dialect.ts';
import type { Model } from '../../kst/model.ts';
import type { Taken } from '../../kst/step.ts';
import type { Mealy } from '../../verify/mealy.ts';
import type { Observes } from './look.ts';

/** An alphabet, and the smallest machine over it for what is seen. */
export interface Specified {
  readonly name: string;
  readonly commands: readonly Command[];
  readonly machine: Mealy;
}

/** Dialects that nobody can tell apart by what is seen. */
export interface DialectClass {
  readonly dialects: DialectSet;
  /** The first of them; it stands for all. */
  readonly dialect: Dialect;
  /** Over the narrow alphabet. */
  readonly narrow: Specified;
}

/** The dialects that make the given choices, in classes; the narrow machines of all have their outputs numbered alike. */
export function dialectClasses(model: Model, observes: Observes, choices: Partial<Dialect> = {}): readonly DialectClass[] {
  const commands = narrowAlphabet();
  const graph = explore(kstMachine(model, commands, choices));
  const looks = new Numbering();
  const classes: DialectClass[] = [];
  for (const [index, dialect] of dialects().entries()) {
    const variant = 1 << index;
    if ((variant & dialectsWith(choices)) === 0) continue;
    const machine = smallest(mealyOf(graph, variant, (outcome: Taken) => lookOf(answerOf(outcome), observes), looks));
    const at = classes.findIndex(({ narrow }) => showTheSame(narrow.machine, machine));
    if (at === -1) classes.push({ dialects: variant, dialect, narrow: { name: 'narrow', commands, machine } });
    else classes[at] = { ...classes[at]!, dialects: classes[at]!.dialects | variant };
  }
  return classes;
}

/** What the narrow alphabet leaves out: more versions, plans and URI types, spellings, and several servers. */
export function furtherAlphabets(): readonly (readonly [name: string, commands: readonly Command[]])[] {
  return [
    ['wide', wideAlphabet()],
    ['spellings', spellingAlphabet()],
    ['another-server', bystanderAlphabet()],
    ['two-servers', twoServerAlphabet()],
    ['three-servers', threeServerAlphabet()],
    ['three-hosting', threeHostingAlphabet()],
  ];
}

/** Three servers that all host SipName plans, one of them with a pool as well: faults of the third one show here. */
function threeHostingAlphabet(): readonly Command[] {
  const [one, two, three] = ['ex1.contoso.com', 'ex10.contoso.com', 'ex2.contoso.com'] as const;
  return [
    { do: 'dialPlan.host', server: one, plan: 'DP1', uriType: 'SipName' },
    { do: 'dialPlan.unhost', server: one, plan: 'DP1' },
    { do: 'dialPlan.host', server: two, plan: 'DP1', uriType: 'SipName' },
    { do: 'pool.add', server: three, version: 6 },
    { do: 'pool.remove', server: three },
    { do: 'dialPlan.host', server: three, plan: 'DP1', uriType: 'SipName' },
    { do: 'dialPlan.unhost', server: three, plan: 'DP1' },
    { do: 'umRouting.discover' },
    { do: 'rtcsrv.start' },
    { do: 'rtcsrv.stop' },
    { do: 'rtcsrv.restart' },
  ];
}

/** What has been explored of a model: it takes up to half a second, and serves all dialects. */
const explored = new WeakMap<Model, Map<string, ReturnType<typeof exploredOver>>>();

/** The smallest machine over an alphabet, in one dialect. */
export function specifiedOver(model: Model, observes: Observes, dialect: Dialect, name: string, commands: readonly Command[]): Specified {
  let graphs = explored.get(model);
  if (graphs === undefined) explored.set(model, (graphs = new Map()));
  let graph = graphs.get(name);
  if (graph === undefined) graphs.set(name, (graph = exploredOver(model, commands)));
  return { name, commands, machine: smallest(mealyOf(graph, dialectsWith(dialect), (outcome: Taken) => lookOf(answerOf(outcome), observes), new Numbering())) };
}

function exploredOver(model: Model, commands: readonly Command[]) {
  return explore(kstMachine(model, commands));
}
