/**
 * Get-CsService: the services of the topology. Those that are trusted application pools are read as such.
 */
import { has, textOf } from './values.ts';
import type { Cmdlet } from './cmdlet.ts';

/**
 * A reader for one file. An export that shows Registrars beside services of another role is taken to show all services, and so
 * all pools; one that was filtered by role is not.
 */
export function services(): Cmdlet {
  const roles = new Set<string>();
  return {
    name: 'Get-CsService',
    recognises: (object) => has(object, 'PoolFqdn') && (has(object, 'Role') || has(object, 'ServiceId')),
    read: (object) => {
      roles.add((textOf(object, 'Role') ?? roleOf(textOf(object, 'ServiceId', 'Identity') ?? '')).toLowerCase());
    },
    finish: (into) => {
      if (roles.size > 1 && roles.has('registrar')) into.allPoolsListed();
    },
  };
}

/** The role in `Redmond-WebServices-1`. */
function roleOf(serviceId: string): string {
  return /-([A-Za-z]+)-\d+$/.exec(serviceId)?.[1] ?? '';
}
