/**
 * Wrong outcomes: what a row could come to, if a rule had other effects there. Every list of effects up to one longer than
 * the true one is tried in the place of each rule that applies in the row; lists that bring about the same count once.
 *
 * A list whose log already breaks an invariant beyond mending (`lost`) is judged, and not made longer: whatever begins
 * like it is rejected with it. Nor is one made longer by which a server's log and table have parted: edits of the log
 * alone or the table alone are reported apart, and what is built on them with them.
 */
import { dialects } from '../../kst/dialect.ts';
import { sizeOf } from '../../verify/machine.ts';
import { textsOf } from './outcome-texts.ts';
import { perform } from './reference.ts';
import { effectsFor, isServiceTable, refusals } from './vocabulary.ts';
import type { DialectSet } from '../../kst/dialect.ts';
import type { Effect } from '../../kst/effects.ts';
import type { Bench } from '../../kst/invariants/observed.ts';
import type { SeenStep } from '../../kst/invariants/seen.ts';
import type { Application, Play, Taken } from '../../kst/play.ts';
import type { ExploredPart, Reference, ReferenceRow } from './reference.ts';

/**
 * What a wrong outcome gets wrong. Only the first two say how strong the invariants are; the others are nearly free to catch.
 *
 * answer: refused for accepted, or the reverse, or for another reason. both: the log, and the table with it. log: the log
 * alone. state: pool, plans, claim or table, but not the log. torn: the table is not what the log tells. hidden: the conflict
 * alone.
 */
export type Wrongness = 'answer' | 'both' | 'log' | 'state' | 'torn' | 'hidden';

export interface WrongOutcome {
  readonly row: ReferenceRow;
  readonly outcome: Taken;
  readonly wrongness: Wrongness;
  /** The dialects in which the row is reachable and comes to something else. */
  readonly variants: DialectSet;
  /** The dialects of those in which it breaks an invariant at once. */
  readonly rejectedIn: DialectSet;
  /** The invariants that it breaks in some of those, by their index; of an outcome that does not count, none are looked up. */
  readonly violated: readonly number[];
}

/** Whether an outcome says how strong the invariants are. */
export function counts(wrongness: Wrongness): boolean {
  return wrongness === 'answer' || wrongness === 'both';
}

/** Every wrong outcome of a row; one that is wrong at once in some dialects and hidden in others comes twice. */
export function* wrongOutcomesOf(reference: Reference, row: ReferenceRow): Generator<WrongOutcome> {
  const bench = reference.benchOf(row);
  const seen = new Set<string>();
  for (const { play, application } of reference.applicationsIn(row)) {
    for (const { plays } of listsInPlaceOf([{ play, application, bench }])) {
      const outcome = plays[0]!.fork().finish();
      if (outcome.kind !== 'taken') continue; // the other rules do not decide what follows: a gap, found as such
      const { text, looks: showing } = textsOf(outcome);
      if (seen.has(text)) continue;
      seen.add(text);
      const { shown, hidden } = wrongIn(row, text, showing);
      if (hidden !== 0) yield { row, outcome, wrongness: 'hidden', variants: hidden, rejectedIn: 0, violated: [] };
      if (shown === 0) continue;
      const looks = bench.look(outcome);
      const wrongness = wrongnessOf(row, shown, outcome, looks);
      const violated = counts(wrongness) ? bench.judge(outcome, looks).violated.filter((index) => (reference.watching.invariants[index]!.variants & shown) !== 0) : [];
      const rejectedIn = counts(wrongness)
        ? violated.reduce((set, index) => set | reference.watching.invariants[index]!.variants, 0)
        : bench.rejectedIn(looks, shown);
      yield { row, outcome, wrongness, variants: shown, rejectedIn: rejectedIn & shown, violated };
    }
  }
}

/** The dialects in which the row is reachable and an outcome shows something else, and those in which it differs and does not show it. */
export function wrongIn({ branches, reachable }: ReferenceRow, text: string, looks: string): { readonly shown: DialectSet; readonly hidden: DialectSet } {
  let [shown, hidden] = [reachable, 0];
  for (const branch of branches) {
    if (branch.looks !== looks) continue;
    shown &= ~branch.variants;
    if (branch.text !== text) hidden |= branch.variants;
  }
  return { shown, hidden };
}

