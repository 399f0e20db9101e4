/**
 * How answers look: most of them come again and again, and are read once.
 */
import type { Onlooker } from '../../engine/conform/look.ts';

/** Maximum number of characters that are remembered; what was read first is forgotten first. */
const most = 1 << 25;

export class Looks {
  private readonly onlooker: Onlooker;
  /** How each answer looks, the oldest first. */
  private readonly looks = new Map<string, string>();
  /** The first answer that looks like that. */
  private readonly texts = new Map<string, string>();
  private size = 0;

  constructor(onlooker: Onlooker) {
    this.onlooker = onlooker;
  }

  /** How an answer looks, or null where it cannot be read. */
  of(text: string): string | null {
    const look = this.looks.get(text) ?? this.read(text);
    if (look !== null && !this.texts.has(look)) this.texts.set(look, text);
    return look;
  }

  /** An answer that looks like that, if one is remembered. */
  answerLike(look: string): unknown {
    const text = this.texts.get(look);
    return text === undefined ? undefined : answerIn(text);
  }

  /** Null for what is no JSON, or nested too deeply to be looked at. */
  private read(text: string): string | null {
    try {
      const look = this.onlooker.lookOf(answerIn(text));
      this.looks.set(text, look);
      this.size += text.length + look.length;
      this.forget();
      return look;
    } catch {
      return null;
    }
  }

  private forget(): void {
    for (const [text, look] of this.looks) {
      if (this.size <= most) return;
      this.size -= text.length + look.length;
      this.looks.delete(text);
      if (this.texts.get(look) === text) this.texts.delete(look);
    }
  }
}

function answerIn(text: string): object {
  const { seq: _, ...answer } = JSON.parse(text) as { readonly seq?: unknown };
  return answer;
}
