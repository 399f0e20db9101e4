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
 * The ways with the engine share a witness that is warm, as it is in a long run: what it has judged once it knows again.
 */
import fc from 'fast-check';
import { isMatching } from 'ts-pattern';
import { haveCommon } from '../../src/engine/dialects/set.ts';
import { Witness } from '../../src/engine/prove/witness.ts';
import { step } from '../../src/engine/rules/play.ts';
import { wideAlphabet } from '../../src/kst/alphabets.ts';
import { isServerCommand } from '../../src/kst/commands.ts';
import { knownServersTable } from '../../src/kst/specification.ts';
import type { Played as PlayedStep } from '../../src/engine/rules/play.ts';
import type { Watched } from '../../src/engine/prove/witness.ts';
import type { Command } from '../../src/kst/commands.ts';
import type { Memory, SeenStep } from '../../src/kst/invariants/seen.ts';
import type { World } from '../../src/kst/state.ts';
import type { Kst } from '../../src/kst/words.ts';

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
  const specification = knownServersTable();
  const names = ['ex1.contoso.com', 'ex2.contoso.com', 'ex3.contoso.com'];
  const wide = wideAlphabet();
  const aboutServers = names.flatMap((server) => wide.filter(isServerCommand).map((command): Command => ({ ...command, server })));
  const alphabet = [...aboutServers, ...wide.filter((command) => !isServerCommand(command))];
  const witness = new Witness(specification);
  const { system } = witness;
  const { usual } = system.dialects;
  const machine = witness.machine([], system.dialects.only(usual));
  const speaks = witness.invariants.map(({ variants }) => haveCommon(variants, machine.variants));

  /** One step: the state after it. */
  const judged = (before: Watched<Kst>, command: Command): Watched<Kst> => {
    const { outcome } = machine.step(before, command)[0]!;
    if (outcome.kind !== 'taken') throw new Error(outcome.where);
    const { violated } = witness.judge({ before, command, outcome });
    if (violated.some((index) => speaks[index])) throw new Error(`${violated.map((index) => witness.invariants[index]!.id)}`);
    count(outcome.refused !== null);
    return outcome.next;
  };
  /** One step, judged without an engine: every invariant is matched, as seen from each server. */
  const { observer } = specification;
  const invariants = specification.invariants();
  const seenFrom = (name: string, before: World, command: Command, { refused, next, events }: PlayedStep<Kst>, past: Memory): SeenStep => {
    const subject = system.subjectOf(command);
    const see = (state: World): SeenStep['before'] => observer.see(state.whole, system.partIn(state, name));
    const log = events.flatMap((event) => {
      const told = system.told(event, name);
      return told === null ? [] : [observer.record(told, system.eventWord(event))];
    });
    const here = subject === null || subject === name ? command : ({ do: 'elsewhere' } as const);
    const seen = { command: here, refused, before: see(before), after: see(next), log, past };
    return { ...seen, now: observer.remember(seen) };
  };
  const alone = ({ state, memories }: Watched<Kst>, command: Command): Watched<Kst> => {
    const outcome = step(specification, state, command, usual);
    if (outcome.kind !== 'taken') throw new Error(outcome.where);
    const told = new Map<string, Memory>();
    for (const name of names) {
      const seen = seenFrom(name, state, command, outcome, memories.get(name) ?? observer.memory);
      const broken = invariants.find(({ when, must }, index) => speaks[index] && isMatching(when as never, seen as never) && !must(seen));
      if (broken !== undefined) throw new Error(broken.id);
      told.set(name, seen.now);
    }
    count(outcome.refused !== null);
    return { state: outcome.next, memories: told };
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

  class Step implements fc.Command<{ state: Watched<Kst> }, null> {
    private readonly take: (before: Watched<Kst>, command: Command) => Watched<Kst>;
    private readonly command: Command;
    constructor(take: (before: Watched<Kst>, command: Command) => Watched<Kst>, command: Command) {
      this.take = take;
      this.command = command;
    }
    check(): boolean {
      return true;
    }
    run(model: { state: Watched<Kst> }): void {
      model.state = this.take(model.state, this.command);
    }
  }
  const numbers = numbersByKind(alphabet).map((kind) => fc.constantFrom(...kind));
  const sized = { size: 'max', maxCommands: longest } as const;
  const commandsTaking = (take: (before: Watched<Kst>, command: Command) => Watched<Kst>) =>
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
    theirs: { name: 'fc.commands with our witness', play: (seed, runs) => counting(theirs, seed, runs) },
    ours: { name: 'ours', play: (seed, runs) => counting(ours, seed, runs) },
  };
}

/** Command numbers by kind of command: each kind is drawn as often as any other. */
function numbersByKind(alphabet: readonly Command[]): readonly (readonly number[])[] {
  return [...Map.groupBy(alphabet.keys(), (number) => alphabet[number]!.do).values()];
}
