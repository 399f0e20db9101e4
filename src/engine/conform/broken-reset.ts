/**
 * A reset that does not go back to the empty start, and says so. Nothing else can be said of such an implementation, since every
 * sequence begins with a reset.
 */
import { narrowAlphabet } from '../../kst/alphabets.ts';
import { lookOf } from './look.ts';
import type { Command } from '../../kst/commands.ts';
import type { Answer } from './look.ts';
import type { Player } from './player.ts';
import type { Divergence } from './result.ts';

const empty: Answer = { events: [], table: [] };

/** How the answer to a reset looks that works. */
export const emptyLook = lookOf(empty, 'table and events');

/**
 * The fewest commands after which a reset shows something, tried with processes that have seen none before.
 *
 * @param start starts the implementation anew, as one process.
 * @param seen after which commands it was seen, and how it looked.
 */
export async function brokenReset(start: () => Promise<Player>, seen: { readonly commands: readonly Command[]; readonly answer: unknown }): Promise<Divergence> {
  const resets = new Resets(start);
  try {
    for (const commands of shortWords(narrowAlphabet(), 3)) {
      const answer = await resets.after(commands);
      if (answer !== undefined) return told(commands, answer, true);
    }
    const answer = await resets.after(seen.commands);
    if (answer === undefined) return told(seen.commands, seen.answer, false);
    return told(...(await shortened(seen.commands, answer, resets)), false);
  } finally {
    resets.stop();
  }
}

/** Leaves out one command after the other, as long as the reset still shows something. */
async function shortened(commands: readonly Command[], answer: unknown, resets: Resets): Promise<[readonly Command[], unknown]> {
  let least: [readonly Command[], unknown] = [commands, answer];
  for (let index = commands.length - 1; index >= 0; index--) {
    const shorter = least[0].toSpliced(index, 1);
    const still = await resets.after(shorter);
    if (still !== undefined) least = [shorter, still];
  }
  return least;
}

/** Resets after commands, in one process for as long as they show nothing. */
class Resets {
  private readonly start: () => Promise<Player>;
  private player: Player | null = null;

  constructor(start: () => Promise<Player>) {
    this.start = start;
  }

  /** The answer to a reset after commands, where it shows something, twice in new processes; undefined where it shows nothing. */
  async after(commands: readonly Command[]): Promise<unknown> {
    if ((await this.once(commands)) === undefined) return undefined;
    this.stop();
    const answer = await this.once(commands);
    if (answer !== undefined) this.stop();
    return answer;
  }

  stop(): void {
    this.player?.stop();
    this.player = null;
  }

  private async once(commands: readonly Command[]): Promise<unknown> {
    this.player ??= await this.start();
    let last = emptyLook;
    for await (const { reset } of this.player.play([{ commands }, { commands: [] }])) if (reset !== emptyLook) last = reset;
    return last === emptyLook ? undefined : this.player.answerLike(last);
  }
}

function told(commands: readonly Command[], observed: unknown, shortest: boolean): Divergence {
  const says = 'A reset goes back to the empty start, and shows no event and an empty table';
  return { rule: null, says, claims: [], commands, shortest, shorterBreak: [], expected: empty, observed, allowedIn: [], sequences: 1 };
}

/** The words over an alphabet, the shortest first. */
function* shortWords(alphabet: readonly Command[], most: number): Generator<readonly Command[]> {
  let words: readonly (readonly Command[])[] = [[]];
  for (let length = 0; length <= most; length++) {
    yield* words;
    words = words.flatMap((word) => alphabet.map((command) => [...word, command]));
  }
}
