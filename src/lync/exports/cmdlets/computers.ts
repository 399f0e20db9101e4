/**
 * Get-CsTrustedApplicationComputer and Get-CsComputer: the computers, each with its pool.
 */
import { has, textOf } from './values.ts';
import type { Cmdlet } from './cmdlet.ts';

/** Both cmdlets show the same; computers of pools that are no trusted application pools do no harm. */
export const computers: Cmdlet = {
  name: 'Get-CsTrustedApplicationComputer or Get-CsComputer',
  recognises: (object) => has(object, 'Pool') && (has(object, 'Fqdn') || has(object, 'Identity')),
  read: (object, into) => {
    const computer = into.server(textOf(object, 'Fqdn', 'Identity'), 'the computer', object.place);
    const pool = into.server(textOf(object, 'Pool')?.replace(/^[A-Za-z]+:/, '') ?? null, 'the pool', object.place);
    if (computer !== null && pool !== null) into.poolComputer(pool, computer, object.place);
  },
};
