/**
 * Rows of the behaviour table: in this state, that command does so.
 */
import { stateName } from '../../kit/tables/behaviour.ts';
import { eventWords, listed } from '../../kit/tables/decision-tables.ts';
import { commandText } from '../../kst/commands.ts';
import { conditionText } from '../../kst/conditions.ts';
import { fragmentOf } from '../route.ts';
import { Ids } from './ids.tsx';
import { Light } from './light.tsx';
import { Wide } from './wide.tsx';
import type { RowInDialects } from '../../kit/tables/behaviour.ts';

interface Props {
  readonly rows: readonly RowInDialects[];
  /** The id of the row to mark. */
  readonly chosen?: string;
  /** Whether they are of several dialects, so that each must say of which. */
  readonly inDialects?: boolean;
}

export function Rows({ rows, chosen, inDialects = false }: Props) {
  return (
    <Wide label="Rows">
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">State</th>
            <th scope="col">Command</th>
            {inDialects && <th scope="col">Dialects</th>}
            <th scope="col">Rules</th>
            <th scope="col">Logs</th>
            <th scope="col">Listed after</th>
            <th scope="col">UM</th>
            <th scope="col">OWA IM</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} class={row.id === chosen ? 'chosen' : ''}>
              <th scope="row">
                <a href={fragmentOf('tables', row.id)}>
                  <code>{stateName(row.state)}</code>
                </a>
              </th>
              <td>{commandWords(row)}</td>
              {inDialects && <td class="dim">{conditionText(row.dialects)}</td>}
              <td>
                <Ids ids={row.rules} />
              </td>
              <td>{row.rejected === undefined ? logWords(row) : <span class="bad">refused: {row.rejected}</span>}</td>
              <td>{listed(row.next.known, row.next.pool)}</td>
              <td>
                <Light how={row.nextIntegration.um} />
              </td>
              <td>
                <Light how={row.nextIntegration.owaIm} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

/** Versions relative to the pool, as in the decision tables. */
function logWords({ events, state, next }: RowInDialects): string {
  return events.map((event) => eventWords(event, state.pool ?? next.pool)).join(', ') || '–';
}

/** The one server and its one plan go without saying. */
function commandWords({ command }: RowInDialects): string {
  return 'version' in command ? `pool.add ${command.version}` : 'server' in command ? command.do : commandText(command);
}
