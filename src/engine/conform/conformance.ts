/**
 * Conformance: an implementation against the rules, from the question which dialect it speaks to divergences as short as
 * can be.
 */
import { systemOf } from '../rules/system.ts';
import { divergenceIn } from './blame.ts';
import { BrokenReset, brokenReset } from './broken-reset.ts';
import { divergencesFrom, Nondeterministic } from './shrink.ts';
import { expectationsOf } from './expectations.ts';
import { answerToReset, Onlooker } from './look.ts';
import { type ConformPart, partsAsked, takenRows, untaken, type WordCase } from './parts.ts';
import { ImplementationFault, type Player } from './player.ts';
import { dialectClasses, spokenClass } from './specified.ts';
import { wasTried } from './summary.ts';
import type { Specification } from '../specification.ts';
import type { Sequence } from './sequences.ts';
import type { Conformance, ConformOptions, PlayedPart, RuleDivergence, Shard } from './result.ts';

/** Told while test cases are played. */
export type OnProgress = (part: string, commands: number, ofAbout: number) => void;

/**
 * Plays the whole comparison, or one shard of it.
 *
 * @param start starts the implementation anew, in a number of processes (default: as many as the user wants).
 * @throws NoMachine and Gap for rules that nothing can be compared with, AuthorError for a function of theirs that throws.
 */
export async function conformance(
  specification: Specification,
  start: (jobs?: number) => Promise<Player>,
  asked: ConformOptions,
  shard: Shard | null = null,
  onProgress: OnProgress = () => {},
): Promise<Conformance> {
  const [parts, divergences]: [PlayedPart[], RuleDivergence[]] = [[], []];
  const nothing = { implementation: null, compared: null, twoAnswers: null, fault: null, note: null };
  const told: Told = { verdict: 'conforms', asked, shard, dialects: [], parts, divergences, ...nothing };
  let player: Player | null = null;
  try {
    player = await start();
    await compare(told, specification, start, player, onProgress);
    told.note = await player.end();
  } catch (error) {
    if (error instanceof ImplementationFault) told.fault = error.told;
    else if (error instanceof Nondeterministic) {
      const [once, again] = error.looks.map((look) => player!.answerLike(look) ?? look);
      told.twoAnswers = { commands: error.commands, answers: [once, again] };
    } else throw error;
  } finally {
    player?.stop();
  }
  const wrong = divergences.length > 0 || told.twoAnswers !== null;
  const tried = wasTried(told);
  const verdict = wrong ? 'diverges' : told.fault !== null || !tried ? 'inconclusive' : 'conforms';
  return { ...told, verdict, dialects: wrong || !tried ? [] : told.dialects };
}

/** What a comparison has come to so far. */
type Told = { -readonly [field in keyof Conformance]: Conformance[field] } & {
  readonly parts: PlayedPart[];
  readonly divergences: RuleDivergence[];
};

/** Plays what was asked for, and makes what is wrong as short as can be, whatever becomes of the implementation meanwhile. */
async function compare(
  told: Told, specification: Specification, start: (jobs?: number) => Promise<Player>, player: Player, onProgress: OnProgress,
) {
  const { asked, shard } = told;
  told.implementation = player.hello;
  const onlooker = new Onlooker(specification, player.hello.observes);
  const { spoken, part } = await spokenClass(player, dialectClasses(specification, onlooker, asked.choices));
  // Every shard has to find out; in the whole run it is done once.
  const others = shard !== null && shard.index > 1;
  if (part.whole > 0) told.parts.push(others ? { ...part, planned: 0, sequences: 0, commands: 0 } : part);
  told.dialects = systemOf(specification).dialects.listed(spoken.dialects);
  told.compared = spoken.dialect;
  const expectations = expectationsOf(specification, onlooker, spoken.dialect);
  const found = divergencesFrom(expectations);
  const right = onlooker.lookOf(answerToReset(specification));

  /** Plays test cases, keeps what they show to be wrong, and yields the first answer of each that was not as expected; -1 without one. */
  async function* judged(tests: Iterable<WordCase>): AsyncGenerator<{ readonly test: WordCase; readonly mismatch: number }> {
    let before: Sequence = [];
    for await (const tried of player.play(tests)) {
      const { test, reset } = tried;
      if (reset !== right) throw new BrokenReset(before, player.answerLike(reset));
      const diverging = divergenceIn(tried, player, expectations);
      if (diverging !== null) found.keep(diverging);
      before = test.commands;
      yield { test, mismatch: diverging === null ? -1 : diverging.commands.length - 1 };
    }
  }

  let failure: unknown = null;
  try {
    const parts = partsAsked(specification, onlooker, spoken, asked);
    const ofAbout = parts.reduce((sum, { about }) => sum + about, 0) / (shard?.of ?? 1);
    let done = 0;
    for (const each of parts) {
      const onPlayed = (commands: number) => onProgress(each.name, (done += commands), ofAbout);
      await playPart(each, told, judged, onPlayed);
    }
  } catch (error) {
    failure = error;
  }
  if (failure instanceof BrokenReset) told.divergences.push(await brokenReset(specification, onlooker, () => start(1), failure));
  else {
    await found.shrunk(told.divergences, start, player, asked.shrinkBudget);
    if (failure !== null) throw failure;
  }
}

async function playPart(
  { name, says, specified, tests }: ConformPart,
  { shard, parts }: Told,
  judged: (tests: Iterable<WordCase>) => AsyncIterable<{ readonly test: WordCase; readonly mismatch: number }>,
  onPlayed: (commands: number) => void,
) {
  const rows = specified && takenRows(specified);
  const counts = { whole: 0, planned: 0, sequences: 0, commands: 0 };
  const { index, of } = shard ?? { index: 1, of: 1 };
  /** The test cases of this shard, counted. */
  function* share(): Generator<WordCase> {
    for (const test of tests) {
      if (counts.whole++ % of !== index - 1) continue;
      counts.planned++;
      yield test;
    }
  }
  const hidden: WordCase[] = [];
  const play = async (cases: Iterable<WordCase>) => {
    for await (const { test, mismatch } of judged(cases)) {
      counts.sequences++;
      counts.commands += test.commands.length;
      rows?.add(test.word!, mismatch);
      onPlayed(test.commands.length);
      if (mismatch !== -1 && specified !== null && name !== 'complete') hidden.push(...untaken(specified, test.word!, mismatch));
    }
  };
  try {
    await play(share());
    // Nobody comes to the others but by what is known to be wrong.
    await play(rows?.reachableIn(hidden.splice(0)) ?? []);
  } finally {
    parts.push({ name, says, ...counts, rows: rows?.list() ?? null });
  }
}
