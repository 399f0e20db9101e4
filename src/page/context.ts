/**
 * What all views share: the data of the page, the run, and its dialect.
 */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Catalogue } from './catalogue.ts';
import type { Aim } from './components/commands.tsx';
import type { Examination } from './diagnose/use-examination.ts';
import type { PageData } from '../reports/page/page-data.ts';
import type { Replaced, Run } from './run/run.ts';

export interface Shared {
  readonly data: PageData;
  readonly catalogue: Catalogue;
  readonly run: Run;
  readonly setRun: (run: Run) => void;
  /** Takes another run in the place of this one, which can be had back once. */
  readonly replaceRun: (run: Run) => void;
  /** The last run that another one took the place of; null without one. */
  readonly replaced: Replaced | null;
  /** What the buttons of the Play view are about. */
  readonly aim: Aim;
  readonly setAim: (aim: Aim) => void;
  readonly examination: Examination;
}

export const SharedContext = createContext<Shared | null>(null);

/** @throws Error outside the page. */
export function useShared(): Shared {
  const shared = useContext(SharedContext);
  if (shared === null) throw new Error('no page around');
  return shared;
}
