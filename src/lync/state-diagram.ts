/**
 * The table's life as a diagram that a person can read: states of one server by what is listed and whether a conflict
 * is open, versions left out, and on the arrows what else decides.
 */
import { contract } from './contract.ts';
import { cellsOf } from './decision-tables.ts';
import { defaultDialect, dialectsWith } from '../../kst/dialect.ts';
import type { CommandKind } from '../../kst/commands.ts';
import type { Condition } from '../../kst/conditions.ts';
import type { Dialect, DialectSet } from '../../kst/dialect.ts';
import type { RowInDialects, RowState } from './behaviour.ts';

/** A state of the diagram: `stopped`, or what is listed and how the conflict stands. */
export interface DiagramState {
  readonly running: boolean;
  /** `nothing`, `0`, `pool's`. */
  readonly known: string;
  readonly conflict: string;
}

/** An arrow; it stands for every accepted row from the one to the other, and rows that stay are left out. */
export interface DiagramArrow {
  readonly from: DiagramState;
  readonly to: DiagramState;
  readonly command: CommandKind;
  /** For `pool`, `hosting` and `claimed` the values that they may have; null where they do not matter. */
  readonly when: readonly (readonly string[] | null)[];
  readonly dialects: Condition;
}

export interface StateDiagram {
  readonly states: readonly DiagramState[];
  readonly arrows: readonly DiagramArrow[];
  /** Arrows that some dialects have and others have not, those of the default dialect among them, and all but stops out of states that it has not. */
  readonly differing: readonly DiagramArrow[];
}

/** The cells that a state of the diagram leaves out and an arrow may look at. */
export const arrowCells = ['pool', 'hosting', 'claimed'] as const;

/** The diagram of a dialect, and the arrows that depend on the dialect. */
export function stateDiagram(rows: readonly RowInDialects[], dialect: Dialect = defaultDialect()): StateDiagram {
  const usual = dialectsWith(dialect);
  const inDefault = rows.filter(({ set }) => (set & usual) !== 0);
  const states = new Map(inDefault.map(({ state }) => [JSON.stringify(diagramState(state)), diagramState(state)]));
  const dependsOnDialect = ({ from, to, dialects }: DiagramArrow): boolean =>
    (to.running && !states.has(JSON.stringify(from))) || dialects.some((choices) => Object.keys(choices).length > 0);
  return {
    states: [...states.values()],
    arrows: arrowsOf(inDefault.map((row) => ({ ...row, set: row.set & usual }))),
    differing: arrowsOf(rows).filter(dependsOnDialect),
  };
}

/** The state of the diagram that a state of the table falls into. */
export function diagramState(state: RowState): DiagramState {
  const known = cellsOf(state)[4]!;
  return state.running ? { running: true, known, conflict: state.conflict } : { running: false, known: 'nothing', conflict: 'none' };
}

function arrowsOf(rows: readonly RowInDialects[]): readonly DiagramArrow[] {
  const accepted = rows.filter(({ rejected, command }) => rejected === undefined && command.do !== 'rtcsrv.restart');
  const groups = Map.groupBy(accepted, ({ state, command }) => JSON.stringify([diagramState(state), command.do]));
  return [...groups.values()].flatMap((group) => {
    const from = diagramState(group[0]!.state);
    const cells = new Map<string, { values: readonly string[]; dialects: DialectSet; outcome: string }>();
    for (const { state, next, set } of group) {
      const values = placeOf(state);
      const outcome = JSON.stringify(diagramState(next));
      const key = JSON.stringify([values, outcome]);
      cells.set(key, { values, outcome, dialects: (cells.get(key)?.dialects ?? 0) | set });
    }
    return contract([...cells.values()])
      .map(({ values, condition, outcome }) => ({ from, to: JSON.parse(outcome) as DiagramState, command: group[0]!.command.do, when: values, dialects: condition }))
      .filter(({ to }) => JSON.stringify(to) !== JSON.stringify(from));
  });
}

/** Versions left out: a pool is there or not. */
function placeOf(state: RowState): readonly string[] {
  const [, pool, hosting, claimed] = cellsOf(state);
  return [pool === 'none' ? 'no' : 'yes', hosting!, claimed!];
}
