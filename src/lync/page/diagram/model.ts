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
import type { World } from '../../../kst/state.ts';
import type { RowState } from '../../../kst/table.ts';
import type { Kst } from '../../../kst/words.ts';
import type { ShownRulebook } from '../../../page/presentation.ts';

export type Diagram = ReturnType<typeof diagramOf>;
export type DiagramEdge = Diagram['edges'][number];

/** The diagram of a dialect. Stop, which leads from everywhere to where RTCSRV is stopped, and restart are left out. */
export function diagramOf(rulebook: ShownRulebook<Kst>, allRows: readonly BehaviourRow<Kst>[], dialect: Dialect) {
  const rows = rowsIn(systemOf(rulebook).dialects.only(dialect), allRows);
  const pathTo = waysTo(rows);
  const { states, arrows } = stateDiagram(rulebook, rows, dialect);
  const idOf = (state: RowState) => stateId(diagramState(state));
  const drawn = Map.groupBy(arrows.filter(({ to }) => to.running), ({ from, to }) => `${stateId(from)}>${stateId(to)}`);
  return {
    /** The states, each with its rows, refused ones included, and the shortest commands from the empty start into it. */
    nodes: states.map((each) => {
      const id = stateId(each);
      const own = rows.filter(({ state }) => idOf(state) === id);
      // A listed entry works: OWA IM does.
      return { id, label: stateLabel(each), works: each.known !== 'nothing', rows: own, path: shortest(own.map(pathTo)) };
    }),
    /** All arrows from one state to another, what each stands for, their rows, and the shortest commands of which the last takes them. */
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
export function titleOf(found: Diagram['nodes'][number] | DiagramEdge, { nodes }: Diagram): string {
  if ('label' in found) return found.label;
  const label = (id: string) => nodes.find((node) => node.id === id)?.label ?? id;
  return `${found.labels.join(' or ')}: from ${label(found.from)} to ${label(found.to)}`;
}

/** The state of the diagram in which a server is. */
export function stateOfServer(rulebook: ShownRulebook<Kst>, state: World, server: string): string {
  return stateId(diagramState(rulebook.table.row(state.whole, systemOf(rulebook).partIn(state, server))));
}
