/**
 * Topology documents, in both forms: trusted application pools with their versions and computers.
 */
import { describe, expect, test } from 'vitest';
import { inventoryOf } from './advise/samples.ts';

/** As Get-CsTopology -AsXml writes it. */
const published = `<?xml version="1.0" encoding="utf-8"?>
<Topology xmlns="urn:schema:Microsoft.Rtc.Management.Deploy.Topology.2008" Signature="a">
  <Clusters>
    <Cluster Fqdn="pool01.contoso.com"><ClusterId SiteId="1" Number="1" /><Machine OrdinalInCluster="1" Fqdn="fe1.contoso.com" /></Cluster>
    <Cluster Fqdn="EX1.contoso.com"><ClusterId SiteId="1" Number="2" /><Machine OrdinalInCluster="1" Fqdn="EX1.contoso.com" /></Cluster>
    <Cluster Fqdn="apps.contoso.com"><Machine Fqdn="app1.contoso.com" /><ClusterId SiteId="2" Number="1" /><Machine Fqdn="app2.contoso.com" /></Cluster>
    <Cluster Fqdn="10.0.0.4"><ClusterId SiteId="1" Number="3" /><Machine /></Cluster>
  </Clusters>
  <Services>
    <Service RoleVersion="1" ServiceVersion="6"><ServiceId SiteId="1" RoleName="Registrar" Instance="1" /><InstalledOn><ClusterId SiteId="1" Number="1" /></InstalledOn></Service>
    <Service RoleVersion="1" ServiceVersion="6"><ServiceId SiteId="1" RoleName="ExternalServer" Instance="1" /><InstalledOn><ClusterId SiteId="1" Number="2" /></InstalledOn></Service>
    <Service RoleVersion="1" ServiceVersion="8"><ServiceId SiteId="2" RoleName="ExternalServer" Instance="2" /><InstalledOn><ClusterId SiteId="2" Number="1" /></InstalledOn></Service>
    <Service RoleVersion="1" ServiceVersion="6"><ServiceId SiteId="1" RoleName="ExternalServer" Instance="3" /><InstalledOn><ClusterId SiteId="1" Number="3" /></InstalledOn></Service>
    <Service RoleVersion="1" ServiceVersion="6"><ServiceId SiteId="1" RoleName="ExternalServer" Instance="4" /><InstalledOn><ClusterId SiteId="9" Number="9" /></InstalledOn></Service>
  </Services>
</Topology>`;

/** As Topology Builder saves it: the old topology beside the new one, machines of a single name without it. */
const builder = (version: string) => `\ufeff<TopologyBuilder xmlns="urn:a" xmlns:b="urn:b">
  <OldTopology><PartialTopology xmlns="urn:c"><CentralSites><CentralSite><Clusters><Cluster UniqueId="1:9" Fqdn="old.contoso.com"><Machines><Machine /></Machines></Cluster></Clusters>
    <Services><Service RoleName="ExternalServer" ServiceVersion="5" InstalledOn="1:9" /></Services></CentralSite></CentralSites></PartialTopology></OldTopology>
  <NewTopology><b:PartialTopology><CentralSites><CentralSite>
    <Clusters>
      <Cluster UniqueId="1:2" Fqdn="ex1.contoso.com" IsSingleMachineOnly="true"><Machines><Machine /></Machines></Cluster>
      <Cluster UniqueId="1:3" Fqdn="apps.contoso.com" IsSingleMachineOnly="false"><Machines><Machine Fqdn="app1.contoso.com" /><Machine Fqdn="app2.contoso.com" /></Machines></Cluster>
    </Clusters>
    <Services>
      <Service RoleName="Registrar" ServiceVersion="7" InstalledOn="1:1" />
      <Service RoleName="ExternalServer" ServiceVersion="${version}" InstalledOn="1:2" />
      <Service RoleName="ExternalServer" ServiceVersion="7" InstalledOn="1:3" />
    </Services>
  </CentralSite></CentralSites></b:PartialTopology></NewTopology>
</TopologyBuilder>`;

test('Get-CsTopology -AsXml: the version is the service\'s, the computers are the cluster\'s', async () => {
  const { pools, listsAllPools, notes, inputs } = await inventoryOf(published);
  expect(pools.map(({ from, ...pool }) => pool)).toEqual([
    { name: 'ex1.contoso.com', version: 6, computers: ['ex1.contoso.com'] },
    { name: 'apps.contoso.com', version: 8, computers: ['app1.contoso.com', 'app2.contoso.com'] },
  ]);
  expect(listsAllPools).toBe(true);
  expect(notes).toEqual([expect.stringMatching(/^1\.txt:7: the trusted application pool "10\.0\.0\.4" was passed over/), expect.stringMatching(/^1\.txt:14: .*its cluster is not in the document/)]);
  expect(inputs).toEqual([{ cmdlet: 'Get-CsTopology -AsXml', file: '1.txt', objects: 5 }]);
});

describe('.tbxml of Topology Builder', () => {
  test('the new topology counts, and a single machine has the name of its cluster', async () => {
    const { pools, listsAllPools, inputs } = await inventoryOf(builder('7'));
    expect(pools.map(({ from, ...pool }) => pool)).toEqual([
      { name: 'ex1.contoso.com', version: 7, computers: ['ex1.contoso.com'] },
      { name: 'apps.contoso.com', version: 7, computers: ['app1.contoso.com', 'app2.contoso.com'] },
    ]);
    expect(listsAllPools).toBe(true);
    expect(inputs).toEqual([{ cmdlet: 'the .tbxml of Topology Builder', file: '1.txt', objects: 3 }]);
  });

  test.for(['0', '10', '', 'six'])('a version %j could not be read', async (version) => {
    const { pools, notes } = await inventoryOf(builder(version));
    expect(pools[0]).toMatchObject({ name: 'ex1.contoso.com', version: null });
    expect(notes).toEqual([expect.stringMatching(/version of the pool ex1\.contoso\.com could not be read/)]);
  });
});
