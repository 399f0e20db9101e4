/**
 * What the Lync Server Management Shell tells of trusted application pools: pools, applications, computers, services.
 */
import { InputError } from '../../../inputs/input-error.ts';
import { type ExportedObject, type FilePlace, has, listOf, numberOf, textOf, type XmlElement } from '../formats/exported.ts';
import type { Cmdlet, Gathering } from './gathering.ts';

/** An export of this cmdlet shows all pools: it has no output for those that are none. */
export const trustedPools: Cmdlet = {
  name: 'Get-CsTrustedApplicationPool',
  listsAllPools: () => true,
  recognises: (object) =>
    prefix.test(textOf(object, 'Identity') ?? '') ||
    poolRole.test(textOf(object, 'Role') ?? '') ||
    (serviceIdOf(object) !== null && has(object, 'PoolFqdn')),
  read: (object, into) => {
    const identity = textOf(object, 'Identity');
    const named = identity !== null && identity !== serviceIdOf(object) ? identity.replace(prefix, '') : null;
    const name = into.server(textOf(object, 'PoolFqdn') ?? named, 'the trusted application pool');
    if (name === null) return;
    const version = poolVersion(numberOf(object, 'Version'));
    if (version === null) into.note(`the version of the pool ${name} could not be read: expected a whole number from 1 to 9`);
    into.add('pools', { name, version, computers: null });
  },
};

/** The version of a pool stands on its service (C4, F3: 1..9); anything else could not be read. */
function poolVersion(version: number | null) {
  return version !== null && version >= 1 && version <= 9 ? version : null;
}

/** The role of the service that makes a pool a trusted application pool, under the two names that the tools have for it. */
const poolRole = /^(?:TrustedApplicationPool|ExternalServer)$/i;
const prefix = /^(?:TrustedApplicationPool|ExternalServer):/i;

/** `Redmond-ExternalServer-2`: some pages call this the Identity. */
function serviceIdOf(object: ExportedObject) {
  return [textOf(object, 'ServiceId'), textOf(object, 'Identity')].find((id) => id !== null && /-ExternalServer-\d+$/i.test(id)) ?? null;
}

export const trustedApplications: Cmdlet = {
  name: 'Get-CsTrustedApplication',
  recognises: (object) => identity.test(textOf(object, 'Identity') ?? ''),
  read: (object, into) => {
    const text = textOf(object, 'Identity') ?? '';
    const name = textOf(object, 'TrustedApplicationPoolFqdn') ?? identity.exec(text)?.[1] ?? null;
    const pool = into.server(name, 'the trusted application pool');
    if (pool === null) return;
    into.add('pools', { name: pool, version: null, computers: null });
    into.add('applications', { pool, identity: text });
    for (const computer of into.servers(gruusOf(object), 'the computer')) {
      into.add('poolComputers', { pool, computer });
    }
  },
};

/** `ex1.contoso.com/urn:application:exchangeoutlookwebapp`. */
const identity = /^([^/]+)\/urn:application:/i;

/** The computers in `{ex1.contoso.com sip:ex1.contoso.com@contoso.com;gruu;opaque=srvr:..., ...}`, each before its address. */
function gruusOf(object: ExportedObject) {
  return (listOf(object, 'ComputerGruus')?.items ?? []).flatMap((item) => /^(\S+) sip:/.exec(item)?.[1] ?? []);
}

/** Both cmdlets show the same; computers of pools that are no trusted application pools do no harm. */
export const computers: Cmdlet = {
  name: 'Get-CsTrustedApplicationComputer or Get-CsComputer',
  recognises: (object) => has(object, 'Pool') && (has(object, 'Fqdn') || has(object, 'Identity')),
  read: (object, into) => {
    const computer = into.server(textOf(object, 'Fqdn', 'Identity'), 'the computer');
    const pool = into.server(textOf(object, 'Pool')?.replace(/^[A-Za-z]+:/, '') ?? null, 'the pool');
    if (computer !== null && pool !== null) into.add('poolComputers', { pool, computer });
  },
};

/** It shows no versions: these stand on the services. What is told is whether a pool was read whole. */
export const csPools: Cmdlet<boolean> = {
  name: 'Get-CsPool',
  recognises: (object) => has(object, 'Services', 'Computers'),
  read: (object, into) => {
    const services = listOf(object, 'Services');
    const listed = listOf(object, 'Computers');
    const name = into.server(textOf(object, 'Fqdn', 'Identity'), 'the pool');
    if (name === null) return true;
    if (services?.items.some((service) => external.test(service)) === true) {
      const found = into.servers(listed?.items ?? [], 'the computer');
      into.add('pools', { name, version: null, computers: found.length === 0 ? null : found });
      if (listed?.complete === true) return true;
      into.note(`the computers of the pool ${name} could not all be read: the export cuts the list off`);
      return false;
    }
    if (services?.complete === true) return true;
    const unseen = 'whether it is a trusted application pool is not to be seen';
    into.note(`the services of the pool ${name} could not all be read: ${unseen}`);
    return false;
  },
  listsAllPools: (whole) => !whole.has(false),
};

