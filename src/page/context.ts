/**
 * What all views share: the data of the page, how it is presented, and the run.
 */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Words } from '../engine/specification.ts';
import type { System } from '../engine/rules/system.ts';
import type { BehaviourRow } from '../engine/table/row.ts';
import type { PageData } from '../reports/page/page-data.ts';
import type { Catalogue } from './catalogue.ts';
import type { Presentation } from './presentation.ts';
import type { PageRun, Replaced } from './run/run.ts';
import type { Aim } from './controls.ts';

export interface Shared<W extends Words = any> {
  readonly data: PageData;
  readonly presentation: Presentation<W>;
  readonly system: System<W>;
  readonly rows: readonly BehaviourRow<W>[];
  readonly catalogue: Catalogue;
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

export const SharedContext = createContext<Shared | null>(null);

/** @throws Error outside the page. */
export function useShared<W extends Words = any>(): Shared<W> {
  const shared = useContext(SharedContext);
  if (shared === null) throw new Error('no page around');
  return shared as Shared<any>;
}
