import { useMemo } from 'preact/hooks';
import { useMatter, useRun } from '../../../page/context.ts';
import { diagramOf } from './model.ts';
import type { Dialect } from '../../../kst/assumptions.ts';
import type { Diagram } from './model.ts';
import type { Kst } from '../../../kst/words.ts';

/** The diagram of the run's dialect, worked out when the dialect changes. */
export function useDiagram(): Diagram {
  const { presentation, rows } = useMatter<Kst>();
  const { run } = useRun();
  return useMemo(() => diagramOf(presentation.rulebook, rows, run.dialect as Dialect), [presentation, rows, run.dialect]);
}
