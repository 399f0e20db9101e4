/**
 * Examples: for each rule and each invariant the shortest commands that bring it up, in the default dialect where it comes
 * up there.
 */
import { both, haveCommon, isEmpty } from '../dialects/set.ts';
import { alphabetsFor, Exploration } from '../explore/exploration.ts';
import { pathTo, rowsOf } from '../explore/explore.ts';
import { traceOf } from '../explore/finding.ts';
import { play, stateAfter } from '../rules/play.ts';
import type { WatchedGraph } from '../explore/exploration.ts';
import type { Command, Heals, RunInvariant, Specification, State, Words } from '../specification.ts';

/** Commands from the start on, in a dialect. */
export interface Example<W extends Words = any> {
  readonly dialect: W['Dialect'];
  readonly commands: readonly Command<W>[];
}

/** An example for each rule and invariant that has one, by its id. */
export function examplesOf<W extends Words>(specification: Specification<W>): ReadonlyMap<string, Example<W>> {
  const exploration = new Exploration(specification);
  const found = new Map<string, Example<W>>();
  for (const alphabet of alphabetsFor(specification, 'quick')) {
    for (const [id, example] of examplesIn(exploration, exploration.graph(alphabet))) if (!found.has(id)) found.set(id, example);
  }
  for (const [id, commands] of runExamples(exploration)) found.set(id, { dialect: exploration.system.dialects.usual, commands });
  return found;
}

/** Rows come in breadth-first order: the first that brings a thing up is one of the shortest. */
function examplesIn<W extends Words>({ system, witness }: Exploration<W>, graph: WatchedGraph<W>): ReadonlyMap<string, Example<W>> {
  const usual = system.dialects.only(system.dialects.usual);
  const found = new Map<string, { readonly example: Example<W>; readonly isUsual: boolean }>();
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
      if (isEmpty(dialects) || (found.has(id) && (found.get(id)!.isUsual || !isUsual))) continue;
      const { commands, variant } = traceOf(graph, visit, isUsual ? usual : dialects, [doing]);
      found.set(id, { example: { commands, dialect: system.dialects.listed(variant)[0]! }, isUsual });
    }
  }
  return new Map([...found].map(([id, { example }]) => [id, example]));
}

/** A state, and a shortest way to it in the default dialect. */
interface Reached<W extends Words> {
  readonly path: readonly Command<W>[];
  readonly state: State<W>;
}

/** What is judged on more than one run has no row: the shortest runs that it speaks of, in the default dialect. */
function runExamples<W extends Words>(exploration: Exploration<W>): readonly (readonly [string, readonly Command<W>[]])[] {
  const { specification, system } = exploration;
  const [first] = specification.alphabets;
  const graph = exploration.graph(first!);
  const usual = system.dialects.only(system.dialects.usual);
  const reached = graph.visits
    .filter(({ variants }) => haveCommon(variants, usual))
    .map((visit): Reached<W> => ({ path: pathTo(graph, visit), state: graph.states[visit.state]!.state }));
  return (specification.ofRuns?.() ?? []).flatMap((invariant) => {
    const commands = runOf(exploration, invariant, reached);
    return commands === null ? [] : [[invariant.id, commands] as const];
  });
}

function runOf<W extends Words>(
  exploration: Exploration<W>,
  invariant: RunInvariant<W>,
  reached: readonly Reached<W>[],
): readonly Command<W>[] | null {
  const { specification, system, witness } = exploration;
  switch (invariant.kind) {
    case 'commutes': {
      const commands = alphabetsFor(specification, 'quick').flatMap((alphabet) => alphabet.commands);
      for (const a of commands) for (const b of commands) if (invariant.independent(a, b)) return [a, b];
      return null;
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
      const isWay = ({ whole, parts }: State<W>): boolean => [...parts.values()].some((part) => invariant.to(witness.see(whole, part)));
      return reached.find(({ state }) => isWay(state))?.path ?? null;
    }
  }
}

/** The shortest way into the trouble that a healing speaks of, and its stages. */
function healed<W extends Words>(
  { system, witness }: Exploration<W>,
  { from, stages }: Heals<W>,
  reached: readonly Reached<W>[],
): readonly Command<W>[] | null {
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
