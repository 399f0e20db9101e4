/**
 * What the Management Shells export is read in every format, and what cannot be read is told with its place.
 */
import { describe, expect, test } from 'vitest';
import { formats, inventoryOf, json } from './advise/samples.ts';
import type { Inventory } from '../src/lync/inventory.ts';
import type { Row } from './advise/samples.ts';

/** What one cmdlet shows, and what is to be read from it. */
interface Sample {
  readonly rows: readonly Row[];
  readonly says: Partial<{ readonly [field in keyof Inventory]: unknown }>;
}

const from = expect.stringMatching(/^1\.txt:\d+$/);

const samples: Readonly<Record<string, Sample>> = {
  'Get-CsTrustedApplicationPool': {
    rows: [
      { RunspaceId: '5b0c', Identity: 'TrustedApplicationPool:EX1.contoso.com', Registrar: 'Registrar:pool01.contoso.com', Applications: ['urn:application:exchangeoutlookwebapp'], ServiceId: 'Redmond-ExternalServer-1', SiteId: 'Site:Redmond', PoolFqdn: 'EX1.contoso.com', Version: 6, Role: 'TrustedApplicationPool' },
      { RunspaceId: '5b0c', Identity: 'Redmond-ExternalServer-2', Registrar: null, Applications: [], ServiceId: 'Redmond-ExternalServer-2', SiteId: 'site:redmond', PoolFqdn: 'ex2.contoso.com', Version: 5, Role: 'TrustedApplicationPool' },
    ],
    says: { pools: [{ name: 'ex1.contoso.com', version: 6, computers: null, from }, { name: 'ex2.contoso.com', version: 5, computers: null, from }], listsAllPools: true },
  },
  'Get-CsService': {
    rows: [
      { Identity: 'Registrar:pool01.contoso.net', ServiceId: '1-Registrar-1', SiteId: 'Site:Redmond', PoolFqdn: 'pool01.contoso.net', Version: 5, Role: 'Registrar' },
      { Identity: 'WebServer:pool01.contoso.net', ServiceId: '1-WebServices-1', SiteId: 'Site:Redmond', PoolFqdn: 'pool01.contoso.net', Version: 5, Role: 'WebServer' },
      { Identity: 'ExternalServer:ex1.contoso.com', ServiceId: '1-ExternalServer-3', SiteId: 'Site:Redmond', PoolFqdn: 'ex1.contoso.com', Version: 7, Role: 'TrustedApplicationPool' },
    ],
    says: { pools: [{ name: 'ex1.contoso.com', version: 7, computers: null, from }], listsAllPools: true },
  },
  'Get-CsTrustedApplicationComputer or Get-CsComputer': {
    rows: [
      { Identity: 'app1.contoso.com', Pool: 'apps.contoso.com', Fqdn: 'app1.contoso.com' },
      { Identity: 'app2.contoso.com', Pool: 'apps.contoso.com', Fqdn: 'app2.contoso.com' },
    ],
    says: { poolComputers: [{ pool: 'apps.contoso.com', computer: 'app1.contoso.com', from }, { pool: 'apps.contoso.com', computer: 'app2.contoso.com', from }], listsAllPools: false },
  },
  'Get-CsPool': {
    rows: [
      { Identity: 'pool01.contoso.com', Fqdn: 'pool01.contoso.com', Computers: ['fe1.contoso.com'], Services: ['Registrar:pool01.contoso.com', 'UserServer:pool01.contoso.com'], Site: 'Site:Redmond' },
      { Identity: 'apps.contoso.com', Fqdn: 'apps.contoso.com', Computers: ['app1.contoso.com', 'app2.contoso.com'], Services: ['ExternalServer:apps.contoso.com'], Site: 'Site:Redmond' },
    ],
    says: { pools: [{ name: 'apps.contoso.com', version: null, computers: ['app1.contoso.com', 'app2.contoso.com'], from }], listsAllPools: true },
  },
  'Get-CsTrustedApplication': {
    rows: [{ Identity: 'ex1.contoso.com/urn:application:exchangeoutlookwebapp', ComputerGruus: ['ex1.contoso.com sip:ex1.contoso.com@contoso.com;gruu;opaque=srvr:tapp:x'], Port: 5199 }],
    says: {
      applications: [{ pool: 'ex1.contoso.com', identity: 'ex1.contoso.com/urn:application:exchangeoutlookwebapp', from }],
      pools: [{ name: 'ex1.contoso.com', version: null, computers: null, from }],
      listsAllPools: false,
    },
  },
  'Get-UMDialPlan': {
    rows: [
      { Name: 'UM Plan 1', URIType: 'SipName', UMServers: ['EX1'], VoIPSecurity: 'Secured' },
      { Name: 'Old', URIType: 'TelExtn', UMServers: [], VoIPSecurity: 'Unsecured' },
      { Name: 'New', URIType: 'E164', UMServers: [], VoIPSecurity: 'Unsecured' },
    ],
    says: {
      dialPlans: [
        { name: 'UM Plan 1', uriType: 'SipName', servers: ['ex1'], from },
        { name: 'Old', uriType: 'TelExtn', servers: [], from },
        { name: 'New', uriType: 'E164', servers: [], from },
      ],
    },
  },
  'Get-UMService or Get-UMServer': {
    rows: [
      { Name: 'EX1', DialPlans: ['UM Plan 1', 'CN=Old,CN=UM DialPlan Container,DC=contoso,DC=com'], Status: 'Enabled', UMStartupMode: 'TLS' },
      { Name: 'EX2', DialPlans: [], Status: 'Enabled', UMStartupMode: 'TCP' },
    ],
    says: {
      umServers: [
        { role: 'um-service', name: 'ex1', plans: ['UM Plan 1', 'Old'], complete: true, from },
        { role: 'um-service', name: 'ex2', plans: [], complete: true, from },
      ],
    },
  },
  'Get-UMCallRouterSettings': {
    rows: [{ Identity: 'EX1\\UMCallRouterSettings', DialPlans: ['UM Plan 1'], SipTcpListeningPort: 5060, UMStartupMode: 'TLS' }],
    says: { umServers: [{ role: 'call-router', name: 'ex1', plans: ['UM Plan 1'], complete: true, from }] },
  },
  'Get-ExchangeServer': {
    rows: [
      { Name: 'EX1', Fqdn: 'EX1.contoso.com', ServerRole: 'Mailbox, ClientAccess', AdminDisplayVersion: 'Version 15.0 (Build 847.32)' },
      { Name: 'EX2', Fqdn: 'ex2.contoso.com', ServerRole: 'Mailbox', AdminDisplayVersion: 'Version 14.3 (Build 123.4)' },
      { Name: 'EX3', Fqdn: 'ex3.contoso.com', ServerRole: 'Mailbox', AdminDisplayVersion: 'Version 15.1 (Build 1.1)' },
      { Name: 'EX4', Fqdn: 'ex4.contoso.com', ServerRole: 'Edge', AdminDisplayVersion: 'Version 15.2 (Build 1.1)' },
    ],
    says: {
      exchangeServers: [
        { name: 'ex1', fqdn: 'ex1.contoso.com', release: '2013', roles: ['Mailbox', 'ClientAccess'], from },
        { name: 'ex2', fqdn: 'ex2.contoso.com', release: '2010', roles: ['Mailbox'], from },
        { name: 'ex3', fqdn: 'ex3.contoso.com', release: '2016', roles: ['Mailbox'], from },
        { name: 'ex4', fqdn: 'ex4.contoso.com', release: '2019', roles: ['Edge'], from },
      ],
    },
  },
};

