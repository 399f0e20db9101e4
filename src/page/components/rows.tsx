/**
 * Rows of the behaviour table: in this state, that command does so.
 */
import { useMemo } from 'preact/hooks';
import { conditionText } from '../../engine/dialects/conditions.ts';
import { eventInRow } from '../../engine/table/decision-tables.ts';
import { fieldText, stateId, varyingFields } from '../../engine/table/rows.ts';
import { useMatter } from '../context.ts';
import { fragmentOf } from '../route.ts';
import { Table } from './blocks.tsx';
import { Light } from './light.tsx';
import { Ids } from './links.tsx';
import type { BehaviourRow } from '../../engine/table/row.ts';

interface Props {
  readonly rows: readonly BehaviourRow[];
  /** The id of the row to mark. */
  readonly chosen?: string;
  /** Whether they are of several dialects, so that each must say of which. */
  readonly inDialects?: boolean;
}

export function Rows({ rows, chosen, inDialects = false }: Props) {
  const { presentation, rows: all } = useMatter();
  const { rulebook } = presentation;
  const { table, status } = rulebook;
  const after = Object.entries(presentation.rows.after);
  const lights = Object.entries(status?.lights ?? {});
  const commandWords = useMemo(() => commandWordsIn(all), [all]);
  const logWords = (row: BehaviourRow): string => row.events.map((event) => eventInRow(rulebook, event, row)).join(', ') || '–';
  const headings = ['State', 'Command', ...(inDialects ? ['Dialects'] : []), 'Rules', 'Logs'];
  return (
    <Table label="Rows" kind="rows" headings={[...headings, ...after.map(([, title]) => title), ...lights.map(([, { label }]) => label)]}>
      {rows.map((row) => (
        <tr key={row.id} class={row.id === chosen ? 'chosen' : ''}>
          <th scope="row"><a href={fragmentOf('tables', row.id)}><code>{stateId(table, row.state)}</code></a></th>
          <td>{commandWords(row)}</td>
          {inDialects && <td class="dim">{conditionText(row.dialects)}</td>}
          <td><Ids ids={row.rules} /></td>
          <td>{row.rejected === undefined ? logWords(row) : <span class="bad">refused: {row.rejected}</span>}</td>
          {after.map(([column]) => <td key={column}>{table.columns(row.next)[column]}</td>)}
          {lights.map(([light]) => <td key={light}><Light light={light} how={row.nextStatus![light]!} /></td>)}
        </tr>
      ))}
    </Table>
  );
}

/** The command of a row: what all rows of that command share goes without saying. */
function commandWordsIn(rows: readonly BehaviourRow[]): (row: BehaviourRow) => string {
  const byKind = Map.groupBy(rows.map(({ command }) => command), ({ do: kind }) => kind);
  const varying = new Map([...byKind].map(([kind, commands]) => [kind, varyingFields(commands)]));
  return ({ command }) => [command.do, ...varying.get(command.do)!.map((field) => fieldText(command, field))].join(' ');
}
