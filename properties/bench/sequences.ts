/**
 * Random sequences for three servers, every step judged by every invariant of a step, in three ways: generated and run by
 * fc.commands and fc.modelRun, or by fc.array and a loop; and by fc.commands alone, which is what fast-check gives without the
 * engine beside it: each invariant is matched on each step anew.
 *
 * All are handed the same sequences: both generators draw a length from 0 to 100, then a command from the same
 * arbitraries, without bias (fc.commands never biases), and so spend the same random numbers.
 *
 * Where the cost of fc.commands comes from: each command becomes an object of a class (the style that it asks for) in a
 * wrapper that notes whether it ran, the wrappers go into an iterable, and each step is two calls through interfaces
 * (check, then run) and a closure. All of that serves commands that do not apply everywhere, and shrinking after them;
 * a step that is total needs none of it. Texts and clones are made only where a sequence fails, and none does here. So the
 * difference is a fraction of a microsecond a step, and next to nothing beside a step of ten.
 *
 * The ways with the engine share an observer that is warm, as it is in a long run: what it has judged once it knows again.
 */
import fc from 'fast-check';
import { isMatching } from 'ts-pattern';
import { wideAlphabet } from '../../src/kst/alphabets.ts';
import { isServerCommand } from '../../src/kst/commands.ts';
import { defaultDialect } from '../../src/kst/dialect.ts';
import { invariantSet } from '../../src/kst/invariants/index.ts';
import { observer } from '../../src/kst/invariants/observed.ts';
import { noMemory, seenFrom } from '../../src/kst/invariants/seen.ts';
import { knownServersTable } from '../../src/kst/model.ts';
import { step } from '../../src/kst/step.ts';
import type { Command } from '../../src/kst/commands.ts';
import type { Observed } from '../../src/kst/invariants/observed.ts';
import type { Memory } from '../../src/kst/invariants/seen.ts';

/** Sequences of 0 to so many commands, half as many on average. */
const longest = 100;

/** Plays the sequences of a seed. */
export interface Way {
  readonly name: string;
  readonly play: (seed: number, runs: number) => Played;
}

/** What was played: the same for all ways, or they did not play the same. */
export interface Played {
  readonly steps: number;
  readonly refused: number;
}

/** The ways, `fc.commands` before ours. */
export function ways(): { readonly [way in 'theirsAlone' | 'theirs' | 'ours']: Way } {
  const model = knownServersTable();
  const names = ['ex1.contoso.com', 'ex2.contoso.com', 'ex3.contoso.com'];
  const wide = wideAlphabet();
  const aboutServers = names.flatMap((server) => wide.filter(isServerCommand).map((command): Command => ({ ...command, server })));
  const alphabet = [...aboutServers, ...wide.filter((command) => !isServerCommand(command))];
  const watching = observer(model);
  const machine = watching.machine([], defaultDialect());
  const speaks = watching.invariants.map(({ variants }) => (variants & machine.variants) !== 0);

  /** One step: the state after it. */
  const judged = (before: Observed, command: Command): Observed => {
    const { outcome } = machine.step(before, command)[0]!;
    if (outcome.kind !== 'taken') throw new Error(outcome.where);
    const { violated } = watching.judge({ before, command, outcome });
    if (violated.some((index) => speaks[index])) throw new Error(`${violated.map((index) => watching.invariants[index]!.id)}`);
    count(outcome.refused !== null);
    return outcome.next;
  };
  /** One step, judged without an engine: every invariant is matched, as seen from each server. */
  const patterns = invariantSet().steps.map((invariant) => ({ ...invariant, pattern: invariant.when() }));
  const alone = ({ world, memories }: Observed, command: Command): Observed => {
    const outcome = step(model, world, command, defaultDialect());
    if (outcome.kind !== 'taken') throw new Error(outcome.where);
    const told = new Map<string, Memory>();
    for (const name of names) {
      const seen = seenFrom(name, model, world, command, outcome, memories.get(name) ?? noMemory());
      const broken = patterns.find(({ pattern, must }, index) => speaks[index] && isMatching(pattern, seen) && !must(seen));
      if (broken !== undefined) throw new Error(broken.id);
      told.set(name, seen.now);
    }
    count(outcome.refused !== null);
    return { world: outcome.next, memories: told };
  };
  let steps = 0;
  let refused = 0;
  const count = (wasRefused: boolean): void => {
    steps++;
    if (wasRefused) refused++;
  };
  const counting = (property: fc.IProperty<unknown>, seed: number, runs: number): Played => {
    steps = refused = 0;
    fc.assert(property, { seed, numRuns: runs });
    return { steps, refused };
  };

  class Step implements fc.Command<{ state: Observed }, null> {
    private readonly take: (before: Observed, command: Command) => Observed;
    private readonly command: Command;
    constructor(take: (before: Observed, command: Command) => Observed, command: Command) {
      this.take = take;
      this.command = command;
    }
    check(): boolean {
      return true;
    }
    run(model: { state: Observed }): void {
      model.state = this.take(model.state, this.command);
    }
  }
  const numbers = numbersByKind(alphabet).map((kind) => fc.constantFrom(...kind));
  const sized = { size: 'max', maxCommands: longest } as const;
  const commandsTaking = (take: (before: Observed, command: Command) => Observed) =>
    fc.property(
      fc.commands(numbers.map((kind) => kind.map((number) => new Step(take, alphabet[number]!))), sized),
      (commands) => fc.modelRun(() => ({ model: { state: machine.initial }, real: null }), commands),
    );
  const theirsAlone = commandsTaking(alone);
  const theirs = commandsTaking(judged);
  const sequences = fc.noBias(fc.array(fc.oneof(...numbers), { size: 'max', maxLength: longest }));
  const ours = fc.property(sequences, (sequence) => {
    let state = machine.initial;
    for (const number of sequence) state = judged(state, alphabet[number]!);
  });
  return {
    theirsAlone: { name: 'fc.commands alone', play: (seed, runs) => counting(theirsAlone, seed, runs) },
    theirs: { name: 'fc.commands with our observer', play: (seed, runs) => counting(theirs, seed, runs) },
    ours: { name: 'ours', play: (seed, runs) => counting(ours, seed, runs) },
  };
}

/** Command numbers by kind of command: each kind is drawn as often as any other. */
function numbersByKind(alphabet: readonly Command[]): readonly (readonly number[])[] {
  return [...Map.groupBy(alphabet.keys(), (number) => alphabet[number]!.do).values()];
}
