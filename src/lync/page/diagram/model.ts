/**
 * The states of a server and the arrows between them in one dialect, with the rows behind each and a shortest way there.
 */
import { systemOf } from '../../../engine/rules/system.ts';
import { rowsIn } from '../../../engine/table/behaviour.ts';
import { shortest, waysTo } from '../../../page/run/ways.ts';
import { arrowText, stateId, stateLabel } from '../../../reports/kst/states-page.ts';
import { diagramState, stateDiagram } from '../../state-diagram.ts';
import type { BehaviourRow } from '../../../engine/table/row.ts';
import type { Dialect } from '../../../kst/assumptions.ts';
import type { Command } from '../../../kst/commands.ts';
import type { World } from '../../../kst/state.ts';
import type { Kst } from '../../../kst/words.ts';
import type { ShownRulebook } from '../../../page/controls.ts';

type KstRow = BehaviourRow<Kst>;

/** What can be chosen in the diagram. */
export interface Reached {
  readonly id: string;
  /** The rows of a state, refused ones included; those that an arrow stands for. */
  readonly rows: readonly KstRow[];
  /** The shortest commands from the empty start into the state; those of which the last takes the arrow. */
  readonly path: readonly Command[];
}

export interface DiagramNode extends Reached {
  readonly label: string;
  /** The entry is listed, so that OWA IM works. */
  readonly works: boolean;
}

/** All arrows from one state to another. */
export interface DiagramEdge extends Reached {
  readonly from: string;
  readonly to: string;
  /** What each of the arrows stands for. */
  readonly labels: readonly string[];
}

export interface Diagram {
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
}

/** The diagram of a dialect. Stop, which leads from everywhere to where RTCSRV is stopped, and restart are left out. */
export function diagramOf(rulebook: ShownRulebook<Kst>, allRows: readonly KstRow[], dialect: Dialect): Diagram {
  const rows = rowsIn(systemOf(rulebook).dialects.only(dialect), allRows);
  const pathTo = waysTo(rows);
  const { states, arrows } = stateDiagram(rulebook, rows, dialect);
  const idOf = (state: KstRow['state']): string => stateId(diagramState(state));
  const drawn = Map.groupBy(arrows.filter(({ to }) => to.running), ({ from, to }) => `${stateId(from)}>${stateId(to)}`);
  return {
    nodes: states.map((each) => {
      const id = stateId(each);
      const own = rows.filter(({ state }) => idOf(state) === id);
      return { id, label: stateLabel(each), works: each.known !== 'nothing', rows: own, path: shortest(own.map(pathTo)) };
    }),
    edges: [...drawn].map(([id, group]) => {
      const [from, to] = [stateId(group[0]!.from), stateId(group[0]!.to)];
      const commands = new Set(group.map(({ command }) => command));
      const own = rows.filter(({ state, command, rejected, next }) => {
        return rejected === undefined && commands.has(command.do) && idOf(state) === from && idOf(next) === to;
      });
      return { id, from, to, labels: group.map(arrowText), rows: own, path: shortest(own.map((row) => [...pathTo(row), row.command])) };
    }),
  };
}

/** What a state or an arrow is called: `pool.add: from listed with 0 to not listed, conflict open`. */
export function titleOf(found: DiagramNode | DiagramEdge, { nodes }: Diagram): string {
  if ('label' in found) return found.label;
  const label = (id: string): string => nodes.find((node) => node.id === id)?.label ?? id;
  return `${found.labels.join(' or ')}: from ${label(found.from)} to ${label(found.to)}`;
}

/** The state of the diagram in which a server is. */
export function stateOfServer(rulebook: ShownRulebook<Kst>, state: World, server: string): string {
  return stateId(diagramState(rulebook.table.row(state.whole, systemOf(rulebook).partIn(state, server))));
}
