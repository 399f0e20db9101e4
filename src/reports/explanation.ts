import type { Citation } from '../engine/replay/explanation.ts';
import type { Styles } from './styles.ts';

export interface Explanation extends Citation {
  readonly details: readonly string[];
  /** What it rests on. */
  readonly cited: readonly Citation[];
  /** What rests on it. */
  readonly citing: readonly Citation[];
  /** The file of a scenario that shows it; null where none does. */
  readonly scenario: string | null;
}

/** An explanation as text. */
export function explanationText({ id, says, details, cited, citing, scenario }: Explanation, styles: Styles): string {
  const list = (title: string, citations: readonly Citation[]): readonly string[] =>
    citations.length === 0 ? [] : ['', title, ...citations.map((citation) => `  ${citation.id.padEnd(4)} ${citation.says}`)];
  return [
    styles.strong(`${id}  ${says}`),
    ...details.map((detail) => `  ${styles.dim(detail)}`),
    ...list('rests on', cited),
    ...list('rests on it, or speaks of it', citing),
    '',
    scenario === null ? 'no scenario of spec/ shows it' : `shown by ${scenario}: kst simulate ${scenario}`,
    '',
  ].join('\n');
}
