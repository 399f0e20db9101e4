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
 * The fewest commands after which a reset shows something; null where there are none among the words of the narrow alphabet of
 * up to three commands.
 *
 * @param start starts the implementation anew, as one process: what was kept over a reset must not come from elsewhere.
 */
export async function brokenReset(start: () => Promise<Player>): Promise<Divergence | null> {
  for (const commands of shortWords(narrowAlphabet(), 3)) {
    const player = await start();
    try {
      const looks: string[] = [];
      for await (const { reset } of player.play([{ commands }, { commands: [] }])) looks.push(reset);
      const wrong = looks.find((look) => look !== emptyLook);
      if (wrong === undefined) continue;
      return {
        rule: null,
        says: 'A reset goes back to the empty start, and shows no event and an empty table',
        claims: [],
        commands: looks[0] === emptyLook ? commands : [],
        shortest: true,
        shorterBreak: [],
        expected: empty,
        observed: player.answerLike(wrong),
        allowedIn: [],
        sequences: 1,
      };
    } finally {
      player.stop();
    }
  }
  return null;
}

/** The words over an alphabet, the shortest first. */
function* shortWords(alphabet: readonly Command[], most: number): Generator<readonly Command[]> {
  let words: readonly (readonly Command[])[] = [[]];
  for (let length = 0; length <= most; length++) {
    yield* words;
    words = words.flatMap((word) => alphabet.map((command) => [...word, command]));
  }
}
