/**
 * Examples: for each rule and each invariant the shortest commands that bring it up, in the default dialect where it comes
 * up there.
 */
import { dialectsWith, defaultDialect, listDialects } from '../../kst/dialect.ts';
import { invariantSet } from '../../kst/invariants/index.ts';
import { observer } from '../../kst/invariants/observed.ts';
import { emptyWorld } from '../../kst/state.ts';
import { step } from '../../kst/step.ts';
import { explore, pathTo, rowsOf } from '../../verify/explore.ts';
import { traceOf } from '../../verify/finding.ts';
import { quickParts } from '../proof.ts';
import type { Command } from '../../kst/commands.ts';
import type { Dialect } from '../../kst/dialect.ts';
import type { Healing } from '../../kst/invariants/runs.ts';
import type { Observer } from '../../kst/invariants/observed.ts';
import type { Model } from '../../kst/model.ts';
import type { Server, World } from '../../kst/state.ts';
import type { KstGraph } from '../exploration.ts';

/** Commands from the empty start on, in a dialect. */
export interface Example {
  readonly dialect: Dialect;
  readonly commands: readonly Command[];
}

/** An example for each rule and invariant that has one, by its id. */
export function examplesOf(model: Model): ReadonlyMap<string, Example> {
  const watching = observer(model);
  const graphs = quickParts().map(({ commands }) => explore(watching.machine(commands)));
  const found = new Map<string, Example>();
  for (const graph of graphs) for (const [id, example] of examplesIn(graph, watching)) if (!found.has(id)) found.set(id, example);
  for (const [id, example] of runExamples(model, graphs)) found.set(id, example);
  return found;
}

/** Rows come in breadth-first order: the first that brings a thing up is one of the shortest. */
function examplesIn(graph: KstGraph, watching: Observer): ReadonlyMap<string, Example> {
  const usual = dialectsWith(defaultDialect());
  const found = new Map<string, { readonly example: Example; readonly isUsual: boolean }>();
  for (const { visit, command, variants, edge } of rowsOf(graph)) {
    const { outcome } = edge;
    if (outcome.kind !== 'taken') continue;
    const doing = graph.machine.commands[command]!;
    const { held } = watching.judge({ before: graph.states[visit.state]!, command: doing, outcome });
    const shown = [
      ...outcome.rules.map((id) => ({ id, dialects: variants })),
      ...held.map((index) => watching.invariants[index]!).map((invariant) => ({ id: invariant.id, dialects: invariant.variants & variants })),
    ];
    for (const { id, dialects } of shown) {
      const isUsual = (dialects & usual) !== 0;
      if (dialects === 0 || (found.has(id) && (found.get(id)!.isUsual || !isUsual))) continue;
      const { commands, variant } = traceOf(graph, visit, isUsual ? usual : dialects, [doing]);
      found.set(id, { example: { commands, dialect: listDialects(variant)[0]! }, isUsual });
    }
  }
  return new Map([...found].map(([id, { example }]) => [id, example]));
}

/** What is judged on more than one run has no row: the shortest runs that it speaks of, in the default dialect. */
function runExamples(model: Model, graphs: readonly KstGraph[]): readonly (readonly [string, Example])[] {
  const dialect = defaultDialect();
  const commands = graphs.flatMap(({ machine }) => machine.commands);
  const pairs = commands.flatMap((a) => commands.map((b) => [a, b] as const));
  const paths = graphs[0]!.visits
    .filter(({ variants }) => (variants & dialectsWith(dialect)) !== 0)
    .map((visit) => ({ path: pathTo(graphs[0]!, visit), world: graphs[0]!.states[visit.state]!.world }));
  const accepts = (world: World, command: Command): boolean => {
    const outcome = step(model, world, command, dialect);
    return outcome.kind === 'taken' && outcome.refused === null;
  };
  const set = invariantSet();
  const runs = [
    ...set.commutations.map(({ id, independent }) => [id, pairs.find(([a, b]) => independent(a, b))] as const),
    ...set.determinations.map(({ id, command }) => [id, [command(emptyWorld())]] as const),
    ...set.idempotences.map(({ id, command }) => [id, paths.filter(({ world }) => accepts(world, command)).map(({ path }) => [...path, command, command])[0]] as const),
    ...set.healings.map((healing) => [healing.id, healed(model, healing, paths)] as const),
    ...set.ways.map(({ id, to }) => [id, paths.find(({ world }) => world.servers.some((server) => to(model.integrationOf(world.running, server))))?.path] as const),
  ];
  return runs.flatMap(([id, run]) => (run === undefined ? [] : [[id, { dialect, commands: run }] as const]));
}

/** The shortest way into the trouble that a healing speaks of, and its stages. */
function healed(model: Model, { from, stages }: Healing, paths: readonly { readonly path: readonly Command[]; readonly world: World }[]): readonly Command[] | undefined {
  const inTrouble = ({ world }: { readonly world: World }): Server | undefined => world.servers.find((server) => from(server, model.integrationOf(world.running, server)));
  const start = paths.find(inTrouble);
  return start === undefined ? undefined : [...start.path, ...stages.flatMap(({ doing }) => doing(inTrouble(start)!))];
}
