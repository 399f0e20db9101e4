/**
 * What a verdict is about.
 */

/** A specification by its name, and the kst.config.ts that names it; null for the one that the kit brings along. */
export interface Title {
  readonly specification: string;
  readonly config: string | null;
}

/** The first line of a verdict. */
export function titleText({ specification, config }: Title): string {
  return config === null ? `${specification}, as kst-kit brings it along (there is no kst.config.ts here)` : `${specification} (${config})`;
}
