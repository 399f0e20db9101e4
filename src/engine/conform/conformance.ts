/**
 * Conformance: an implementation against the rules, from the question which dialect it speaks to divergences as short as
 * can be.
 */
import { systemOf } from '../rules/system.ts';
import { brokenReset } from './broken-reset.ts';
import { Divergences } from './divergences.ts';
import { Expectations } from './expectations.ts';
import { spokenClass } from './infer.ts';
import { answerToReset, Onlooker } from './look.ts';
import { partsAsked, TakenRows, untaken } from './parts.ts';
import { ImplementationFault } from './player.ts';
import { divergingAt, Nondeterministic } from './shortening.ts';
import { dialectClasses } from './specified.ts';
import { wasTried } from './summary.ts';
import type { Dialect } from '../dialects/dialects.ts';
import type { Specification } from '../specification.ts';
import type { ConformPart, WordCase } from './parts.ts';
import type { AnyCommand, Player } from './player.ts';
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
  const run = new Comparison(specification, start, asked, shard, onProgress);
  try {
    await run.play();
    await run.end();
  } catch (error) {
    if (error instanceof ImplementationFault) run.fault = error;
    else if (error instanceof Nondeterministic) run.twoAnswers = error;
    else throw error;
  } finally {
    run.stop();
  }
  return run.result();
}

class Comparison {
  fault: ImplementationFault | null = null;
  twoAnswers: Nondeterministic | null = null;
  private readonly specification: Specification;
  private readonly start: (jobs?: number) => Promise<Player>;
  private readonly asked: ConformOptions;
  private readonly shard: Shard | null;
  private readonly onProgress: OnProgress;
  private player: Player | null = null;
  private readonly parts: PlayedPart[] = [];
  private divergences: RuleDivergence[] = [];
  private possible: readonly Dialect[] = [];
  private expectations: Expectations | null = null;
  private done = 0;
  private note: string | null = null;

  constructor(
    specification: Specification,
    start: (jobs?: number) => Promise<Player>,
    asked: ConformOptions,
    shard: Shard | null,
    onProgress: OnProgress,
  ) {
    this.specification = specification;
    this.start = start;
    this.asked = asked;
    this.shard = shard;
    this.onProgress = onProgress;
  }

  async play(): Promise<void> {
    const { specification, asked, shard } = this;
    const player = (this.player = await this.start());
    const onlooker = new Onlooker(specification, player.hello.observes);
    const { spoken, part } = await spokenClass(player, dialectClasses(specification, onlooker, asked.choices));
    // Every shard has to find out; in the whole run it is done once.
    const others = shard !== null && shard.index > 1;
    if (part.whole > 0) this.parts.push(others ? { ...part, planned: 0, sequences: 0, commands: 0 } : part);
    this.expectations = new Expectations(onlooker, spoken.dialect);
    this.possible = systemOf(specification).dialects.listed(spoken.dialects);
    const found = new Divergences(specification, this.expectations);
    let reset: BrokenReset | null = null;
    try {
      const parts = partsAsked(specification, onlooker, spoken, asked);
      const ofAbout = parts.reduce((sum, { about }) => sum + about, 0) / (shard?.of ?? 1);
      for (const each of parts) await this.playPart(each, ofAbout, found);
    } catch (error) {
      if (!(error instanceof BrokenReset)) throw error;
      reset = error;
    } finally {
      if (reset === null) await found.shrunk(this.divergences, this.start, player, asked.shrinkBudget);
    }
    if (reset !== null) this.divergences = [await brokenReset(specification, onlooker, () => this.start(1), reset)];
  }

  async end(): Promise<void> {
    this.note = await this.player!.end();
  }

  stop(): void {
    this.player?.stop();
  }

  result(): Conformance {
    const { asked, shard, fault, twoAnswers, divergences, parts, player } = this;
    const wrong = divergences.length > 0 || twoAnswers !== null;
    const tried = wasTried({ parts });
    const [once, again] = twoAnswers?.looks.map((look) => player!.answerLike(look) ?? look) ?? [];
    return {
      verdict: wrong ? 'diverges' : fault !== null || !tried ? 'inconclusive' : 'conforms',
      implementation: player?.hello ?? null,
      asked,
      shard,
      dialects: wrong || !tried ? [] : this.possible,
      compared: this.expectations?.dialect ?? null,
      parts,
      divergences,
      twoAnswers: twoAnswers && { commands: twoAnswers.commands, answers: [once, again] },
      fault: fault?.told ?? null,
      note: this.note,
    };
  }

  /** The test cases of this shard, counted. */
  private *share(tests: Iterable<WordCase>, counts: { planned: number; whole: number }): Generator<WordCase> {
    const { index, of } = this.shard ?? { index: 1, of: 1 };
    for (const test of tests) {
      if (counts.whole++ % of !== index - 1) continue;
      counts.planned++;
      yield test;
    }
  }

  private async playPart({ name, says, specified, tests }: ConformPart, ofAbout: number, found: Divergences): Promise<void> {
    const rows = specified === null ? null : new TakenRows(specified);
    const counts = { whole: 0, planned: 0, sequences: 0, commands: 0 };
    const hidden: WordCase[] = [];
    const add = ({ test, mismatch }: JudgedCase): void => {
      counts.sequences++;
      counts.commands += test.commands.length;
      rows?.add(test.word!, mismatch);
      this.onProgress(name, (this.done += test.commands.length), ofAbout);
    };
    try {
      for await (const judged of this.judged(this.share(tests, counts), found)) {
        add(judged);
        if (judged.mismatch === -1 || specified === null || name === 'complete') continue;
        hidden.push(...untaken(specified, judged.test.word!, judged.mismatch));
      }
      // Nobody comes to the others but by what is known to be wrong.
      for await (const judged of this.judged(rows === null ? hidden : rows.reachableIn(hidden), found)) add(judged);
    } finally {
      this.parts.push({ name, says, ...counts, rows: rows?.list ?? null });
    }
  }

  /** Plays test cases, and keeps what they show to be wrong. */
  private async *judged(tests: Iterable<WordCase>, found: Divergences): AsyncGenerator<JudgedCase> {
    const [player, expectations] = [this.player!, this.expectations!];
    const right = expectations.onlooker.lookOf(answerToReset(this.specification));
    let before: readonly AnyCommand[] = [];
    for await (const { test, looks, reset } of player.play(tests)) {
      if (reset !== right) throw new BrokenReset(before, player.answerLike(reset));
      const mismatch = expectations.firstMismatch(test.commands, looks);
      if (mismatch !== -1) found.keep(divergingAt(test.commands.slice(0, mismatch + 1), looks[mismatch]!, player, expectations));
      before = test.commands;
      yield { test, mismatch };
    }
  }
}

/** A reset that shows something, after commands that were played before it (by another process, where there are several). */
class BrokenReset extends Error {
  readonly commands: readonly AnyCommand[];
  readonly answer: unknown;

  constructor(commands: readonly AnyCommand[], answer: unknown) {
    super();
    this.commands = commands;
    this.answer = answer;
  }
}

interface JudgedCase {
  readonly test: WordCase;
  /** The first answer that was not as expected; -1 where there is none. */
  readonly mismatch: number;
}
