/**
 * The shards of one run, put together to what the whole run would have found.
 */
import { type CommandOrder, orderOf } from './sequences.ts';
import type { Rulebook } from '../specification.ts';
import type { Conformance, ConformOptions, PlayedPart, RuleDivergence } from './result.ts';

/** Shards, each with what it is to be called in a message. */
type NamedShards = readonly { readonly name: string; readonly result: Conformance }[];

/** Shards that cannot be put together, and why. */
export class NotOneRun extends Error {}

/**
 * What the whole run would have found.
 *
 * @throws NotOneRun where they are shards of different runs, one is there twice, or one is missing.
 */
export function merge(rulebook: Pick<Rulebook, 'commands'>, shards: NamedShards): Conformance {
  const [first] = shards;
  if (first === undefined) throw new NotOneRun('there are no shards');
  const of = first.result.shard?.of ?? 0;
  const names = new Map<number, string>();
  for (const { name, result } of shards) {
    if (result.shard === null) throw new NotOneRun(`${name} is no shard: it is a whole run`);
    const strange = differenceOf(first.result, result);
    if (strange !== null) throw new NotOneRun(`${name} does not belong with ${first.name}: ${strange}`);
    const twin = names.get(result.shard.index);
    if (twin !== undefined) throw new NotOneRun(`${name} is shard ${result.shard.index} of ${of}, as ${twin} is`);
    names.set(result.shard.index, name);
  }
  const missing = Array.from({ length: of }, (_, index) => index + 1).filter((index) => !names.has(index));
  if (missing.length > 0) throw new NotOneRun(`of ${of} shards ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing`);

  checkParts(shards);
  const results = shards.map(({ result }) => result).sort((a, b) => a.shard!.index - b.shard!.index);
  const firstOf = <K extends keyof Conformance>(key: K) => results.find((result) => result[key] !== null)?.[key] ?? null;
  const verdict = (['diverges', 'inconclusive'] as const).find((each) => results.some((result) => result.verdict === each)) ?? 'conforms';
  return {
    ...results[0]!,
    verdict,
    implementation: firstOf('implementation'),
    shard: null,
    compared: firstOf('compared'),
    dialects: verdict === 'diverges' ? [] : (results.find(({ dialects }) => dialects.length > 0)?.dialects ?? []),
    parts: mergedParts(results),
    divergences: mergedDivergences(orderOf(rulebook), results),
    twoAnswers: firstOf('twoAnswers'),
    fault: firstOf('fault'),
    note: firstOf('note'),
  };
}

function differenceOf(one: Conformance, other: Conformance) {
  const differs = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);
  // A shard whose implementation failed before it said anything belongs with the others.
  const areTwo = (a: unknown, b: unknown) => a !== null && b !== null && differs(a, b);
  if (one.shard?.of !== other.shard!.of) return `one is of ${one.shard?.of ?? 'no'} shards, the other of ${other.shard!.of}`;
  const asked = (Object.keys(one.asked) as (keyof ConformOptions)[]).filter((key) => differs(one.asked[key], other.asked[key]));
  if (asked.length > 0) return `they were asked for different things: ${asked.map(optionOf).join(', ')}`;
  if (areTwo(one.implementation, other.implementation)) return 'they are of different implementations';
  if (areTwo(one.compared, other.compared)) return 'the implementation spoke different dialects';
  return null;
}

/** How the option is called that asks for something. */
function optionOf(asked: keyof ConformOptions) {
  return asked === 'choices' ? '--dialect' : `--${asked.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** Shards that were played to the end have the same parts, and between them every sequence of each. */
function checkParts(shards: NamedShards) {
  const whole = shards.filter(({ result: { fault, twoAnswers, divergences } }) => {
    return fault === null && twoAnswers === null && divergences.every(({ rule }) => rule !== null);
  });
  const [first] = whole;
  const about = ({ parts }: Conformance) =>
    JSON.stringify(parts.map((part) => [part.name, part.says, part.whole, part.rows?.length]));
  const strange = whole.find(({ result }) => about(result) !== about(first!.result));
  if (strange !== undefined) throw new NotOneRun(`${strange.name} does not belong with ${first!.name}: not the same parts were played`);
  if (whole.length < shards.length) return;
  for (const [index, { name, whole: all }] of (first?.result.parts ?? []).entries()) {
    const planned = shards.reduce((sum, { result }) => sum + result.parts[index]!.planned, 0);
    if (planned !== all) throw new NotOneRun(`the shards have ${planned} of the ${all} sequences of the part ${name}`);
  }
}

function mergedParts(results: readonly Conformance[]): readonly PlayedPart[] {
  const names = [...new Set(results.flatMap(({ parts }) => parts.map(({ name }) => name)))];
  return names.map((name) => {
    const same = results.flatMap(({ parts }) => parts.filter((part) => part.name === name));
    const sum = (key: 'planned' | 'sequences' | 'commands') => same.reduce((total, part) => total + part[key], 0);
    const rows = same.map((part) => part.rows).reduce(either);
    return { ...same[0]!, planned: sum('planned'), sequences: sum('sequences'), commands: sum('commands'), rows };
  });
}

function either(a: string | null, b: string | null) {
  return a === null || b === null ? null : [...a].map((row, index) => (row === '1' || b[index] === '1' ? '1' : '0')).join('');
}

/** Of each rule the shortest divergence, which all shards have found alike if they had the budget. */
function mergedDivergences({ sequences: compare }: CommandOrder, results: readonly Conformance[]) {
  const better = (a: RuleDivergence, b: RuleDivergence) =>
    a.shortest === b.shortest ? compare(a.commands, b.commands) < 0 : a.shortest;
  const byRule = Map.groupBy(results.flatMap(({ divergences }) => divergences), ({ rule }) => rule);
  const merged = [...byRule.values()].map((same) => {
    return { ...same.reduce((a, b) => (better(b, a) ? b : a)), sequences: same.reduce((sum, { sequences }) => sum + sequences, 0) };
  });
  return merged.sort((a, b) => compare(a.commands, b.commands));
}