/** `ExternalServer:ex1.contoso.com`, `TrustedApplicationPool:ex1.contoso.com`, `Redmond-ExternalServer-2`. */
const external = /(?:^|[-:])(?:ExternalServer|TrustedApplicationPool)(?:[-:]|$)/i;

/**
 * An export that shows Registrars beside services of another role is taken to show all services, and so all pools; one that was filtered by
 * role is not.
 */
export const services: Cmdlet<string> = {
  name: 'Get-CsService',
  recognises: (object) => has(object, 'PoolFqdn') && (has(object, 'Role') || has(object, 'ServiceId')),
  read: (object) => {
    // The role in `Redmond-WebServices-1`.
    const [, role = ''] = /-([A-Za-z]+)-\d+$/.exec(textOf(object, 'ServiceId', 'Identity') ?? '') ?? [];
    return (textOf(object, 'Role') ?? role).toLowerCase();
  },
  listsAllPools: (roles) => roles.size > 1 && roles.has('registrar'),
};

/**
 * Reads the trusted application pools of a topology: its services of the role ExternalServer. The version stands on the service,
 * the computers on the cluster that it is installed on; a cluster of one machine may leave the machine's name out.
 *
 * @throws InputError for a document without a service: every topology has some.
 */
export function readTopology(root: XmlElement, into: Gathering): void {
  const builder = root.name === 'TopologyBuilder';
  const topology = builder ? (descendants(root, 'NewTopology')[0] ?? root) : root;
  const name = builder ? 'the .tbxml of Topology Builder' : 'Get-CsTopology -AsXml';
  const clusters = clustersOf(topology, builder);
  const services = descendants(topology, 'Service');
  const { file, line } = root.place;
  if (services.length === 0) throw new InputError(file, `${line}`, 'expected a topology with services, this one has none');
  for (const service of services) {
    into.count(name, service.place);
    const { role, version, installedOn } = builder ? builderService(service) : publishedService(service);
    if (role !== 'ExternalServer') continue;
    const cluster = installedOn === null ? undefined : clusters.get(installedOn);
    if (cluster === undefined) into.note('a trusted application pool was passed over: its cluster is not in the document');
    else readPool(cluster, /^\d$/.test(version ?? '') ? poolVersion(Number(version)) : null, service.place, into);
  }
  into.listsAllPools = true;
}

/**
 * What a service says of itself; it is installed on a cluster, told by its key. `Service@ServiceVersion` with `ServiceId@RoleName` and
 * `InstalledOn/ClusterId`.
 */
function publishedService(service: XmlElement) {
  const cluster = descendants(service, 'InstalledOn').flatMap((installed) => descendants(installed, 'ClusterId'))[0];
  return {
    role: descendants(service, 'ServiceId')[0]?.attributes.get('RoleName') ?? null,
    version: service.attributes.get('ServiceVersion') ?? null,
    installedOn: cluster === undefined ? null : clusterKey(cluster),
  };
}

/** `Service@RoleName,@ServiceVersion,@InstalledOn`. */
function builderService({ attributes }: XmlElement) {
  const texts = ['RoleName', 'ServiceVersion', 'InstalledOn'].map((name) => attributes.get(name));
  const [role = null, version = null, installedOn = null] = texts;
  return { role, version, installedOn };
}

/** The clusters by what their services call them: site and number in the one form, a name of their own in the other. */
function clustersOf(topology: XmlElement, builder: boolean) {
  const clusters = new Map<string, XmlElement>();
  for (const cluster of descendants(topology, 'Cluster')) {
    const id = cluster.children.find((child) => child.name === 'ClusterId');
    const keys = builder ? [cluster.attributes.get('Fqdn'), cluster.attributes.get('UniqueId')] : [id && clusterKey(id)];
    for (const key of keys) if (key !== undefined) clusters.set(key, cluster);
  }
  return clusters;
}

function clusterKey({ attributes }: XmlElement) {
  return `${attributes.get('SiteId')}:${attributes.get('Number')}`;
}

function readPool(cluster: XmlElement, version: number | null, place: FilePlace, into: Gathering) {
  const fqdn = cluster.attributes.get('Fqdn') ?? null;
  const name = into.at(cluster.place).server(fqdn, 'the trusted application pool');
  if (name === null) return;
  const expected = 'expected a ServiceVersion from 1 to 9';
  if (version === null) into.at(place).note(`the version of the pool ${name} could not be read: ${expected}`);
  const machines = descendants(cluster, 'Machine').map(({ attributes }) => attributes.get('Fqdn') || fqdn);
  const computers = into.at(cluster.place).servers(machines.length === 0 ? [fqdn] : machines, 'the computer');
  into.at(place).add('pools', { name, version, computers });
}

/** The elements of that name below an element, in the order of the document. */
function descendants(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...descendants(child, name)]);
}
