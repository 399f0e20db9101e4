/**
 * Examples: for each rule and each invariant the shortest commands that bring it up, in the default dialect where it comes
 * up there.
 */
import { both, haveCommon, isEmpty } from '../dialects/set.ts';
import { alphabetsFor, Exploration, type WatchedGraph } from '../explore/exploration.ts';
import { pathTo, rowsOf } from '../explore/explore.ts';
import { traceOf } from '../explore/finding.ts';
import { play, stateAfter } from '../rules/play.ts';
import type { Command, Heals, RunInvariant, Specification, State, Words } from '../specification.ts';

/** Commands from the start on, in a dialect. */
export interface Example<W extends Words = any> {
  readonly dialect: W['Dialect']; readonly commands: readonly Command<W>[];
}

/** An example for each rule and invariant that has one, by its id. */
export function examplesOf(specification: Specification): ReadonlyMap<string, Example> {
  const exploration = new Exploration(specification);
  const { usual } = exploration.system.dialects;
  const byAlphabet = alphabetsFor(specification, 'quick').map((alphabet) => examplesIn(exploration, exploration.graph(alphabet)));
  const ofRuns = runExamples(exploration).map(([id, commands]) => [id, { dialect: usual, commands }] as const);
  return new Map([...byAlphabet.reverse().flatMap((examples) => [...examples]), ...ofRuns]);
}

/** Rows come in breadth-first order: the first that brings a thing up is one of the shortest. */
function examplesIn({ system, witness }: Exploration, graph: WatchedGraph) {
  const usual = system.dialects.only(system.dialects.usual);
  const found = new Map<string, Example & { readonly isUsual: boolean }>();
  for (const { visit, command, variants, edge: { outcome } } of rowsOf(graph)) {
    if (outcome.kind !== 'taken') continue;
    const doing = graph.machine.commands[command]!;
    const { held } = witness.judge({ before: graph.states[visit.state]!, command: doing, outcome });
    const invariants = held.map((index) => witness.invariants[index]!);
    const shown = [
      ...outcome.rules.map((id) => ({ id, dialects: variants })),
      ...invariants.map(({ id, variants: speaksOf }) => ({ id, dialects: both(speaksOf, variants) })),
    ];
    for (const { id, dialects } of shown) {
      const isUsual = haveCommon(dialects, usual);
      const known = found.get(id);
      if (isEmpty(dialects) || known?.isUsual === true || (known !== undefined && !isUsual)) continue;
      const { commands, variant } = traceOf(graph, visit, isUsual ? usual : dialects, [doing]);
      found.set(id, { commands, dialect: system.dialects.listed(variant)[0]!, isUsual });
    }
  }
  return found;
}

type Commands = readonly Command[];

/** A state, and a shortest way to it in the default dialect. */
interface Reached {
  readonly path: Commands; readonly state: State;
}

/** What is judged on more than one run has no row: the shortest runs that it speaks of, in the default dialect. */
function runExamples(exploration: Exploration) {
  const { specification, system } = exploration;
  const graph = exploration.graph(specification.alphabets[0]!);
  const usual = system.dialects.only(system.dialects.usual);
  const reached = graph.visits
    .filter(({ variants }) => haveCommon(variants, usual))
    .map((visit) => ({ path: pathTo(graph, visit), state: graph.states[visit.state]!.state }));
  return (specification.ofRuns?.() ?? []).flatMap((invariant) => {
    const commands = runOf(exploration, invariant, reached);
    return commands === null ? [] : [[invariant.id, commands] as const];
  });
}

function runOf(exploration: Exploration, invariant: RunInvariant, reached: readonly Reached[]) {
  const { specification, system, witness } = exploration;
  switch (invariant.kind) {
    case 'commutes': {
      const commands = alphabetsFor(specification, 'quick').flatMap((alphabet) => alphabet.commands);
      const pairs = commands.flatMap((a) => commands.map((b) => [a, b] as const));
      return pairs.find(([a, b]) => invariant.independent(a, b)) ?? null;
    }
    case 'determines':
      return [invariant.command(system.start)];
    case 'idempotent': {
      const accepted = reached.find(({ state }) => {
        const outcome = play(system, state, invariant.command, system.dialects.usual);
        return outcome.kind === 'taken' && outcome.refused === null;
      });
      return accepted === undefined ? null : [...accepted.path, invariant.command, invariant.command];
    }
    case 'heals':
      return healed(exploration, invariant, reached);
    case 'way': {
      const isWay = ({ whole, parts }: State) => [...parts.values()].some((part) => invariant.to(witness.see(whole, part)));
      return reached.find(({ state }) => isWay(state))?.path ?? null;
    }
  }
}

/** The shortest way into the trouble that a healing speaks of, and its stages. */
function healed({ system, witness }: Exploration, { from, stages }: Heals, reached: readonly Reached[]) {
  for (const { path, state: { whole, parts }, state } of reached) {
    const name = [...parts].find(([, part]) => from(part, witness.see(whole, part)))?.[0];
    if (name === undefined) continue;
    let [at, commands] = [state, path];
    for (const { doing } of stages) {
      const next = doing(system.partIn(at, name), name);
      [at, commands] = [stateAfter(system, system.dialects.usual, next, at), [...commands, ...next]];
    }
    return commands;
  }
  return null;
}
