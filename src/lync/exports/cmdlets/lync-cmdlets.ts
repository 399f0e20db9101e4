/**
 * What the Lync Server Management Shell tells of trusted application pools: pools, applications, computers, services.
 */
import { has, listOf, numberOf, textOf } from '../formats/values.ts';
import type { ExportedObject } from '../formats/exported.ts';
import type { Cmdlet } from './gathering.ts';

/** An export of this cmdlet shows all pools: it has no output for those that are none. */
export const trustedPools: Cmdlet = {
  name: 'Get-CsTrustedApplicationPool',
  recognises: (object) =>
    prefix.test(textOf(object, 'Identity') ?? '') ||
    poolRole.test(textOf(object, 'Role') ?? '') ||
    (serviceIdOf(object) !== null && has(object, 'PoolFqdn')),
  read: (object, into) => {
    into.allPoolsListed();
    const identity = textOf(object, 'Identity');
    const named = identity !== null && identity !== serviceIdOf(object) ? identity.replace(prefix, '') : null;
    const name = into.server(textOf(object, 'PoolFqdn') ?? named, 'the trusted application pool', object.place);
    if (name === null) return;
    const version = poolVersion(numberOf(object, 'Version'));
    if (version === null) into.note(object.place, `the version of the pool ${name} could not be read: expected a whole number from 1 to 9`);
    into.add('pools', { name, version, computers: null }, object.place);
  },
};

/** The version of a pool stands on its service (C4, F3: 1..9); anything else could not be read. */
export function poolVersion(version: number | null): number | null {
  return version !== null && version >= 1 && version <= 9 ? version : null;
}

/** The role of the service that makes a pool a trusted application pool, under the two names that the tools have for it. */
const poolRole = /^(?:TrustedApplicationPool|ExternalServer)$/i;
const prefix = /^(?:TrustedApplicationPool|ExternalServer):/i;

/** `Redmond-ExternalServer-2`: some pages call this the Identity. */
function serviceIdOf(object: ExportedObject): string | null {
  return [textOf(object, 'ServiceId'), textOf(object, 'Identity')].find((id) => id !== null && /-ExternalServer-\d+$/i.test(id)) ?? null;
}

export const trustedApplications: Cmdlet = {
  name: 'Get-CsTrustedApplication',
  recognises: (object) => identity.test(textOf(object, 'Identity') ?? ''),
  read: (object, into) => {
    const text = textOf(object, 'Identity') ?? '';
    const name = textOf(object, 'TrustedApplicationPoolFqdn') ?? identity.exec(text)?.[1] ?? null;
    const pool = into.server(name, 'the trusted application pool', object.place);
    if (pool === null) return;
    into.add('pools', { name: pool, version: null, computers: null }, object.place);
    into.add('applications', { pool, identity: text }, object.place);
    for (const computer of into.servers(gruusOf(object), 'the computer', object.place)) {
      into.add('poolComputers', { pool, computer }, object.place);
    }
  },
};

/** `ex1.contoso.com/urn:application:exchangeoutlookwebapp`. */
const identity = /^([^/]+)\/urn:application:/i;

/** The computers in `{ex1.contoso.com sip:ex1.contoso.com@contoso.com;gruu;opaque=srvr:..., ...}`, each before its address. */
function gruusOf(object: ExportedObject): readonly string[] {
  return (listOf(object, 'ComputerGruus')?.items ?? []).flatMap((item) => /^(\S+) sip:/.exec(item)?.[1] ?? []);
}

/** Both cmdlets show the same; computers of pools that are no trusted application pools do no harm. */
export const computers: Cmdlet = {
  name: 'Get-CsTrustedApplicationComputer or Get-CsComputer',
  recognises: (object) => has(object, 'Pool') && (has(object, 'Fqdn') || has(object, 'Identity')),
  read: (object, into) => {
    const computer = into.server(textOf(object, 'Fqdn', 'Identity'), 'the computer', object.place);
    const pool = into.server(textOf(object, 'Pool')?.replace(/^[A-Za-z]+:/, '') ?? null, 'the pool', object.place);
    if (computer !== null && pool !== null) into.add('poolComputers', { pool, computer }, object.place);
  },
};

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
        const found = into.servers(listed?.items ?? [], 'the computer', object.place);
        into.add('pools', { name, version: null, computers: found.length === 0 ? null : found }, object.place);
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
