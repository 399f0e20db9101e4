/**
 * Steps that might happen, right or wrong: states, memories and events that rules do bring about, put together at random.
 */
import fc from 'fast-check';
import { alphabetsFor, Exploration } from '../src/engine/explore/exploration.ts';
import { edgesOf } from '../src/engine/explore/explore.ts';
import { renamed } from '../src/engine/fields.ts';
import { command } from '../src/engine/random/commands.ts';
import { inNameOrder } from '../src/engine/state.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import type { Watched } from '../src/engine/prove/witness.ts';
import type { Played } from '../src/engine/rules/play.ts';
import type { Command, Field, Specification, State } from '../src/engine/specification.ts';

/** Something that might happen. */
export interface Happening {
  readonly before: Watched;
  readonly command: Command<any>;
  readonly outcome: Played;
}

/** The values of which something that might happen is made. */
export interface Ingredients {
  readonly state: State<any>;
  readonly memories: ReadonlyMap<string, unknown>;
  readonly command: Command<any>;
  readonly next: State<any>;
  readonly changes: boolean;
  readonly events: readonly object[];
  readonly refused: string | null;
}

export function happening({ state, memories, command: asked, next, changes, events, refused }: Ingredients): Happening {
  const outcome: Played = { kind: 'taken', next: changes ? next : state, events, rules: [], refused };
  return { before: { state, memories }, command: asked, outcome };
}

/** Names of parts in their normal form, as the fields have them for examples. */
export function partNames({ commands }: Specification): readonly string[] {
  const fields = Object.values(commands).flatMap((word) => Object.values(word!.fields) as readonly Field[]);
  const names = fields.flatMap((field) => (field.is === 'subject' ? field.examples.map((example) => field.normal(example)) : []));
  return [...new Set(names)];
}

/** Ingredients about some parts, by their names. */
export function ingredientsOf(specification: Specification): (names: readonly string[]) => fc.Arbitrary<Ingredients> {
  const system = systemOf(specification);
  const { wholes, parts, memories, events } = broughtAbout(specification);
  const all = partNames(specification);
  return (names) => {
    const forSome = <T>(values: readonly T[]): fc.Arbitrary<ReadonlyMap<string, T>> =>
      fc
        .subarray([...names])
        .chain((some) => fc.tuple(...some.map((name) => fc.tuple(fc.constant(name), fc.constantFrom(...values)))))
        .map(inNameOrder);
    const state = fc.tuple(fc.constantFrom(...wholes), forSome(parts)).map(([whole, there]) => ({ whole, parts: there }));
    const order = fc.shuffledSubarray([...names], { minLength: names.length });
    const event = fc
      .tuple(fc.constantFrom(...events), order)
      .map(([some, own]) => renamed(system.eventFields(some), some, (name) => own[(all.indexOf(name) + 1) % own.length]!));
    return fc.record({
      state,
      memories: forSome(memories),
      command: command(fc, specification, names),
      next: state,
      changes: fc.boolean(),
      events: fc.array(event, { maxLength: 2 }),
      refused: fc.constantFrom(null, null, null, ...Object.keys(specification.refusals)),
    });
  };
}

/** What the rules bring about over the alphabets of the proof, each thing once. */
function broughtAbout(specification: Specification) {
  const exploration = new Exploration(specification);
  const graphs = alphabetsFor(specification, 'quick').map((alphabet) => exploration.graph(alphabet));
  const states = graphs.flatMap((graph) => graph.states);
  const outcomes = graphs.flatMap((graph) => [...edgesOf(graph)].map(({ edge }) => edge.outcome));
  const events = outcomes.flatMap((outcome) => (outcome.kind === 'taken' ? outcome.events : []));
  const { blank, keys } = exploration.system;
  const once = <T>(values: readonly T[]): readonly T[] => [...new Map(values.map((value) => [keys.of(value), value])).values()];
  return {
    wholes: once(states.map(({ state }) => state.whole)),
    parts: once(states.flatMap(({ state }) => [...state.parts.values()])).filter((part) => part !== blank),
    memories: once([specification.observer.memory, ...states.flatMap(({ memories }) => [...memories.values()])]),
    events: once(events),
  };
}
