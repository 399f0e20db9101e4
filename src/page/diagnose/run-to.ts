/**
 * A run that ends where a server stands, so that what helps can be tried on the page first.
 */
import { rowsIn } from '../../kit/tables/behaviour.ts';
import { shortest, waysTo } from '../run/ways.ts';
import type { RowInDialects } from '../../kit/tables/behaviour.ts';
import type { Command } from '../../kst/commands.ts';
import type { Dialect } from '../../kst/dialect.ts';
import type { Conflict, Version } from '../../kst/state.ts';
import type { Run } from '../run/run.ts';

/** How a server stands; null for what is open. */
export interface Standing {
  readonly known: boolean | null;
  readonly version: Version | null;
  readonly conflict?: Conflict | null;
  readonly um: string | null;
  readonly owaIm: string | null;
}

/** The shortest run into a state that agrees with all that is known of a server while RTCSRV runs; null where there is none. */
export function runTo(standing: Standing, server: string, allRows: readonly RowInDialects[], dialect: Dialect): Run | null {
  const rows = rowsIn(dialect, allRows);
  const agreeing = rows.filter((row) => agrees(row, standing)).map(waysTo(rows));
  if (agreeing.length === 0) return null;
  const commands = shortest(agreeing).map((command) => ofServer(command, server, standing.version));
  return { dialect, commands, at: commands.length };
}

function agrees({ state, integration }: RowInDialects, { known, version, conflict = null, um, owaIm }: Standing): boolean {
  return (
    state.running &&
    (known === null || known === state.known.length > 0) &&
    (known === false || version === null || (version === 0) === state.known.includes(0)) &&
    (conflict === null || conflict === state.conflict) &&
    (um === null || um === integration.um) &&
    (owaIm === null || owaIm === integration.owaIm)
  );
}

/** The rows speak of one server and of two versions, which stand for any. */
function ofServer(command: Command, server: string, version: Version | null): Command {
  if (!('server' in command)) return command;
  return command.do === 'pool.add' && version !== null && version !== 0 ? { ...command, server, version } : { ...command, server };
}
