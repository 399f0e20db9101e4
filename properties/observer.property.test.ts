/**
 * The witness remembers what it has seen and judged, and matches no more patterns than it must. None of that shows: it
 * sees and judges whatever might happen, right or wrong, as if it were for the first time.
 */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { isMatching } from 'ts-pattern';
import { describe, expect, test } from 'vitest';
import { renamed, toldOf } from '../src/engine/fields.ts';
import { Witness } from '../src/engine/prove/witness.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { happening, ingredientsOf, partNames } from './happenings.ts';
import { rulebooks } from './rulebooks.ts';
import type { Judgements } from '../src/engine/prove/judge.ts';
import type { Specification, State, Step } from '../src/engine/specification.ts';
import type { Happening, Ingredients } from './happenings.ts';

/** Texts are compared in a moment, which records are not. */
const text = (value: unknown): string => JSON.stringify(value);
const ordered = ({ held, violated }: Judgements): string => text([held, violated].map((indexes) => indexes.toSorted((a, b) => a - b)));

/** Looks and judgements made anew. */
class Newcomer {
  private readonly specification: Specification;
  private readonly system: ReturnType<typeof systemOf>;

  constructor(specification: Specification) {
    this.specification = specification;
    this.system = systemOf(specification);
  }

  /** Every part that is there before or after, that something has been told of, or that the log names. */
  concerned({ before: { state, memories }, outcome: { next, events } }: Happening): ReadonlySet<string> {
    const logged = events.flatMap((event) => this.system.partsNamedIn(event));
    return new Set([...state.parts.keys(), ...next.parts.keys(), ...memories.keys(), ...logged]);
  }

  look(name: string, { before, command, outcome: { next, events, refused } }: Happening): Step<any> {
    const { observer } = this.specification;
    const see = ({ whole, parts }: State<any>) => observer.see(whole, parts.get(name) ?? this.specification.start.blank);
    const log = events.flatMap((event) => {
      const told = toldOf(this.system.eventFields(event), event, name);
      return told === null ? [] : [observer.record(told, this.system.eventWord(event))];
    });
    const subject = this.system.subjectOf(command);
    const asked = subject === null || subject === name ? command : { do: 'elsewhere' as const };
    const past = before.memories.get(name) ?? observer.memory;
    const step = { command: asked, refused, before: see(before.state), after: see(next), log, past };
    return { ...step, now: observer.remember(step) };
  }

  /** Every invariant asked about every look and about the whole step: what is broken anywhere does not hold. */
  judge({ before, command, outcome }: Happening, seen: readonly Step<any>[]): Judgements {
    const step = { before: before.state, command, next: outcome.next, events: outcome.events };
    const { invariants, ofWholeSteps = () => [] } = this.specification;
    const answers: readonly (readonly boolean[])[] = [
      ...invariants().map(({ when, must }) => seen.filter((look) => isMatching(when as never, look as never)).map(must)),
      ...ofWholeSteps().map(({ when, must }) => (when(step) ? [must(step)] : [])),
    ];
    const indexes = [...answers.keys()];
    const violated = indexes.filter((index) => answers[index]!.includes(false));
    return { held: indexes.filter((index) => answers[index]!.length > 0 && !violated.includes(index)), violated };
  }
}

