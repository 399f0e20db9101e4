/**
 * How answers look: most of them come again and again, and are read once.
 */
import type { Onlooker } from '../../engine/conform/look.ts';

/** Maximum number of characters that are remembered; what was read first is forgotten first. */
const most = 1 << 25;

export function looksOf(onlooker: Onlooker) {
  /** How each answer looks, the oldest first. */
  const looks = new Map<string, string>();
  /** The first answer that looks like that. */
  const texts = new Map<string, string>();
  let size = 0;
  const forget = (): void => {
    for (const [text, look] of looks) {
      if (size <= most) return;
      size -= text.length + look.length;
      looks.delete(text);
      if (texts.get(look) === text) texts.delete(look);
    }
  };
  return {
    /** How an answer looks, or null where it cannot be read: for what is no JSON, or nested too deeply to be looked at. */
    of(text: string): string | null {
      let look = looks.get(text);
      if (look === undefined) {
        try {
          look = onlooker.lookOf(answerIn(text));
        } catch {
          return null;
        }
        looks.set(text, look);
        size += text.length + look.length;
        forget();
      }
      if (!texts.has(look)) texts.set(look, text);
      return look;
    },
    /** An answer that looks like that, if one is remembered. */
    answerLike(look: string): unknown {
      const text = texts.get(look);
      return text === undefined ? undefined : answerIn(text);
    },
  };
}

function answerIn(text: string): object {
  const { seq: _, ...answer } = JSON.parse(text) as { readonly seq?: unknown };
  return answer;
}
