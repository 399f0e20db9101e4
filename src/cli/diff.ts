import { isMeant } from '../kit/diff/acceptance.ts';
import { diffJson } from '../reports/diff/diff-json.ts';
import { diffMarkdown } from '../reports/diff/diff-markdown.ts';
import { diffText } from '../reports/diff/diff-text.ts';
import { compareWithBase } from './change.ts';
import { exitCodes } from './io.ts';
import { styles } from './styles.ts';
import type { Io } from './io.ts';

export interface DiffOptions {
  readonly format?: string;
  readonly json?: boolean;
}

/** `kst diff [BASE]`: what the rules of today do otherwise than those of the base, and whether that is accepted. */
export function diff(base: string | undefined, { format, json }: DiffOptions, io: Io): number {
  const compared = compareWithBase({ base, folder: process.cwd(), env: io.env });
  const form = json === true ? 'json' : (format ?? 'text');
  io.out(form === 'json' ? diffJson(compared) : form === 'markdown' ? diffMarkdown(compared) : diffText(compared, styles(io)));
  return isMeant(compared) ? exitCodes.upheld : exitCodes.violated;
}
