/**
 * Measuring: medians of wall-clock times, and lines that set a figure against its target.
 */

/** The median of a list that is not empty; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** How long a call takes, in milliseconds. */
export function timeOf(call: () => unknown): number {
  const start = performance.now();
  call();
  return performance.now() - start;
}

/** The median time of several calls in milliseconds, after others that warm up. */
export function medianTime(call: () => unknown, repetitions: number, warmUps = 3): number {
  for (let i = 0; i < warmUps; i++) call();
  return median(Array.from({ length: repetitions }, () => timeOf(call)));
}

/** A figure and its target as a line; `bound` says which side of the target is the right one. */
export function line(what: string, figure: number, unit: string, bound?: 'at most' | 'at least', target?: number): string {
  const said = `${what.padEnd(58)} ${shown(figure).padStart(11)} ${unit.padEnd(8)}`;
  if (bound === undefined || target === undefined) return said.trimEnd();
  const reached = bound === 'at most' ? figure <= target : figure >= target;
  return `${said} target ${bound} ${shown(target)}: ${reached ? 'ok' : 'missed'}`;
}

function shown(figure: number): string {
  return figure >= 100 ? Math.round(figure).toLocaleString('en') : String(Number(figure.toPrecision(3)));
}
