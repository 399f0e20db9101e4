import { styleText } from 'node:util';
import { type Styles, unstyled } from '../reports/styles.ts';

/** The world outside a command: what it reads and writes, so that a test can stand in for it. */
export interface Io {
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Data. A promise says when the reader has taken it: whoever writes much waits for that, and never fails by it. */
  readonly out: (text: string) => void | Promise<void>;
  /** Everything else: messages, progress. */
  readonly err: (text: string) => void;
  /** Whether each of the two is a terminal; colours and progress are only for those. */
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  /** The folder in which the user stands. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /**
   * Calls `stop` when the user interrupts (Ctrl-C), in the place of what happens otherwise; for commands that have something to
   * tidy up. Gives what ends that.
   */
  readonly onInterrupt?: (stop: () => void) => () => void;
}

/** What a command ends with. */
export const exitCodes = { upheld: 0, violated: 1, usage: 2, inconclusive: 3, internal: 70 } as const;

/** Bad usage: an option or argument that is not what it must be. */
export class UsageError extends Error {
  /** What is to be shown as it is below the message: lines to choose from. */
  readonly lines: readonly string[];

  constructor(message: string, lines: readonly string[] = []) {
    super(message);
    this.lines = lines;
  }
}

export { Inconclusive } from '../engine/inconclusive.ts';

/** Colours for a terminal whose user wants them (NO_COLOR), else none. */
export function styles(io: Io): Styles {
  if (!io.outIsTerminal || io.env['NO_COLOR']) return unstyled;
  const paint = (format: Parameters<typeof styleText>[0]) => (text: string) => styleText(format, text, { validateStream: false });
  return { good: paint('green'), bad: paint('red'), dim: paint('dim'), strong: paint('bold') };
}

/** Shows what goes on, in a line that is written again and again; on a terminal alone. */
export function progressOn({ err, errIsTerminal }: Pick<Io, 'err' | 'errIsTerminal'>): (text: string) => void {
  return (text) => {
    if (errIsTerminal) err(`\r\u001b[K${text}`);
  };
}
