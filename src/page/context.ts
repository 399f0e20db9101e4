/**
 * What all views share: the data of the page, the run, and its dialect.
 */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Catalogue } from './catalogue.ts';
import type { Findings } from './diagnose/examine.ts';
import type { PageData } from '../reports/page/page-data.ts';
import type { Run } from './run/run.ts';

export interface Shared {
  readonly data: PageData;
  readonly catalogue: Catalogue;
  readonly run: Run;
  readonly setRun: (run: Run) => void;
  /** What the files say that were dropped on the page, kept while other views are looked at. */
  readonly findings: Findings | null;
  readonly setFindings: (findings: Findings) => void;
}

export const SharedContext = createContext<Shared | null>(null);

/** @throws Error outside the page. */
export function useShared(): Shared {
  const shared = useContext(SharedContext);
  if (shared === null) throw new Error('no page around');
  return shared;
}
