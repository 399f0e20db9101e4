/**
 * Random sequences for an implementation: commands as they come, and every now and then the shortest way from where the rules stand
 * to one of the targets of the specification, such as what breaks most easily.
 */
import fc from 'fast-check';
import { breadthFirst } from '../breadth-first.ts';
import { wrongField } from '../fields.ts';
import { kept } from '../kept.ts';
import { play } from '../rules/play.ts';
import { systemOf } from '../rules/system.ts';
import { command, namesOfParts, numberOfParts } from './commands.ts';
import type { ConformOptions } from '../conform/result.ts';
import type { Dialect } from '../dialects/dialects.ts';
import type { Command, Specification, State } from '../specification.ts';

/** The same sequences for the same size and dialect, on any machine. */
export function* steeredSequences(
  specification: Specification, dialect: Dialect, { commands, parts, seed }: Pick<ConformOptions, 'commands' | 'parts' | 'seed'>,
): Generator<readonly AnyCommand[]> {
  const carriedOut = steering(specification, dialect);
  const planned = plans(specification, parts);
  let left = commands;
  for (let round = 0; left > 0; round++) {
    for (const plan of fc.sample(planned, { seed: mixed(seed, round), numRuns: 50 })) {
      if (left <= 0) return;
      const sequence = carriedOut(plan).slice(0, left);
      left -= sequence.length;
      yield sequence;
    }
  }
}

/** A seed for each round, of which those of one run are not those of the next seed's: whoever counts seeds up plays others each time. */
function mixed(seed: number, round: number) {
  return (Math.imul(seed, 0x9e37_79b1) + round) | 0;
}

type AnyCommand = Command;

/** What a part is to be brought to, and what is done when it is there. */
interface Steered {
  readonly target: string;
  readonly part: string;
  readonly then: AnyCommand;
}

type Plan = readonly (AnyCommand | Steered)[];

function plans(specification: Specification, parts: number) {
  const length = fc.oneof({ weight: 3, arbitrary: fc.constant(30) }, { weight: 1, arbitrary: fc.constant(120) });
  const targets = Object.keys(specification.random?.targets ?? {});
  const namesOf = namesOfParts(fc, specification);
  return fc.tuple(numberOfParts(fc, parts), length).chain(([many, most]) =>
    namesOf(many).chain((names) => {
      const any = command(fc, specification, names);
      const steered = (): fc.Arbitrary<Steered> => {
        const then = command(fc, aboutWhole(specification), names);
        return fc.record({ target: fc.constantFrom(...targets), part: fc.constantFrom(...names), then });
      };
      const item = targets.length === 0 ? any : fc.oneof({ weight: 4, arbitrary: any }, { weight: 1, arbitrary: steered() });
      return fc.array<AnyCommand | Steered>(item, { minLength: 1, maxLength: most, size: 'max' });
    }),
  );
}

/** The same with commands about the whole alone, which every part notices; all commands where there are none. */
function aboutWhole(specification: Specification): Specification {
  const words = Object.entries(specification.commands).filter(([kind]) => systemOf(specification).subjectFieldOf(kind) === null);
  return words.length === 0 ? specification : { ...specification, commands: Object.fromEntries(words) };
}

/** Maximum length of a way. */
const longestWay = 4;

/** Makes sequences of plans: each target becomes the shortest way there from where the rules stand, looked for once. */
function steering(specification: Specification, dialect: Dialect): (plan: Plan) => readonly AnyCommand[] {
  const system = systemOf(specification);
  const { commands } = specification.alphabets[0]!;
  /** The first part of the first alphabet, and the commands there about it or about the whole: a rule sees no more than one. */
  const [first = ''] = system.partsIn(commands);
  const alphabet = commands.filter((each) => [null, first].includes(system.subjectOf(each)));
  const found = new Map<string, readonly AnyCommand[]>();

  const after = (state: State, each: AnyCommand) => {
    const outcome = play(system, state, each, dialect);
    return outcome.kind === 'taken' ? outcome.next : state;
  };

  /** The alphabet, and its commands about whatever else a part holds under the name of a field. */
  const helpfulFor = (part: unknown) => {
    const more = alphabet.flatMap((each) =>
      Object.keys(system.fieldsOf(each.do)).flatMap((field) => heldIn(part, field).map((value) => ({ ...each, [field]: value }))),
    );
    const fitting = more.filter((each) => wrongField(system.fieldsOf(each.do), each) === null);
    return [...new Map([...alphabet, ...fitting].map((each) => [system.text(each), each])).values()];
  };

  const shortest = (from: State, target: string) => {
    const isThere = specification.random!.targets![target]!;
    const helpful = helpfulFor(system.partIn(from, first));
    const near = breadthFirst<State, AnyCommand>(
      from,
      (at, way) => (way.length < longestWay ? helpful.map((each) => [each, after(at, each)]) : []),
      (at) => system.keys.ofState(at),
    );
    return near.find(({ at }) => isThere(at.whole, system.partIn(at, first)))?.way ?? [];
  };

  /** Commands about the part and about the whole; none where the target is not near. */
  const wayTo = ({ whole, parts }: State, { target, part: name }: Steered) => {
    const from: State = { whole, parts: new Map(parts.has(name) ? [[first, parts.get(name)]] : []) };
    const key = `${target} ${system.keys.ofState(from)}`;
    return kept(found, key, () => shortest(from, target)).map((each) => {
      const subject = system.subjectFieldOf(each.do);
      return subject === null ? each : { ...each, [subject]: name };
    });
  };

  return (plan) => {
    let state = system.start;
    return plan.flatMap((item) => {
      const sequence = 'do' in item ? [item] : [...wayTo(state, item), item.then];
      state = sequence.reduce(after, state);
      return sequence;
    });
  };
}

/** Whatever a value holds, however deep, in fields of that name. */
function heldIn(value: unknown, name: string): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, held]) => (field === name ? [held] : heldIn(held, name)));
}
