/**
 * Two runs compared: commands that commute, outcomes that depend on part of the state alone, doing twice what was done.
 */
import { both, either, haveCommon, isEmpty, isWithin, noneLike, type VariantSet, without } from '../dialects/set.ts';
import { type Edge, type Graph, inState, type Visit } from '../explore/explore.ts';
import { type Finding, traceOf } from '../explore/finding.ts';
import { kept } from '../kept.ts';
import { tallyOf } from './tally.ts';

/** Judges that independent commands of the alphabet commute: the same state at the end, and the same events of each. */
export function commute<C>(id: string, graph: Graph<any, C>, independent: (a: C, b: C) => boolean): Finding<C> {
  const { commands, variants: all } = graph.machine;
  const pairs = commands.flatMap((one, a) => commands.flatMap((other, b) => (a < b && independent(one, other) ? [[a, b] as const] : [])));
  const tally = tallyOf(id, all);
  for (const visit of graph.visits) {
    for (const [a, b] of pairs) {
      tally.count(visit.variants);
      const [forth, back] = [twoSteps(graph, visit, a, b), twoSteps(graph, visit, b, a)];
      let differing = noneLike(all);
      for (const x of forth) {
        for (const y of back) {
          const agree = x.to === y.to && x.first === y.second && x.second === y.first;
          if (!agree) differing = either(differing, both(x.variants, y.variants));
        }
      }
      if (isEmpty(differing)) continue;
      const trace = traceOf(graph, visit, differing, [commands[a]!, commands[b]!]);
      return tally.finding('violated', 'the last two commands, the other way round, do something else', trace);
    }
  }
  return tally.unbroken();
}

/** Judges that a command gives the same result, as a text to compare, and logs the same wherever its basis is the same. */
export function dependsOnly<S, C>(
  id: string, graph: Graph<S, C>, of: { command: (state: S) => C; basis: (state: S) => string; result: (next: S) => string },
): Finding<C> {
  const { machine, edges } = graph;
  const tally = tallyOf(id, machine.variants);
  const numbers = new Map(machine.commands.map((command, index) => [JSON.stringify(command), index]));
  const known = new Map<string, { readonly result: string; readonly variants: VariantSet }[]>();
  for (const visit of graph.visits) {
    const state = graph.states[visit.state]!;
    const [given, command] = inState(graph, visit, [], () => [of.basis(state), of.command(state)] as const);
    // Of a command of the alphabet it is known what it does.
    const number = numbers.get(JSON.stringify(command));
    const play = () => inState(graph, visit, [command], () => machine.step(state, command));
    const branches = number === undefined ? play() : edges(visit.state, number);
    const alike = kept(known, given, () => []);
    for (const { variants, outcome } of branches) {
      const taken = both(variants, visit.variants);
      const seenIn = (some: typeof alike) => some.reduce((set, each) => either(set, each.variants), noneLike(taken));
      const told = () => (outcome.kind === 'taken' ? `${of.result(outcome.next)} ${JSON.stringify(outcome.events)}` : outcome.kind);
      const result = inState(graph, visit, [command], told);
      const seen = seenIn(alike);
      tally.count(both(taken, seen));
      const differing = seenIn(alike.filter((each) => each.result !== result));
      if (haveCommon(taken, differing)) {
        const trace = traceOf(graph, visit, both(taken, differing), [command]);
        const reason = 'elsewhere the last command does something else, though it depends on nothing that differs';
        return tally.finding('violated', reason, trace);
      }
      if (!isWithin(taken, seen)) alike.push({ result, variants: without(taken, seen) });
    }
  }
  return tally.unbroken();
}

/** Judges that a command, where it is accepted, leaves and logs the second time what it left and logged the first. */
export function twiceIsOnce<C>(id: string, graph: Graph<any, C>, command: C): Finding<C> {
  const number = graph.machine.commands.findIndex((each) => JSON.stringify(each) === JSON.stringify(command));
  if (number === -1) throw new RangeError(`${JSON.stringify(command)} is not in the alphabet`);
  const tally = tallyOf(id, graph.machine.variants);
  for (const visit of graph.visits) {
    for (const { variants, between, to, first, second, refused } of twoSteps(graph, visit, number, number)) {
      if (refused) continue;
      tally.count(variants);
      if (between === to && first === second) continue;
      return tally.finding('violated', 'the second time does something else', traceOf(graph, visit, variants, [command, command]));
    }
  }
  return tally.unbroken();
}

/** Two commands in a row: where they lead, and what each logged, as texts to compare. */
function twoSteps(graph: Graph, visit: Visit, a: number, b: number) {
  return graph.edges(visit.state, a).flatMap((first) => {
    const variants = both(first.variants, visit.variants);
    if (isEmpty(variants)) return [];
    const refused = first.outcome.kind === 'taken' && first.outcome.refused !== null;
    const begun = { variants, between: first.to, to: first.to, first: shown(first), second: '', refused };
    if (first.to === null) return [begun];
    return graph
      .edges(first.to, b)
      .map((second) => ({ ...begun, variants: both(variants, second.variants), to: second.to, second: shown(second) }))
      .filter((two) => !isEmpty(two.variants));
  });
}

/** What a step logged, as a text; each edge stands in many pairs and is written out once. */
function shown(edge: Edge<any>) {
  const { outcome } = edge;
  return kept(texts, edge, () => (outcome.kind === 'taken' ? `${outcome.refused} ${JSON.stringify(outcome.events)}` : outcome.kind));
}

const texts = new WeakMap<object, string>();
