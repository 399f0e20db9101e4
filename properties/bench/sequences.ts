/**
 * Random sequences for three servers, every step judged by every invariant of a step, in several ways: generated and run by
 * fc.commands and fc.modelRun, or by fc.array and a loop; on the interpreted rules, or on the compiled table.
 *
 * All are handed the same sequences: both generators draw a length from 0 to 100, then a command from the same
 * arbitraries, without bias (fc.commands never biases), and so spend the same random numbers.
 *
 * Where the cost of fc.commands comes from: each command becomes an object of a class (the style that it asks for) in a
 * wrapper that notes whether it ran, the wrappers go into an iterable, and each step is two calls through interfaces
 * (check, then run) and a closure. All of that serves commands that do not apply everywhere, and shrinking after them;
 * a step that is total needs none of it. Texts and clones are made only where a sequence fails, and none does here. So the
 * difference is a fraction of a microsecond a step, whatever the step itself costs: it shows on the compiled table, and
 * next to nothing is left of it beside an interpreted step of ten.
 *
 * A further way, fc.commands alone, is what fast-check gives without the engine beside it: each invariant is matched on
 * each step anew.
 *
 * The other interpreted ways share an observer that is warm, as it is in a long run: what it has judged once it knows again.
 */
import fc from 'fast-check';
import { isMatching } from 'ts-pattern';
import { compileTable, CompiledSystem } from '../../src/kit/compiled.ts';
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

/** The ways, `fc.commands` before ours and interpreted before compiled. */
export function ways(): { readonly [way in 'theirsAlone' | 'theirsInterpreted' | 'oursInterpreted' | 'theirsCompiled' | 'oursCompiled']: Way } {
  const model = knownServersTable();
  const table = compileTable(model, defaultDialect());
  const system = new CompiledSystem(table, ['ex1.contoso.com', 'ex2.contoso.com', 'ex3.contoso.com']);
  const alphabet = Array.from({ length: system.commands }, (_, number) => system.command(number));
  const watching = observer(model);
  const machine = watching.machine([], defaultDialect());
  const speaks = watching.invariants.map(({ variants }) => (variants & machine.variants) !== 0);

  /** One step on the interpreted rules: the state after it. */
  const interpreted = (before: Observed, command: Command): Observed => {
    const { outcome } = machine.step(before, command)[0]!;
    if (outcome.kind !== 'taken') throw new Error(outcome.where);
    const { violated } = watching.judge({ before, command, outcome });
    if (violated.some((index) => speaks[index])) throw new Error(`${violated.map((index) => watching.invariants[index]!.id)}`);
    count(outcome.refused !== null);
    return outcome.next;
  };
  /** One step on the interpreted rules, judged without an engine: every invariant is matched, as seen from each server. */
  const patterns = invariantSet().steps.map((invariant) => ({ ...invariant, pattern: invariant.when() }));
  const alone = ({ world, memories }: Observed, command: Command): Observed => {
    const outcome = step(model, world, command, defaultDialect());
    if (outcome.kind !== 'taken') throw new Error(outcome.where);
    const told = new Map<string, Memory>();
    for (const name of system.names) {
      const seen = seenFrom(name, model, world, command, outcome, memories.get(name) ?? noMemory());
      const broken = patterns.find(({ pattern, must }, index) => speaks[index] && isMatching(pattern, seen) && !must(seen));
      if (broken !== undefined) throw new Error(broken.id);
      told.set(name, seen.now);
    }
    count(outcome.refused !== null);
    return { world: outcome.next, memories: told };
  };
  /** One step on the compiled table. */
  const compiled = (number: number): void => {
    const broken = system.step(number);
    if (broken !== -1) throw new Error(table.invariants[broken]);
    count(system.refused);
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

  class InterpretedStep implements fc.Command<{ state: Observed }, null> {
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
  class CompiledStep implements fc.Command<object, null> {
    private readonly number: number;
    constructor(number: number) {
      this.number = number;
    }
    check(): boolean {
      return true;
    }
    run(): void {
      compiled(this.number);
    }
  }

  const numbers = numbersByKind(alphabet).map((kind) => fc.constantFrom(...kind));
  const sized = { size: 'max', maxCommands: longest } as const;
  const theirs = (take: (before: Observed, command: Command) => Observed) =>
    fc.property(
      fc.commands(numbers.map((kind) => kind.map((number) => new InterpretedStep(take, alphabet[number]!))), sized),
      (commands) => fc.modelRun(() => ({ model: { state: machine.initial }, real: null }), commands),
    );
  const theirsAlone = theirs(alone);
  const theirsInterpreted = theirs(interpreted);
  const theirsCompiled = fc.property(
    fc.commands(numbers.map((kind) => kind.map((number) => new CompiledStep(number))), sized),
    (commands) => {
      system.reset();
      fc.modelRun(() => ({ model: {}, real: null }), commands);
    },
  );
  const sequences = fc.noBias(fc.array(fc.oneof(...numbers), { size: 'max', maxLength: longest }));
  const oursInterpreted = fc.property(sequences, (sequence) => {
    let state = machine.initial;
    for (const number of sequence) state = interpreted(state, alphabet[number]!);
  });
  const oursCompiled = fc.property(sequences, (sequence) => {
    system.reset();
    for (const number of sequence) compiled(number);
  });
  return {
    theirsAlone: { name: 'fc.commands alone, interpreted rules', play: (seed, runs) => counting(theirsAlone, seed, runs) },
    theirsInterpreted: { name: 'fc.commands with our observer, interpreted', play: (seed, runs) => counting(theirsInterpreted, seed, runs) },
    oursInterpreted: { name: 'ours, interpreted rules', play: (seed, runs) => counting(oursInterpreted, seed, runs) },
    theirsCompiled: { name: 'fc.commands, compiled table', play: (seed, runs) => counting(theirsCompiled, seed, runs) },
    oursCompiled: { name: 'ours, compiled table', play: (seed, runs) => counting(oursCompiled, seed, runs) },
  };
}

/** Command numbers by kind of command: each kind is drawn as often as any other. */
function numbersByKind(alphabet: readonly Command[]): readonly (readonly number[])[] {
  return [...Map.groupBy(alphabet.keys(), (number) => alphabet[number]!.do).values()];
}
