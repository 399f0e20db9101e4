import { plain } from './plain-text.ts';
import type { Place } from '../engine/gate/result.ts';

/** Lines of a file as in an editor's message: `src/kst/rules/pools.ts:12-18`. */
export function placeText({ file, from, to }: Place): string {
  return `${plain(file)}:${from}${to === from ? '' : `-${to}`}`;
}
