import { useMemo } from 'preact/hooks';
import { useShared } from '../context.ts';
import { diagramOf } from './model.ts';
import type { Dialect } from '../../kst/dialect.ts';
import type { Diagram } from './model.ts';

/** The diagram of a dialect, worked out when the dialect changes. */
export function useDiagram(dialect: Dialect): Diagram {
  const { rows } = useShared().data;
  return useMemo(() => diagramOf(rows, dialect), [rows, dialect]);
}
