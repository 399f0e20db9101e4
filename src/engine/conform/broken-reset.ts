/**
 * A reset that does not go back to the start, and says so. Nothing else can be said of such an implementation, since every sequence
 * begins with a reset.
 */
import { answerToReset } from './look.ts';
import type { Specification } from '../specification.ts';
import type { RulesAnswer, Onlooker } from './look.ts';
import type { AnyCommand, Player } from './player.ts';
import type { RuleDivergence } from './result.ts';

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
  seen: { readonly commands: readonly AnyCommand[]; readonly answer: unknown },
): Promise<RuleDivergence> {
  const expected = answerToReset(onlooker.rulebook);
  const resets = new Resets(start, onlooker.lookOf(expected));
  const told = (commands: readonly AnyCommand[], observed: unknown, shortest: boolean): RuleDivergence => {
    const says = `A reset goes back to the empty start, and shows ${shownAtStart(expected)}`;
    return { rule: null, says, claims: [], commands, shortest, shorterBreak: [], expected, observed, allowedIn: [], sequences: 1 };
  };
  try {
    for (const commands of shortWords(alphabets[0]!.commands, 3)) {
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

/** `no event and an empty table` */
function shownAtStart(answer: RulesAnswer): string {
  const { events: _, ...observed } = answer as { readonly events: unknown; readonly [name: string]: unknown };
  const isEmpty = (value: unknown): boolean => typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  const shown = Object.entries(observed).map(([name, value]) => `${isEmpty(value) ? 'an empty' : 'the first'} ${name}`);
  return ['no event', ...shown].join(' and ');
}

/** Leaves out one command after the other, as long as the reset still shows something. */
async function shortened(commands: readonly AnyCommand[], answer: unknown, resets: Resets): Promise<[readonly AnyCommand[], unknown]> {
  let least: [readonly AnyCommand[], unknown] = [commands, answer];
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
  private readonly right: string;
  private player: Player | null = null;

  /** @param right how the answer to a reset looks that works. */
  constructor(start: () => Promise<Player>, right: string) {
    this.start = start;
    this.right = right;
  }

  /** The answer to a reset after commands, where it shows something, twice in new processes; undefined where it shows nothing. */
  async after(commands: readonly AnyCommand[]): Promise<unknown> {
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

  private async once(commands: readonly AnyCommand[]): Promise<unknown> {
    this.player ??= await this.start();
    let last = this.right;
    for await (const { reset } of this.player.play([{ commands }, { commands: [] }])) if (reset !== this.right) last = reset;
    return last === this.right ? undefined : this.player.answerLike(last);
  }
}

/** The words over an alphabet, the shortest first. */
function* shortWords(alphabet: readonly AnyCommand[], most: number): Generator<readonly AnyCommand[]> {
  let words: readonly (readonly AnyCommand[])[] = [[]];
  for (let length = 0; length <= most; length++) {
    yield* words;
    words = words.flatMap((word) => alphabet.map((command) => [...word, command]));
  }
}
