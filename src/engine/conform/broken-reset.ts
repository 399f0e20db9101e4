/**
 * A reset that does not go back to the start, and says so. Nothing else can be said of such an implementation, since every sequence
 * begins with a reset.
 */
import { answerToReset, type Onlooker, type RulesAnswer } from './look.ts';
import { type Sequence, sequencesOver } from './sequences.ts';
import type { Specification } from '../specification.ts';
import type { Player } from './player.ts';
import type { RuleDivergence } from './result.ts';

/** A reset that shows something, after commands that were played before it (by another process, where there are several). */
export class BrokenReset extends Error {
  readonly commands: Sequence;
  readonly answer: unknown;

  constructor(commands: Sequence, answer: unknown) {
    super();
    this.commands = commands;
    this.answer = answer;
  }
}

/**
 * The fewest commands after which a reset shows something, tried with processes that have seen none before.
 *
 * @param start starts the implementation anew, as one process.
 * @param seen after which commands it was seen, and how it looked.
 */
export async function brokenReset(
  { alphabets }: Specification,
  onlooker: Onlooker,
  start: () => Promise<Player>,
  seen: BrokenReset,
): Promise<RuleDivergence> {
  const expected = answerToReset(onlooker.rulebook);
  const says = `A reset goes back to the empty start, and shows ${shownAtStart(expected)}`;
  const told = (commands: Sequence, observed: unknown, shortest: boolean) => {
    return { rule: null, says, claims: [], commands, shortest, shorterBreak: [], expected, observed, allowedIn: [], sequences: 1 };
  };
  const right = onlooker.lookOf(expected);
  let player = null as Player | null;
  /** The answer to a reset after commands, where it shows something twice in new processes; a process that shows nothing goes on. */
  const after = async (commands: Sequence) => {
    let answer: unknown;
    for (let time = 0; time < 2; time++) {
      player ??= await start();
      let last = right;
      for await (const { reset } of player.play([{ commands }, { commands: [] }])) if (reset !== right) last = reset;
      if (last === right) return undefined;
      answer = player.answerLike(last);
      player.stop();
      player = null;
    }
    return answer;
  };
  try {
    for (const commands of [0, 1, 2, 3].values().flatMap((length) => sequencesOver(alphabets[0]!.commands, length))) {
      const answer = await after(commands);
      if (answer !== undefined) return told(commands, answer, true);
    }
    let [least, observed] = [seen.commands, await after(seen.commands)];
    if (observed === undefined) return told(seen.commands, seen.answer, false);
    for (let index = least.length - 1; index >= 0; index--) {
      const shorter = least.toSpliced(index, 1);
      const still = await after(shorter);
      if (still !== undefined) [least, observed] = [shorter, still];
    }
    return told(least, observed, false);
  } finally {
    player?.stop();
  }
}

/** `no event and an empty table` */
function shownAtStart(answer: RulesAnswer) {
  const { events: _, ...observed } = answer as { readonly events: unknown; readonly [name: string]: unknown };
  const isEmpty = (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  const shown = Object.entries(observed).map(([name, value]) => `${isEmpty(value) ? 'an empty' : 'the first'} ${name}`);
  return ['no event', ...shown].join(' and ');
}
