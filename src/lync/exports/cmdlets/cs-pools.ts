/**
 * Get-CsPool: all pools with their computers, and the services that make some of them trusted application pools.
 */
import { has, listOf, textOf } from './values.ts';
import type { Cmdlet } from './cmdlet.ts';

/** It shows no versions: these stand on the services. */
export function csPools(): Cmdlet {
  let unread = false;
  return {
    name: 'Get-CsPool',
    recognises: (object) => has(object, 'Services', 'Computers'),
    read: (object, into) => {
      const services = listOf(object, 'Services');
      const listed = listOf(object, 'Computers');
      const name = into.server(textOf(object, 'Fqdn', 'Identity'), 'the pool', object.place);
      if (name === null) return;
      if (services?.items.some((service) => external.test(service)) === true) {
        const read = (listed?.items ?? []).map((computer) => into.server(computer, 'the computer', object.place));
        const found = read.filter((computer) => computer !== null);
        into.pool(name, null, found.length === 0 ? null : found, object.place);
        if (listed?.complete === true) return;
        unread = true;
        into.note(object.place, `the computers of the pool ${name} could not all be read: the export cuts the list off`);
      } else if (services?.complete !== true) {
        unread = true;
        const unseen = 'whether it is a trusted application pool is not to be seen';
        into.note(object.place, `the services of the pool ${name} could not all be read: ${unseen}`);
      }
    },
    finish: (into) => {
      if (!unread) into.allPoolsListed();
    },
  };
}

/** `ExternalServer:ex1.contoso.com`, `TrustedApplicationPool:ex1.contoso.com`, `Redmond-ExternalServer-2`. */
const external = /(?:^|[-:])(?:ExternalServer|TrustedApplicationPool)(?:[-:]|$)/i;
