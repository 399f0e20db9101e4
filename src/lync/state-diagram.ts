/**
 * The table's life as a diagram that a person can read: states of one server by what is listed and whether a conflict
 * is open, versions left out, and on the arrows what else decides.
 */
import { both, either, haveCommon } from '../engine/dialects/set.ts';
import { systemOf } from '../engine/rules/system.ts';
import { contract, type ComesTo } from '../engine/table/contract.ts';
import { listed, type RowState } from '../kst/table.ts';
import type { Dialects } from '../engine/dialects/dialects.ts';
import type { Rulebook } from '../engine/specification.ts';
import type { BehaviourRow } from '../engine/table/row.ts';
import type { Dialect } from '../kst/assumptions.ts';
import type { Kst } from '../kst/words.ts';

export type DiagramState = ReturnType<typeof diagramState>;

/** An arrow; it stands for every accepted row from the one to the other, and rows that stay are left out. */
export type DiagramArrow = ReturnType<typeof arrowsOf>[number];

/** The cells that a state of the diagram leaves out and an arrow may look at. */
export const arrowCells = ['pool', 'hosting', 'claimed'] as const;

/** The diagram of a dialect, the default one unless told, and the arrows that depend on the dialect. */
export function stateDiagram(rulebook: Rulebook<Kst>, rows: readonly BehaviourRow<Kst>[], dialect?: Dialect) {
  const { dialects } = systemOf(rulebook);
  const usual = dialects.only(dialect ?? dialects.usual);
  const usualRows = rows.filter(({ set }) => haveCommon(set, usual));
  const states = new Map(usualRows.map(({ state }) => [JSON.stringify(diagramState(state)), diagramState(state)]));
  const dependsOnDialect = (arrow: DiagramArrow) =>
    (arrow.to.running && !states.has(JSON.stringify(arrow.from))) || arrow.dialects.some((choices) => Object.keys(choices).length > 0);
  return {
    states: [...states.values()],
    arrows: arrowsOf(dialects, usualRows.map((row) => ({ ...row, set: both(row.set, usual) }))),
    /** Arrows that some dialects have and others have not; and out of states that the usual one has not, all but stops. */
    differing: arrowsOf(dialects, rows).filter(dependsOnDialect),
  };
}

/** The state of the diagram that a state of the table falls into: `stopped`, or what is listed and how the conflict stands. */
export function diagramState({ running, known, pool, conflict }: RowState) {
  return { running, known: running ? listed(known, pool) : 'nothing', conflict: running ? conflict : 'none' };
}

function arrowsOf(dialects: Dialects, rows: readonly BehaviourRow<Kst>[]) {
  const accepted = rows.filter(({ rejected, command }) => rejected === undefined && command.do !== 'rtcsrv.restart');
  const groups = Map.groupBy(accepted, ({ state, command }) => JSON.stringify([diagramState(state), command.do]));
  return [...groups.values()].flatMap((group) => {
    const from = diagramState(group[0]!.state);
    const command = group[0]!.command.do;
    const places = new Map<string, ComesTo>();
    for (const { state, next, set } of group) {
      const values = [state.pool !== null, state.hosting, state.claimed].map((is) => (is ? 'yes' : 'no'));
      const outcome = JSON.stringify(diagramState(next));
      const key = JSON.stringify([values, outcome]);
      places.set(key, { values, outcome, dialects: either(places.get(key)?.dialects ?? dialects.none, set) });
    }
    return contract(dialects, [...places.values()])
      .filter(({ outcome }) => outcome !== JSON.stringify(from))
      .map(({ values, condition, outcome }) => {
        // Where a value of `arrowCells` does not matter, there is null.
        return { from, to: JSON.parse(outcome) as DiagramState, command, when: values, dialects: condition };
      });
  });
}