describe.for(Object.entries(samples))('%s', ([cmdlet, { rows, says }]) => {
  test.for(Object.entries(formats))('as %s', async ([, write]) => {
    const inventory = await inventoryOf(write(rows));
    expect(inventory).toMatchObject(says);
    expect(inventory.notes).toEqual([]);
    expect(inventory.inputs).toContainEqual({ cmdlet, file: '1.txt', objects: cmdlet === 'Get-CsService' ? 2 : rows.length });
  });
});

test('UTF-16 with a byte order mark, as > writes it, is read', async () => {
  const text = formats['Format-List']!(samples['Get-UMDialPlan']!.rows);
  expect((await inventoryOf(new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le')))).dialPlans).toHaveLength(3);
});

test('references of Active Directory that are objects are read by their names, and collections that 5.1 wraps as such', async () => {
  const { umServers } = await inventoryOf(json({ Name: 'EX1', Status: 1, DialPlans: { value: [{ Name: 'DP1', DistinguishedName: 'CN=DP1,DC=x' }, { DistinguishedName: 'CN=A\\, B,DC=x' }], Count: 2 } }));
  expect(umServers[0]).toMatchObject({ plans: ['DP1', 'A, B'], complete: true });
});

test.for<readonly [string, readonly string[]]>([
  ['{}', []],
  ['', []],
  ['DP1', ['DP1']],
  ['{DP1, My Plan}', ['DP1', 'My Plan']],
  ['DP1,DP2;DP3', ['DP1', 'DP2', 'DP3']],
  ['{DP1, My\r\n                       Plan, DP3}', ['DP1', 'My Plan', 'DP3']],
  ['{CN=DP1,CN=UM DialPlan Container,DC=contoso,DC=com, CN=DP2,CN=UM DialPlan Container,DC=contoso,DC=com}', ['DP1', 'DP2']],
  ['CN=DP1,CN=UM DialPlan Container,DC=contoso,DC=com,CN=DP2,CN=UM DialPlan Container,DC=contoso,DC=com', ['DP1', 'DP2']],
])('a list as text: %s', async ([text, plans]) => {
  const { umServers } = await inventoryOf(`Name : EX1\r\nDialPlans : ${text}\r\nStatus : Enabled\r\n`);
  expect(umServers[0]).toMatchObject({ plans, complete: true });
});

test('versions and roles that are objects and bits are read', async () => {
  const { exchangeServers } = await inventoryOf(json({ Name: 'EX1', Fqdn: 'ex1.contoso.com', ServerRole: 54, AdminDisplayVersion: { Major: 14, Minor: 3, Build: 1 } }));
  expect(exchangeServers[0]).toMatchObject({ release: '2010', roles: ['Mailbox', 'ClientAccess', 'UnifiedMessaging', 'HubTransport'] });
});

describe('what cannot be read is told', () => {
  test.for<readonly [string, string, RegExp]>([
    ['a pool that is an IP address', json({ Identity: 'TrustedApplicationPool:10.0.0.4', Version: 6 }), /^1\.txt:1: the trusted application pool "10\.0\.0\.4" was passed over: .*not an IP address$/],
    ['a version that is none', json({ Identity: 'TrustedApplicationPool:ex1.contoso.com', Version: 0 }), /version of the pool ex1\.contoso\.com could not be read/],
    ['a list that is cut off', 'Name : EX1\nDialPlans : {DP1, DP2...}\nStatus : Enabled\n', /^1\.txt:1: the dial plans of the UM server ex1 could not all be read: the export cuts the list off$/],
    ['a list of which there is only the type', '"Name","DialPlans","Status"\n"EX1","Microsoft.Exchange.Data.MultiValuedProperty`1[Microsoft.Exchange.Data.Directory.ADObjectId]","Enabled"\n', /shows the type of the list/],
    ['a URI type that there is not', json({ Name: 'DP1', URIType: 4 }), /URI type of the dial plan "DP1" could not be read/],
    ['a release that there is not', json({ Name: 'EX1', Fqdn: 'ex1.contoso.com', AdminDisplayVersion: 'Version 13.0' }), /release of the Exchange server ex1 could not be read/],
    ['services of a pool that are cut off', 'Identity : apps.contoso.com\nComputers : {a.contoso.com}\nServices : {UserServer:apps.contoso.com...}\n', /whether it is a trusted application pool is not to be seen/],
    ['an object of another cmdlet', json({ Name: 'DP1', URIType: 3 }, { Mailbox: 'x' }, { Mailbox: 'y' }), /^1\.txt:1: 2 objects of other cmdlets were passed over/],
    ['a hostile name', json({ Name: '\u001b[31mEX1\u202e', DialPlans: [], Status: 'Enabled' }), /^1\.txt:1: the UM server "\\u001b\[31mEX1\\u\{202e\}" was passed over/],
  ])('%s', async ([, text, note]) => {
    const { notes } = await inventoryOf(text);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(note);
  });

  test('and a list that is cut off or unread is not complete', async () => {
    const { umServers } = await inventoryOf('Name : EX1\nDialPlans : {DP1, DP2...}\nStatus : Enabled\n\nName : EX2\nDialPlans : System.Object[]\nStatus : Enabled\n');
    expect(umServers.map(({ plans, complete }) => ({ plans, complete }))).toEqual([{ plans: ['DP1', 'DP2'], complete: false }, { plans: [], complete: false }]);
  });

  test('what lists only some services or pools does not show all trusted application pools', async () => {
    const { rows } = samples['Get-CsService']!;
    expect((await inventoryOf(json(...rows.slice(1, 2)))).listsAllPools).toBe(false);
    expect((await inventoryOf(json(rows[0]!, rows[0]!))).listsAllPools).toBe(false);
    expect((await inventoryOf(json(rows[1]!, { ...rows[1]!, Role: 'MediationServer' }))).listsAllPools).toBe(false);
    expect((await inventoryOf(json(...rows.slice(0, 2)))).listsAllPools).toBe(true);
    expect((await inventoryOf('Identity : a.contoso.com\nComputers : {}\nServices : {UserServer:a...}\n')).listsAllPools).toBe(false);
    const cut = await inventoryOf('Identity : a.contoso.com\nComputers : {b.contoso.com...}\nServices : {ExternalServer:a.contoso.com}\n');
    expect([cut.listsAllPools, cut.pools[0]!.computers, cut.notes.length]).toEqual([false, ['b.contoso.com'], 1]);
  });
});

describe('what is none of it is refused', () => {
  test.for<readonly [string, string, RegExp]>([
    ['objects of another cmdlet', json({ Mailbox: 'x', Size: 1 }), /^1\.txt:1: expected the output of one of Get-CsTrustedApplication, .*Get-UMService.*found an object with the properties Mailbox, Size$/],
    ['no object at all', '[]', /^1\.txt:1.*(expected)/],
    ['an empty file', '', /^1\.txt:1:1: expected an export/],
    ['an event log', '<Events><Event><System><EventID>14563</EventID></System></Event></Events>', /^1\.txt:1/],
    ['a topology without services', '<Topology xmlns="urn:schema:Microsoft.Rtc.Management.Deploy.Topology.2008"><Clusters/></Topology>', /^1\.txt:1: expected a topology with services/],
  ])('%s', async ([, text, message]) => {
    await expect(inventoryOf(text)).rejects.toThrow(expect.objectContaining({ name: 'InputError', message: expect.stringMatching(message) }));
  });
});
