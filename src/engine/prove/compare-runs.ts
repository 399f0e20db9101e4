/**
 * Two runs compared: commands that commute, outcomes that depend on part of the state alone, doing twice what was done.
 */
import { inState } from '../explore/explore.ts';
import { countedFinding, traceOf } from '../explore/finding.ts';
import { both, either, haveCommon, isEmpty, isWithin, noneLike, sizeOf, without } from '../dialects/set.ts';
import type { Edge, Graph, Visit } from '../explore/explore.ts';
import type { Finding } from '../explore/finding.ts';
import type { Branch, Taken } from '../explore/machine.ts';
import type { VariantSet } from '../dialects/set.ts';

/** Judges that independent commands of the alphabet commute: the same state at the end, and the same events of each. */
export function commute<S, C, O extends Taken<S>>(id: string, graph: Graph<S, C, O>, independent: (a: C, b: C) => boolean): Finding<C> {
  const { commands } = graph.machine;
  const pairs = commands.flatMap((one, a) => commands.flatMap((other, b) => (a < b && independent(one, other) ? [[a, b] as const] : [])));
  const tally = new Counter(graph.machine.variants);
  for (const visit of graph.visits) {
    for (const [a, b] of pairs) {
      tally.count(visit.variants);
      const [forth, back] = [twoSteps(graph, visit, a, b), twoSteps(graph, visit, b, a)];
      const agree = (x: TwoSteps, y: TwoSteps): boolean => x.to === y.to && x.first === y.second && x.second === y.first;
      const differing = disagreement(graph.machine.variants, forth, back, agree);
      if (isEmpty(differing)) continue;
      const trace = traceOf(graph, visit, differing, [commands[a]!, commands[b]!]);
      return tally.violated(id, 'the last two commands, the other way round, do something else', trace);
    }
  }
  return tally.finding(id, graph.machine.variants);
}

/** A command whose result, as a text to compare, is said to depend on a basis alone. */
export interface Dependence<S, C> {
  readonly command: (state: S) => C;
  readonly basis: (state: S) => string;
  readonly result: (next: S) => string;
}

/** Judges that a command gives the same result and logs the same wherever its basis is the same. */
export function dependsOnly<S, C, O extends Taken<S>>(
  id: string,
  graph: Graph<S, C, O>,
  { command: commandIn, basis, result: resultOf }: Dependence<S, C>,
): Finding<C> {
  const tally = new Counter(graph.machine.variants);
  const numbers = numbersOf(graph);
  const known = new Map<string, { readonly result: string; variants: VariantSet }[]>();
  for (const visit of graph.visits) {
    const state = graph.states[visit.state]!;
    const [given, command] = inState(graph, visit, [], () => [basis(state), commandIn(state)] as const);
    const number = numbers.get(JSON.stringify(command));
    const step = (): readonly Branch<O>[] => (number === undefined ? graph.machine.step(state, command) : graph.edges(visit.state, number));
    const branches = inState(graph, visit, [command], step);
    const alike = known.get(given) ?? [];
    known.set(given, alike);
    for (const { variants, outcome } of branches) {
      const taken = both(variants, visit.variants);
      const told = (): string => (outcome.kind === 'taken' ? `${resultOf(outcome.next)} ${JSON.stringify(outcome.events)}` : outcome.kind);
      const result = inState(graph, visit, [command], told);
      const known = alike.reduce((set, each) => either(set, each.variants), noneLike(taken));
      tally.count(both(taken, known));
      const differing = alike.filter((each) => each.result !== result).reduce((set, each) => either(set, each.variants), noneLike(taken));
      if (haveCommon(taken, differing)) {
        const trace = traceOf(graph, visit, both(taken, differing), [command]);
        return tally.violated(id, 'elsewhere the last command does something else, though it depends on nothing that differs', trace);
      }
      if (!isWithin(taken, known)) alike.push({ result, variants: without(taken, known) });
    }
  }
  return tally.finding(id, graph.machine.variants);
}

/** The numbers of an alphabet's commands, by their texts. */
function numbersOf<S, C, O extends Taken<S>>({ machine }: Graph<S, C, O>): ReadonlyMap<string, number> {
  return new Map(machine.commands.map((command, number) => [JSON.stringify(command), number]));
}

/** Judges that a command, where it is accepted, leaves and logs the second time what it left and logged the first. */
export function twiceIsOnce<S, C, O extends Taken<S>>(id: string, graph: Graph<S, C, O>, command: C): Finding<C> {
  const number = numbersOf(graph).get(JSON.stringify(command));
  if (number === undefined) throw new RangeError(`${JSON.stringify(command)} is not in the alphabet`);
  const tally = new Counter(graph.machine.variants);
  for (const visit of graph.visits) {
    const twice = twoSteps(graph, visit, number, number).filter(({ refused }) => !refused);
    for (const { variants, between, to, first, second } of twice) {
      tally.count(variants);
      if (between === to && first === second) continue;
      return tally.violated(id, 'the second time does something else', traceOf(graph, visit, variants, [command, command]));
    }
  }
  return tally.finding(id, graph.machine.variants);
}

/** Two commands in a row: where they lead, and what each logged, as texts to compare. */
interface TwoSteps {
  readonly variants: VariantSet;
  readonly between: number | null;
  readonly to: number | null;
  readonly first: string;
  readonly second: string;
  readonly refused: boolean;
}

function twoSteps<S, C, O extends Taken<S>>(graph: Graph<S, C, O>, visit: Visit, a: number, b: number): readonly TwoSteps[] {
  return graph.edges(visit.state, a).flatMap((first): TwoSteps[] => {
    const variants = both(first.variants, visit.variants);
    if (isEmpty(variants)) return [];
    const begun = { between: first.to, first: shown(first), refused: first.outcome.kind === 'taken' && first.outcome.refused !== null };
    if (first.to === null) return [{ ...begun, variants, to: null, second: '' }];
    return graph
      .edges(first.to, b)
      .map((second) => ({ ...begun, variants: both(variants, second.variants), to: second.to, second: shown(second) }))
      .filter((two) => !isEmpty(two.variants));
  });
}

/** What a step logged, as a text; each edge stands in many pairs and is written out once. */
function shown<O extends Taken<unknown>>(edge: Edge<O>): string {
  let text = texts.get(edge);
  if (text === undefined) {
    const { outcome } = edge;
    texts.set(edge, (text = outcome.kind === 'taken' ? `${outcome.refused} ${JSON.stringify(outcome.events)}` : outcome.kind));
  }
  return text;
}

const texts = new WeakMap<object, string>();

/** The variants in which the two ways do not agree. */
function disagreement(
  all: VariantSet,
  forth: readonly TwoSteps[],
  back: readonly TwoSteps[],
  agree: (x: TwoSteps, y: TwoSteps) => boolean,
): VariantSet {
  let differing = noneLike(all);
  for (const x of forth) for (const y of back) if (!agree(x, y)) differing = either(differing, both(x.variants, y.variants));
  return differing;
}

class Counter {
  private judged = 0;
  private judgedIn: VariantSet;

  constructor(all: VariantSet) {
    this.judgedIn = noneLike(all);
  }

  count(variants: VariantSet): void {
    this.judged += sizeOf(variants);
    this.judgedIn = either(this.judgedIn, variants);
  }

  violated<C>(id: string, reason: string, trace: Finding<C>['trace']): Finding<C> {
    return { id, verdict: 'violated', judged: this.judged, judgedIn: this.judgedIn, reason, trace };
  }

  finding<C>(id: string, expected: VariantSet): Finding<C> {
    return countedFinding(id, this.judged, this.judgedIn, expected);
  }
}
