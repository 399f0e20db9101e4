/**
 * Get-CsTrustedApplicationPool, and the same objects among those of Get-CsService.
 */
import { numberOf, has, textOf } from './values.ts';
import type { ExportedObject } from '../formats/exported.ts';
import type { Cmdlet } from './cmdlet.ts';
import type { Gathering } from './gathering.ts';

/** An export of this cmdlet shows all pools: it has no output for those that are none. */
export const trustedPools: Cmdlet = {
  name: 'Get-CsTrustedApplicationPool',
  recognises: (object) =>
    prefix.test(textOf(object, 'Identity') ?? '') ||
    role.test(textOf(object, 'Role') ?? '') ||
    (serviceIdOf(object) !== null && has(object, 'PoolFqdn')),
  read: (object, into) => {
    readPool(object, into);
    into.allPoolsListed();
  },
};

/** The version of a pool stands on its service (C4, F3: 1..9); anything else could not be read. */
export function poolVersion(version: number | null): number | null {
  return version !== null && version >= 1 && version <= 9 ? version : null;
}

/** The role of the service that makes a pool a trusted application pool, under the two names that the tools have for it. */
const role = /^(?:TrustedApplicationPool|ExternalServer)$/i;
const prefix = /^(?:TrustedApplicationPool|ExternalServer):/i;

/** `Redmond-ExternalServer-2`: some pages call this the Identity. */
function serviceIdOf(object: ExportedObject): string | null {
  return [textOf(object, 'ServiceId'), textOf(object, 'Identity')].find((id) => id !== null && /-ExternalServer-\d+$/i.test(id)) ?? null;
}

function readPool(object: ExportedObject, into: Gathering): void {
  const identity = textOf(object, 'Identity');
  const named = identity !== null && identity !== serviceIdOf(object) ? identity.replace(prefix, '') : null;
  const name = into.server(textOf(object, 'PoolFqdn') ?? named, 'the trusted application pool', object.place);
  if (name === null) return;
  const version = poolVersion(numberOf(object, 'Version'));
  if (version === null) into.note(object.place, `the version of the pool ${name} could not be read: expected a whole number from 1 to 9`);
  into.pool(name, version, null, object.place);
}
