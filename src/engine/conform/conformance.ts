/**
 * Conformance: an implementation against the rules, from the question which dialect it speaks to divergences as short as
 * can be.
 */
import { dialects, listDialects } from '../../kst/dialect.ts';
import { brokenReset, emptyLook } from './broken-reset.ts';
import { Expectations } from './expectations.ts';
import { spokenClass } from './infer.ts';
import { lookOf } from './look.ts';
import { ImplementationFault } from './player.ts';
import { compareSequences, divergingAt, Nondeterministic, protocolRule, shrink } from './shrink.ts';
import { dialectClasses, furtherAlphabets, specifiedOver } from './specification.ts';
import { wasTried } from './summary.ts';
import { completePart, corpusPart, furtherPart, randomPart, Rows, untaken } from './trials.ts';
import type { Command } from '../../kst/commands.ts';
import type { DialectSet } from '../../kst/dialect.ts';
import type { Model } from '../../kst/model.ts';
import type { Player } from './player.ts';
import type { Conformance, ConformOptions, Divergence, PartResult, Shard } from './result.ts';
import type { Diverging, Shrunk } from './shrink.ts';
import type { PartTrial, TrialPart } from './trials.ts';

/** Told while trials are played. */
export type OnProgress = (part: string, commands: number, ofAbout: number) => void;

/**
 * Plays the whole comparison, or one shard of it.
 *
 * @param start starts the implementation anew, in so many processes (default: as many as the user wants).
 */
