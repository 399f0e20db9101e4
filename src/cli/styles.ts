import { styleText } from 'node:util';
import { type Styles, unstyled } from '../reports/styles.ts';
import type { Io } from './io.ts';

/** Colours for a terminal whose user wants them (NO_COLOR), else none. */
export function styles(io: Io): Styles {
  if (!io.outIsTerminal || io.env['NO_COLOR']) return unstyled;
  const paint = (format: Parameters<typeof styleText>[0]) => (text: string) => styleText(format, text, { validateStream: false });
  return { good: paint('green'), bad: paint('red'), dim: paint('dim'), strong: paint('bold') };
}
