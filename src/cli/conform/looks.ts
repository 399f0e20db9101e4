/**
 * How answers look: most of them come again and again, and are read once.
 */
import { lookOf } from '../../kit/conform/look.ts';
import type { Observes } from '../../kit/conform/look.ts';

/** So many characters of answers are remembered at least, and less than twice as many. */
const remembered = 1 << 24;

export class Looks {
  private readonly observes: Observes;
  private recent = new Generation();
  private older = new Generation();

  constructor(observes: Observes) {
    this.observes = observes;
  }

  /** How an answer looks, or null where it cannot be read. */
  of(text: string): string | null {
    const known = this.recent.looks.get(text) ?? this.older.looks.get(text);
    if (known !== undefined) return known;
    const read = answerAndLook(text, this.observes);
    if (read === null) return null;
    const { answer, look } = read;
    if ((this.recent.size += text.length + look.length) > remembered) [this.older, this.recent] = [this.recent, new Generation()];
    this.recent.looks.set(text, look);
    if (!this.recent.answers.has(look)) this.recent.answers.set(look, answer);
    return look;
  }

  /** An answer that looks like that, if one is remembered. */
  answerLike(look: string): unknown {
    return this.recent.answers.get(look) ?? this.older.answers.get(look);
  }
}

class Generation {
  readonly looks = new Map<string, string>();
  readonly answers = new Map<string, unknown>();
  size = 0;
}

/** Null for what is no JSON, or nested too deeply to be looked at. */
function answerAndLook(text: string, observes: Observes): { readonly answer: object; readonly look: string } | null {
  try {
    const { seq: _, ...answer } = JSON.parse(text) as { readonly seq?: unknown };
    return { answer, look: lookOf(answer, observes) };
  } catch {
    return null;
  }
}
