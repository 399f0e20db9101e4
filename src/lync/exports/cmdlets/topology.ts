/**
 * The topology document, in both forms: what Get-CsTopology -AsXml gives, and the .tbxml file of Topology Builder.
 */
import { InputError } from '../../../inputs/input-error.ts';
import { poolVersion } from './lync-cmdlets.ts';
import type { XmlElement } from '../formats/exported.ts';
import type { Gathering } from './gathering.ts';

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
    if (cluster === undefined) into.note(service.place, 'a trusted application pool was passed over: its cluster is not in the document');
    else readPool(cluster, /^\d$/.test(version ?? '') ? poolVersion(Number(version)) : null, service, into);
  }
  into.allPoolsListed();
}

/** What a service says of itself; it is installed on a cluster, told by its key. */
type InstalledService = { readonly [part in 'role' | 'version' | 'installedOn']: string | null };

/** `Service@ServiceVersion` with `ServiceId@RoleName` and `InstalledOn/ClusterId`. */
function publishedService(service: XmlElement): InstalledService {
  const cluster = descendants(service, 'InstalledOn').flatMap((installed) => descendants(installed, 'ClusterId'))[0];
  return {
    role: descendants(service, 'ServiceId')[0]?.attributes.get('RoleName') ?? null,
    version: service.attributes.get('ServiceVersion') ?? null,
    installedOn: cluster === undefined ? null : clusterKey(cluster),
  };
}

/** `Service@RoleName,@ServiceVersion,@InstalledOn`. */
function builderService({ attributes }: XmlElement): InstalledService {
  const texts = ['RoleName', 'ServiceVersion', 'InstalledOn'].map((name) => attributes.get(name));
  const [role = null, version = null, installedOn = null] = texts;
  return { role, version, installedOn };
}

/** The clusters by what their services call them: site and number in the one form, a name of their own in the other. */
function clustersOf(topology: XmlElement, builder: boolean): ReadonlyMap<string, XmlElement> {
  const clusters = new Map<string, XmlElement>();
  for (const cluster of descendants(topology, 'Cluster')) {
    const id = cluster.children.find((child) => child.name === 'ClusterId');
    const keys = builder ? [cluster.attributes.get('Fqdn'), cluster.attributes.get('UniqueId')] : [id && clusterKey(id)];
    for (const key of keys) if (key !== undefined) clusters.set(key, cluster);
  }
  return clusters;
}

function clusterKey({ attributes }: XmlElement): string {
  return `${attributes.get('SiteId')}:${attributes.get('Number')}`;
}

function readPool(cluster: XmlElement, version: number | null, service: XmlElement, into: Gathering): void {
  const fqdn = cluster.attributes.get('Fqdn') ?? null;
  const name = into.server(fqdn, 'the trusted application pool', cluster.place);
  if (name === null) return;
  const expected = 'expected a ServiceVersion from 1 to 9';
  if (version === null) into.note(service.place, `the version of the pool ${name} could not be read: ${expected}`);
  const machines = descendants(cluster, 'Machine').map(({ attributes }) => attributes.get('Fqdn') || fqdn);
  const computers = into.servers(machines.length === 0 ? [fqdn] : machines, 'the computer', cluster.place);
  into.add('pools', { name, version, computers }, service.place);
}

/** The elements of that name below an element, in the order of the document. */
function descendants(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...descendants(child, name)]);
}
