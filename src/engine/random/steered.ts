/**
 * Random sequences for an implementation: commands as they come, and every now and then the shortest way from where the rules stand
 * to one of the targets of the specification, such as what breaks most easily.
 */
import fc from 'fast-check';
import { wrongField } from '../fields.ts';
import { play } from '../rules/play.ts';
import { systemOf } from '../rules/system.ts';
import { command, namesOfParts } from './commands.ts';
import type { Choices } from '../dialects/dialects.ts';
import type { Command, Specification, State, Words } from '../specification.ts';
import type { System } from '../rules/system.ts';

export interface SteeredSize {
  /** Commands in all. */
  readonly commands: number;
  /** Maximum number of parts in a sequence. */
  readonly parts: number;
  readonly seed: number;
}

/** The same sequences for the same size and dialect, on any machine. */
export function* steeredSequences<W extends Words>(
  specification: Specification<W>,
  dialect: Choices<W['Dialect']>,
  { commands, parts, seed }: SteeredSize,
): Generator<readonly Command<W>[]> {
  const ways = new Ways(specification, dialect as W['Dialect']);
  const planned = plans(specification, parts);
  let left = commands;
  for (let round = 0; left > 0; round++) {
    for (const plan of fc.sample(planned, { seed: mixed(seed, round), numRuns: 50 })) {
      if (left <= 0) return;
      const sequence = ways.carriedOut(plan).slice(0, left);
      left -= sequence.length;
      yield sequence;
    }
  }
}

/** A seed for each round, of which those of one run are not those of the next seed's: whoever counts seeds up plays others each time. */
function mixed(seed: number, round: number): number {
  return (Math.imul(seed, 0x9e37_79b1) + round) | 0;
}

/** What a part is to be brought to, and what is done when it is there. */
interface Steered<W extends Words> {
  readonly target: string;
  readonly part: string;
  readonly then: Command<W>;
}

type Plan<W extends Words> = readonly (Command<W> | Steered<W>)[];

function plans<W extends Words>(specification: Specification<W>, parts: number): fc.Arbitrary<Plan<W>> {
  const number = fc.oneof(fc.integer({ min: 1, max: Math.min(2, parts) }), fc.integer({ min: 1, max: parts }));
  const length = fc.oneof({ weight: 3, arbitrary: fc.constant(30) }, { weight: 1, arbitrary: fc.constant(120) });
  const targets = Object.keys(specification.random?.targets ?? {});
  const namesOf = namesOfParts(fc, specification);
  return fc.tuple(number, length).chain(([many, most]) =>
    namesOf(many).chain((names) => {
      const any: fc.Arbitrary<Command<W> | Steered<W>> = command(fc, specification, names);
      const steered = (): typeof any => {
        const then = command(fc, aboutWhole(specification), names);
        return fc.record({ target: fc.constantFrom(...targets), part: fc.constantFrom(...names), then });
      };
      const item = targets.length === 0 ? any : fc.oneof({ weight: 4, arbitrary: any }, { weight: 1, arbitrary: steered() });
      return fc.array(item, { minLength: 1, maxLength: most, size: 'max' });
    }),
  );
}

/** The same with commands about the whole alone, which every part notices; all commands where there are none. */
function aboutWhole<W extends Words>(specification: Specification<W>): Specification<W> {
  const words = Object.entries(specification.commands).filter(([kind]) => systemOf(specification).subjectFieldOf(kind) === null);
  return words.length === 0 ? specification : { ...specification, commands: Object.fromEntries(words) as typeof specification.commands };
}

/** Maximum length of a way. */
const longestWay = 4;

/** Shortest ways to targets, each looked for once. */
class Ways<W extends Words> {
  private readonly system: System<W>;
  private readonly specification: Specification<W>;
  private readonly dialect: W['Dialect'];
  /** The commands of the first alphabet, as far as they are about the whole or about one part: a rule sees no more than one. */
  private readonly alphabet: readonly Command<W>[];
  /** Its name. */
  private readonly part: string;
  private readonly found = new Map<string, readonly Command<W>[]>();

  constructor(specification: Specification<W>, dialect: W['Dialect']) {
    this.system = systemOf(specification);
    this.specification = specification;
    this.dialect = dialect;
    const { commands } = specification.alphabets[0]!;
    this.part = commands.map((each) => this.system.subjectOf(each)).find((name) => name !== null) ?? '';
    this.alphabet = commands.filter((each) => [null, this.part].includes(this.system.subjectOf(each)));
  }

  /** Makes a sequence of a plan: each target becomes the way there from where the rules stand. */
  carriedOut(plan: Plan<W>): readonly Command<W>[] {
    const sequence: Command<W>[] = [];
    let state = this.system.start;
    for (const item of plan) {
      for (const each of 'do' in item ? [item] : [...this.to(state, item), item.then]) {
        state = this.after(state, each);
        sequence.push(each);
      }
    }
    return sequence;
  }

  /** Commands about the part and about the whole; none where the target is not near. */
  private to({ whole, parts }: State<W>, { target, part: name }: Steered<W>): readonly Command<W>[] {
    const part = parts.get(name);
    const from: State<W> = { whole, parts: new Map(part === undefined ? [] : [[this.part, part]]) };
    const key = `${target} ${this.system.keys.ofState(from)}`;
    let way = this.found.get(key);
    if (way === undefined) this.found.set(key, (way = this.shortest(from, this.specification.random!.targets![target]!)));
    return way.map((each) => {
      const subject = this.system.subjectFieldOf(each.do);
      return subject === null ? each : { ...each, [subject]: name };
    });
  }

  private shortest(from: State<W>, isThere: (whole: W['Whole'], part: W['Part']) => boolean): readonly Command<W>[] {
    const { system } = this;
    const helpful = this.helpfulFor(system.partIn(from, this.part));
    const open: { readonly at: State<W>; readonly way: readonly Command<W>[] }[] = [{ at: from, way: [] }];
    const met = new Set([system.keys.ofState(from)]);
    for (const { at, way } of open) {
      if (isThere(at.whole, system.partIn(at, this.part))) return way;
      if (way.length === longestWay) continue;
      for (const each of helpful) {
        const next = this.after(at, each);
        const key = system.keys.ofState(next);
        if (!met.has(key)) open.push({ at: next, way: [...way, each] });
        met.add(key);
      }
    }
    return [];
  }

  /** The alphabet, and its commands about whatever else the part holds under the name of a field. */
  private helpfulFor(part: W['Part']): readonly Command<W>[] {
    const more = this.alphabet.flatMap((each) =>
      Object.keys(this.system.fieldsOf(each.do)).flatMap((field) => heldIn(part, field).map((value) => ({ ...each, [field]: value }))),
    );
    const fitting = more.filter((each) => wrongField(this.system.fieldsOf(each.do), each) === null);
    return [...new Map([...this.alphabet, ...fitting].map((each) => [this.system.text(each), each])).values()];
  }

  private after(state: State<W>, command: Command<W>): State<W> {
    const outcome = play(this.system, state, command, this.dialect);
    return outcome.kind === 'taken' ? outcome.next : state;
  }
}

/** Whatever a value holds, however deep, in fields of that name. */
function heldIn(value: unknown, name: string): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, held]) => (field === name ? [held] : heldIn(held, name)));
}
