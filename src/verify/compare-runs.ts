/**
 * Two runs compared: commands that commute, outcomes that depend on part of the state alone, doing twice what was done.
 */
import { countedFinding, traceOf } from './finding.ts';
import { firstOf, sizeOf } from './machine.ts';
import type { Edge, Graph, Visit } from './explore.ts';
import type { Finding } from './finding.ts';
import type { Branch, Taken, Variants } from './machine.ts';

/** Judges that independent commands of the alphabet commute: the same state at the end, and the same events of each. */
export function commute<S, C, O extends Taken<S>>(id: string, graph: Graph<S, C, O>, independent: (a: C, b: C) => boolean): Finding<C> {
  const { commands } = graph.machine;
  const pairs = commands.flatMap((one, a) => commands.flatMap((other, b) => (a < b && independent(one, other) ? [[a, b] as const] : [])));
  const tally = new Counter();
  for (const visit of graph.visits) {
    for (const [a, b] of pairs) {
      tally.count(visit.variants);
      const [forth, back] = [twoSteps(graph, visit, a, b), twoSteps(graph, visit, b, a)];
      const differing = disagreement(forth, back, (x, y) => x.to === y.to && x.first === y.second && x.second === y.first);
      if (differing === 0) continue;
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
  const tally = new Counter();
  const numbers = numbersOf(graph);
  const known = new Map<string, string>();
  for (const visit of graph.visits) {
    const state = graph.states[visit.state]!;
    const given = basis(state);
    const command = commandIn(state);
    const number = numbers.get(JSON.stringify(command));
    const branches: readonly Branch<O>[] = number === undefined ? graph.machine.step(state, command) : graph.edges(visit.state, number);
    for (const { variants, outcome } of branches) {
      const taken = variants & visit.variants;
      const result = outcome.kind === 'taken' ? `${resultOf(outcome.next)} ${JSON.stringify(outcome.events)}` : outcome.kind;
      for (let rest = taken; rest !== 0; rest &= rest - 1) {
        const key = `${firstOf(rest)} ${given}`;
        if (!known.has(key)) known.set(key, result);
        else tally.count(firstOf(rest));
        if (known.get(key) === result) continue;
        const trace = traceOf(graph, visit, rest, [command]);
        return tally.violated(id, 'elsewhere the last command does something else, though it depends on nothing that differs', trace);
      }
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
  const tally = new Counter();
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
  readonly variants: Variants;
  readonly between: number | null;
  readonly to: number | null;
  readonly first: string;
  readonly second: string;
  readonly refused: boolean;
}

function twoSteps<S, C, O extends Taken<S>>(graph: Graph<S, C, O>, visit: Visit, a: number, b: number): readonly TwoSteps[] {
  return graph.edges(visit.state, a).flatMap((first): TwoSteps[] => {
    const variants = first.variants & visit.variants;
    if (variants === 0) return [];
    const begun = { between: first.to, first: shown(first), refused: first.outcome.kind === 'taken' && first.outcome.refused !== null };
    if (first.to === null) return [{ ...begun, variants, to: null, second: '' }];
    return graph
      .edges(first.to, b)
      .map((second) => ({ ...begun, variants: variants & second.variants, to: second.to, second: shown(second) }))
      .filter((two) => two.variants !== 0);
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
function disagreement(forth: readonly TwoSteps[], back: readonly TwoSteps[], agree: (x: TwoSteps, y: TwoSteps) => boolean): Variants {
  let differing = 0;
  for (const x of forth) for (const y of back) if (!agree(x, y)) differing |= x.variants & y.variants;
  return differing;
}

class Counter {
  private judged = 0;
  private judgedIn: Variants = 0;

  count(variants: Variants): void {
    this.judged += sizeOf(variants);
    this.judgedIn |= variants;
  }

  violated<C>(id: string, reason: string, trace: Finding<C>['trace']): Finding<C> {
    return { id, verdict: 'violated', judged: this.judged, judgedIn: this.judgedIn, reason, trace };
  }

  finding<C>(id: string, expected: Variants): Finding<C> {
    return countedFinding(id, this.judged, this.judgedIn, expected);
  }
}