describe.for(rulebooks)('the witness of the $name', ({ project }) => {
  const given = () => {
    const { specification } = project();
    const system = systemOf(specification);
    const newcomer = new Newcomer(specification);
    const witness = new Witness(specification);
    const [one, two, three] = partNames(specification) as [string, string, string];
    const about = ingredientsOf(specification);
    const both = about([one, two]);
    /** Two that have all ingredients but one in common, and that one perhaps. */
    const alike = fc
      .tuple(both, both, fc.constantFrom<keyof Ingredients>('state', 'memories', 'command', 'next', 'events', 'refused'))
      .map(([some, other, part]) => [happening(some), happening({ ...some, [part]: other[part] })] as const);
    const renamedIn = <C extends { readonly do: string }>(command: C, rename: (name: string) => string): C =>
      renamed(system.fieldsOf(command.do), command, rename);
    /** A look, however the command spells the part. */
    const spelt = ({ command, ...seen }: Step<any>): unknown => ({ ...seen, command: renamedIn(command, () => '') });
    return { specification, system, newcomer, witness, one, two, three, about, both, alike, spelt, renamedIn };
  };

  test('sees each part that a step concerns as it looks, whatever it has seen before', () => {
    const { specification, newcomer, witness, alike, spelt } = given();
    fc.assert(
      fc.property(alike, (steps) => {
        for (const step of steps) {
          const names = [...newcomer.concerned(step)].sort();
          const anew = names.map((name) => newcomer.look(name, step));
          const { seen, next } = witness.watch(step.before, step.command, step.outcome);
          if (names.length > 0) expect(text(seen.map(spelt))).toBe(text(anew.map(spelt)));
          const told = names.map((name) => next.memories.get(name) ?? specification.observer.memory);
          expect(text(told)).toBe(text(anew.map(({ now }) => now)));
        }
      }),
      { numRuns: 600 },
    );
  });

  test('sees a step that concerns no part from one that is nowhere', () => {
    const { system, newcomer, witness, both, spelt } = given();
    fc.assert(
      fc.property(both, ({ command }) => {
        const nothing = { kind: 'taken' as const, next: system.start, events: [], rules: [], refused: null };
        const step = { before: witness.start, command, outcome: nothing };
        const from = system.subjectOf(command) ?? 'nowhere';
        expect(witness.watch(step.before, command, nothing).seen.map(spelt)).toEqual([newcomer.look(from, step)].map(spelt));
      }),
    );
  });

  test('sees two parts that look the same as one and the same, whatever the log says of others', () => {
    const { system, newcomer, witness, one, two, three, about, renamedIn } = given();
    const elsewhere = about([two]).map(({ events }) => events.filter((event) => system.told(event, one) === null));
    const moved = <T>(values: ReadonlyMap<string, T>): ReadonlyMap<string, T> => new Map([...values].map(([, value]) => [three, value]));
    const seen = ({ before, command, outcome }: Happening) => witness.watch(before, command, outcome).seen;
    fc.assert(
      fc.property(about([one]), elsewhere, (some, others) => {
        const away: Ingredients = {
          ...some,
          state: { ...some.state, parts: moved(some.state.parts) },
          memories: moved(some.memories),
          command: renamedIn(some.command, () => three),
          next: { ...some.next, parts: moved(some.next.parts) },
          events: some.events.map((event) => renamed(system.eventFields(event), event, () => three)),
        };
        const [first] = seen(happening(some));
        expect(seen(happening(away))[0]).toBe(first);
        if (newcomer.concerned(happening(some)).size === 0) return;
        expect(seen(happening({ ...some, events: [...some.events, ...others] }))).toContain(first);
      }),
    );
  });

  test('tells states apart exactly where they differ, or what has been told', () => {
    const { witness, alike } = given();
    const { key } = witness.machine([]);
    fc.assert(
      fc.property(alike, ([{ before: a }, { before: b }]) => {
        expect(key(a) === key(b)).toBe(isDeepStrictEqual(a, b));
        expect(key(structuredClone(a))).toBe(key(a));
      }),
    );
  });

  test('judges whatever it watches as every invariant would, whatever it has judged before', () => {
    const { newcomer, witness, alike } = given();
    fc.assert(
      fc.property(alike, (steps) => {
        for (const step of steps) {
          const outcome = witness.watch(step.before, step.command, step.outcome);
          const judged = witness.judge({ before: step.before, command: step.command, outcome });
          expect(ordered(judged)).toBe(ordered(newcomer.judge(step, outcome.seen)));
        }
      }),
      { numRuns: 600 },
    );
  });
});
