/**
 * A run that ends where a server stands, so that what helps can be tried on the page first.
 */
import { systemOf } from '../../../engine/rules/system.ts';
import { rowsIn } from '../../../engine/table/behaviour.ts';
import { shortest, waysTo } from '../../../page/run/ways.ts';
import type { Rulebook } from '../../../engine/specification.ts';
import type { BehaviourRow } from '../../../engine/table/row.ts';
import type { Dialect } from '../../../kst/assumptions.ts';
import type { Command } from '../../../kst/commands.ts';
import type { Conflict, Version } from '../../../kst/state.ts';
import type { Kst } from '../../../kst/words.ts';
import type { PageRun } from '../../../page/run/run.ts';
import type { Standing } from '../../standing.ts';

/** How a server stands that is to be played; null for what is open. */
export interface StandingToPlay extends Standing {
  readonly conflict?: Conflict | null;
}

/** The shortest run into a state that agrees with all that is known of a server while RTCSRV runs; null where there is none. */
export function runTo(
  rulebook: Rulebook<Kst>,
  standing: StandingToPlay,
  server: string,
  allRows: readonly BehaviourRow<Kst>[],
  dialect: Dialect,
): PageRun | null {
  const rows = rowsIn(systemOf(rulebook).dialects.only(dialect), allRows);
  const agreeing = rows.filter((row) => agrees(row, standing)).map(waysTo(rows));
  if (agreeing.length === 0) return null;
  const commands = shortest(agreeing).map((command) => ofServer(command, server, standing.version));
  return { dialect, commands, at: commands.length };
}

function agrees({ state, status }: BehaviourRow<Kst>, { known, version, conflict = null, um, owaIm }: StandingToPlay) {
  return (
    state.running &&
    (known === null || known === state.known.length > 0) &&
    (known === false || version === null || (version === 0) === state.known.includes(0)) &&
    (conflict === null || conflict === state.conflict) &&
    (um === null || um === status!['um']) &&
    (owaIm === null || owaIm === status!['owaIm'])
  );
}

/** The rows speak of one server and of two versions, which stand for any. */
function ofServer(command: Command, server: string, version: Version | null) {
  if (!('server' in command)) return command;
  return command.do === 'pool.add' && version !== null && version !== 0 ? { ...command, server, version } : { ...command, server };
}