export async function conformance(model: Model, start: (jobs?: number) => Promise<Player>, asked: ConformOptions, shard: Shard | null = null, onProgress: OnProgress = () => {}): Promise<Conformance> {
  const run = new Run(model, start, asked, shard, onProgress);
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

/** What was found wrong under one rule. */
interface Group {
  shortest: Diverging;
  sequences: number;
}

class Run {
  fault: ImplementationFault | null = null;
  twoAnswers: Nondeterministic | null = null;
  private readonly model: Model;
  private readonly start: (jobs?: number) => Promise<Player>;
  private readonly asked: ConformOptions;
  private readonly shard: Shard | null;
  private readonly onProgress: OnProgress;
  private player: Player | null = null;
  private readonly parts: PartResult[] = [];
  private readonly groups = new Map<string, Group>();
  private divergences: Divergence[] = [];
  private possible: DialectSet = 0;
  private expectations: Expectations | null = null;
  private done = 0;
  private note: string | null = null;

  constructor(model: Model, start: (jobs?: number) => Promise<Player>, asked: ConformOptions, shard: Shard | null, onProgress: OnProgress) {
    this.model = model;
    this.start = start;
    this.asked = asked;
    this.shard = shard;
    this.onProgress = onProgress;
  }

  async play(): Promise<void> {
    const { model, asked } = this;
    this.player = await this.start();
    const { observes } = this.player.hello;
    const { spoken, part } = await spokenClass(model, this.player, dialectClasses(model, observes, asked.choices));
    // Every shard has to find out; in the whole run it is done once.
    const others = this.shard !== null && this.shard.index > 1;
    if (part.whole > 0) this.parts.push(others ? { ...part, planned: 0, sequences: 0, commands: 0 } : part);
    this.expectations = new Expectations(model, observes, spoken.dialect);
    this.possible = spoken.dialects;
    try {
      const makers: readonly (readonly [string, () => TrialPart])[] = [
        ['corpus', () => corpusPart(asked.corpus)],
        ['complete', () => completePart(spoken.narrow, asked.extraStates)],
        ...furtherAlphabets().map(([name, commands]) => [name, () => furtherPart(specifiedOver(model, observes, spoken.dialect, name, commands))] as const),
        ['random', () => randomPart(model, spoken.dialect, asked)],
      ];
      const parts = makers.filter(([name]) => asked.only?.includes(name) ?? true).map(([, make]) => make()).filter(({ about }) => about > 0);
      const ofAbout = parts.reduce((sum, { about }) => sum + about, 0) / (this.shard?.of ?? 1);
      for (const part of parts) await this.playPart(part, ofAbout);
    } catch (error) {
      if (!(error instanceof BrokenReset)) throw error;
      this.groups.clear();
      this.divergences = [await brokenReset(() => this.start(1), error)];
    } finally {
      await this.shrinkAll();
    }
  }

  async end(): Promise<void> {
    this.note = await this.player!.end();
  }

  stop(): void {
    this.player?.stop();
  }

  result(): Conformance {
    const { asked, shard, fault, twoAnswers, divergences, parts } = this;
    const wrong = divergences.length > 0 || this.groups.size > 0 || twoAnswers !== null;
    const tried = wasTried({ parts });
    const player = this.player;
    return {
      verdict: wrong ? 'diverges' : fault !== null || !tried ? 'inconclusive' : 'conforms',
      implementation: player?.hello ?? null,
      asked,
      shard,
      dialects: wrong || !tried ? [] : listDialects(this.possible),
      compared: this.expectations?.dialect ?? null,
      parts,
      divergences,
      twoAnswers: twoAnswers === null ? null : { commands: twoAnswers.commands, answers: [player!.answerLike(twoAnswers.looks[0]) ?? twoAnswers.looks[0], player!.answerLike(twoAnswers.looks[1]) ?? twoAnswers.looks[1]] },
      fault: fault === null ? null : { says: fault.message, unanswered: fault.unanswered, since: fault.since, lastLines: fault.lastLines },
      note: this.note,
    };
  }

  /** The trials of this shard, counted. */
  private *share(trials: Iterable<PartTrial>, counts: { planned: number; whole: number }): Generator<PartTrial> {
    const { index, of } = this.shard ?? { index: 1, of: 1 };
    for (const trial of trials) {
      if (counts.whole++ % of !== index - 1) continue;
      counts.planned++;
      yield trial;
    }
  }

  private async playPart({ name, says, specified, trials }: TrialPart, ofAbout: number): Promise<void> {
    const rows = specified === null ? null : new Rows(specified);
    const counts = { planned: 0, whole: 0, sequences: 0, commands: 0 };
    const hidden: PartTrial[] = [];
    const add = ({ trial, mismatch }: Judged): void => {
      counts.sequences++;
      counts.commands += trial.commands.length;
      rows?.add(trial.word!, mismatch);
      this.onProgress(name, (this.done += trial.commands.length), ofAbout);
    };
    try {
      for await (const judged of this.judged(this.share(trials, counts))) {
        add(judged);
        if (judged.mismatch !== -1 && specified !== null && name !== 'complete') hidden.push(...untaken(specified, judged.trial.word!, judged.mismatch));
      }
      // Nobody comes to the others but by what is known to be wrong.
      for await (const judged of this.judged(rows === null ? hidden : rows.reachableIn(hidden))) add(judged);
    } finally {
      this.parts.push({ name, says, ...counts, rows: rows?.list ?? null });
    }
  }

  /** Plays trials, and keeps what they show to be wrong. */
  private async *judged(trials: Iterable<PartTrial>): AsyncGenerator<Judged> {
    let before: readonly Command[] = [];
    for await (const { trial, looks, reset } of this.player!.play(trials)) {
      if (reset !== emptyLook) throw new BrokenReset(before, this.player!.answerLike(reset));
      const mismatch = this.expectations!.firstMismatch(trial.commands, looks);
      if (mismatch !== -1) this.keep(divergingAt(trial.commands.slice(0, mismatch + 1), looks[mismatch]!, this.player!, this.expectations!));
      before = trial.commands;
      yield { trial, mismatch };
    }
  }

  private keep(diverging: Diverging): void {
    const { id } = diverging.rule;
    const group = this.groups.get(id);
    if (group === undefined) this.groups.set(id, { shortest: diverging, sequences: 1 });
    else {
      group.sequences++;
      if (compareSequences(diverging.commands, group.shortest.commands) < 0) group.shortest = diverging;
    }
  }

  /** Makes what was found as short as can be, in a process that has seen nothing before. */
  private async shrinkAll(): Promise<void> {
    if (this.groups.size === 0) return;
    let player: Player | null = null;
    try {
      player = await this.start();
      for (const { shortest, sequences } of this.groups.values()) {
        const shrunk = await shrink(shortest, player, this.expectations!, this.asked.shrinkBudget);
        this.divergences.push(this.told(shrunk, shrunk, sequences, player));
      }
    } catch (error) {
      // What cannot be made shorter is told as it was found; of one that answers in two ways that says enough.
      if (error instanceof Nondeterministic) throw error;
      const told = new Set(this.divergences.map(({ rule }) => rule ?? protocolRule.id));
      for (const [id, { shortest, sequences }] of this.groups) if (!told.has(id)) this.divergences.push(this.told(shortest, { exhausted: false, others: [] }, sequences, this.player!));
      throw error;
    } finally {
      player?.stop();
      this.divergences = this.divergences.toSorted((a, b) => compareSequences(a.commands, b.commands));
    }
  }

  private told({ commands, look, rule }: Diverging, { exhausted, others }: Pick<Shrunk, 'exhausted' | 'others'>, sequences: number, player: Player): Divergence {
    const { observes } = this.expectations!;
    const allowed = dialects().filter((dialect) => lookOf(new Expectations(this.model, observes, dialect).answers(commands).at(-1), observes) === look);
    return {
      rule: rule === protocolRule ? null : rule.id,
      says: rule.says,
      claims: rule.cites,
      commands,
      shortest: exhausted && others.length === 0,
      shorterBreak: others,
      expected: this.expectations!.answers(commands).at(-1)!,
      observed: player.answerLike(look),
      allowedIn: allowed,
      sequences,
    };
  }
}

/** A reset that shows something, after commands that were played before it (by another process, where there are several). */
class BrokenReset extends Error {
  readonly commands: readonly Command[];
  readonly answer: unknown;

  constructor(commands: readonly Command[], answer: unknown) {
    super();
    this.commands = commands;
    this.answer = answer;
  }
}

interface Judged {
  readonly trial: PartTrial;
  /** The first answer that was not as expected; -1 where there is none. */
  readonly mismatch: number;
}