/** A place in which other effects are tried. */
export interface Trial {
  readonly play: Play;
  readonly application: Application;
  readonly bench: Bench;
}

/**
 * Every list of effects in the place of one rule's, tried in several places at once; those that bring about the same in all
 * of them once. Short ones first. The play of each place stands where the list has been performed.
 */
export function* listsInPlaceOf(trials: readonly [Trial, ...Trial[]]): Generator<{ readonly effects: readonly Effect[]; readonly plays: readonly Play[] }> {
  const [{ application }] = trials;
  const right = dialects().map((dialect) => application.rule.then(dialect));
  const longest = Math.max(...right.map(({ length }) => length)) + 1;
  const refuses = right.some((effects) => effects.some(({ do: word }) => word === 'refuse'));
  for (const reason of refusals()) yield { effects: [{ do: 'refuse', reason }], plays: trials.map((trial) => after(trial.play, trial.application, { do: 'refuse', reason })) };
  const vocabulary = effectsFor(application.table).filter(({ do: word }) => word !== 'enter' && word !== 'forget'); // these change the table and log nothing
  const wereOne = trials.map(({ bench, play }) => !isServiceTable(application.table) && bench.look(play.soFar).every(isTold));
  const met = new Set<string>();
  let level: { readonly effects: readonly Effect[]; readonly plays: readonly Play[] }[] = [{ effects: [], plays: trials.map(({ play }) => play) }];
  yield level[0]!;
  const logged = trials.map(({ play }) => play.logged);
  const textOf = (plays: readonly Play[]): string => plays.map((play, index) => play.resultOf(trials[index]!.application, logged[index]!)).join('|');
  met.add(textOf(level[0]!.plays));
  for (let length = 1; length <= (refuses ? 2 : longest); length++) {
    const next: typeof level = [];
    for (const { effects, plays } of level) {
      for (const effect of vocabulary) {
        const tried = { effects: [...effects, effect], plays: plays.map((play, index) => after(play, trials[index]!.application, effect)) };
        const text = textOf(tried.plays);
        if (met.has(text)) continue;
        met.add(text);
        yield tried;
        if (length < longest && !trials.some(({ bench }, index) => isLost(bench, tried.plays[index]!, wereOne[index]!))) next.push(tried);
      }
    }
    level = next;
  }
}

function after(play: Play, application: Application, effect: Effect): Play {
  const fork = play.fork();
  perform(fork, application, [effect]);
  return fork;
}

/** What need not be followed: the invariants cannot be reconciled with it in any dialect, or log and table have parted. */
function isLost(bench: Bench, play: Play, wereOne: boolean): boolean {
  const looks = bench.look(play.soFar);
  return (wereOne && !looks.every(isTold)) || sizeOf(bench.lost(looks)) === dialects().length;
}

function wrongnessOf({ branches }: ReferenceRow, variants: DialectSet, outcome: Taken, looks: readonly SeenStep[]): Wrongness {
  const right = branches.filter((branch) => (branch.variants & variants) !== 0).map((branch) => branch.outcome);
  if (right.every(({ refused }) => refused !== outcome.refused)) return 'answer';
  if (looks.some((look) => !isTold(look))) return 'torn';
  const log = JSON.stringify(outcome.events);
  if (right.some(({ events }) => JSON.stringify(events) === log)) return 'state';
  const tables = right.map(({ next }) => next.world.servers.map(({ known }) => known).join(';'));
  return tables.includes(outcome.next.servers.map(({ known }) => known).join(';')) ? 'log' : 'both';
}

/** Whether the log tells what the table holds. */
function isTold({ now, after: { running, known } }: SeenStep): boolean {
  return running ? now.listed.join() === known.join() : known.length === 0;
}

/** The rows of the narrow part up to the exchange of its two versions: neither rules nor invariants know one from the other. */
export function rowsToJudge({ rows }: ExploredPart): readonly ReferenceRow[] {
  return rows.filter(({ before: { world }, command }) => {
    const pool = world.servers[0]?.pool ?? null;
    return pool === 6 || (pool === null && !(command.do === 'pool.add' && command.version === 5));
  });
}
