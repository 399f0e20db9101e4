/**
 * What all views share: what the page is about, which stays, and the run. Apart, so that what shows no run is not drawn with each step.
 */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { System } from '../engine/rules/system.ts';
import type { Words } from '../engine/specification.ts';
import type { BehaviourRow } from '../engine/table/row.ts';
import type { PageData } from '../reports/page/page-data.ts';
import type { Catalogue } from './catalogue.ts';
import type { Aim, Presentation } from './presentation.ts';
import type { PageRun, Replaced } from './run/run.ts';

export interface PageMatter<W extends Words = any> {
  readonly data: PageData;
  readonly presentation: Presentation<W>;
  readonly system: System<W>;
  readonly rows: readonly BehaviourRow<W>[];
  readonly catalogue: Catalogue;
}

export interface RunInPlay {
  readonly run: PageRun;
  readonly setRun: (run: PageRun) => void;
  /** Takes another run in the place of this one, which can be had back once. */
  readonly replaceRun: (run: PageRun) => void;
  /** The last run that another one took the place of; null without one. */
  readonly replaced: Replaced | null;
  /** What the buttons of the Play view are about. */
  readonly aim: Aim;
  readonly setAim: (aim: Aim) => void;
}

// Both are there before any view is.
export const MatterContext = createContext(null as unknown as PageMatter);
export const RunContext = createContext(null as unknown as RunInPlay);

export const useMatter = <W extends Words = any>(): PageMatter<W> => useContext(MatterContext);
export const useRun = (): RunInPlay => useContext(RunContext);
