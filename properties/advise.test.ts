/**
 * Advice: who claims a server, whether it needs a pool, and what stays open where inputs are missing.
 */
import { describe, expect, test } from 'vitest';
import { advise, canBeTold, hasConflict } from '../src/lync/advise/advise.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import { inventoryOf, json } from './advise/samples.ts';
import type { Command } from '../src/kst/commands.ts';
import type { Advice, ServerAdvice } from '../src/lync/advise/advise.ts';

const exchange = (name: string, version = '15.0', roles: string | null = 'Mailbox') => ({ Name: name.toUpperCase(), Fqdn: `${name}.contoso.com`, ServerRole: roles, AdminDisplayVersion: `Version ${version} (Build 1.1)` });
const um = (name: string, ...plans: readonly string[]) => ({ Name: name.toUpperCase(), DialPlans: plans, Status: 'Enabled' });
const router = (name: string, ...plans: readonly string[]) => ({ Identity: `${name}\\UMCallRouterSettings`, DialPlans: plans, UMStartupMode: 'TLS' });
const pool = (name: string, version: number | null = 6) => ({ Identity: `TrustedApplicationPool:${name}.contoso.com`, PoolFqdn: `${name}.contoso.com`, Version: version });
const computer = (name: string, of: string) => ({ Identity: `${name}.contoso.com`, Pool: `${of}.contoso.com` });
const plans = json({ Name: 'Sip', URIType: 3 }, { Name: 'Ext', URIType: 1 });

async function advice(...texts: readonly string[]): Promise<Advice> {
  return advise(knownServersTable(), await inventoryOf(...texts));
}

function of({ servers }: Advice, name: string): ServerAdvice {
  return servers.find(({ server }) => server === (name.includes('.') ? name : `${name}.contoso.com`))!;
}

const cmdlets = ({ missing }: Advice): readonly string[] => missing.map(({ cmdlet }) => cmdlet.split(' ')[0]!);

describe('with every input', () => {
  const whole = () =>
    advice(
      json(exchange('ex1'), exchange('ex2'), exchange('ex3'), exchange('ex4'), exchange('ex5', '15.2'), exchange('edge', '15.0', 'Edge')),
      json(um('ex1', 'Sip'), um('ex2', 'Sip', 'Ext'), um('ex3', 'Ext'), um('ex4')),
      plans,
      json(pool('ex2'), pool('ex3', 5), pool('crm', 7)),
      json(computer('ex2', 'ex2'), computer('ex3', 'ex3'), computer('crm', 'crm')),
      json(router('ex1', 'Sip')),
    );

  test('each server is claimed by UM Routing, by the topology, by both or by none, and that decides', async () => {
    const told = await whole();
    expect(told.servers.map(({ server, claims, known, version, um: umWorks, owaIm, pool: verdict }) => [server.split('.')[0], claims.map(({ by, version: claimed }) => `${by} ${claimed}`).join(), known, version, umWorks, owaIm, verdict])).toEqual([
      ['crm', 'topology 7', true, 7, 'none', 'works', 'fine'],
      ['ex1', 'um-routing 0', true, 0, 'works', 'works', 'fine'],
      ['ex2', 'um-routing 0,topology 6', null, null, null, null, 'must-not'],
      ['ex3', 'topology 5', true, 5, 'none', 'works', 'fine'],
      ['ex4', '', false, null, 'none', 'broken', 'needed'],
      ['ex5', '', false, null, 'none', 'broken', 'needed'],
    ]);
    expect(told.missing).toEqual([]);
    expect([hasConflict(told), canBeTold(told)]).toEqual([true, true]);
  });

  test('why says what it rests on, and what is done has exact lines', async () => {
    const told = await whole();
    expect(of(told, 'ex1').why).toMatch(/"Sip".*C9.*C13.*C18/);
    expect(of(told, 'ex1').why).toMatch(/JJ688055/);
    expect(of(told, 'ex2').why).toMatch(/"Sip" \(C9, C12\).*pool ex2\.contoso\.com lists it with version 6.*C14, C15/);
    expect(of(told, 'ex3').why).toMatch(/keep the pool/);
    expect(of(told, 'crm').why).toMatch(/none of the Exchange servers/);
    expect(of(told, 'ex5').why).toMatch(/Exchange 2019 has no UM/);
    expect(of(told, 'ex2').remedies.map(({ name, cmdlets: lines }) => [name, lines])).toEqual([
      ['option-1', ['Remove-CsTrustedApplicationPool -Identity ex2.contoso.com', 'Enable-CsTopology']],
      ['option-2', ['Restart-Service RTCSRV']],
    ]);
    expect(of(told, 'ex4').remedies[0]!.cmdlets[0]).toMatch(/^New-CsTrustedApplicationPool -Identity ex4\.contoso\.com /);
    for (const name of ['ex1', 'ex3', 'crm']) expect(of(told, name).remedies).toEqual([]);
  });

  test('a conflict is told for each order of events, with the assumptions that decide', async () => {
    const { cases } = of(await whole(), 'ex2');
    expect(cases.map(({ when, known, version, owaIm }) => [when, known, version, owaIm])).toEqual([
      ['the pool was added last', false, null, 'broken'],
      ['the dial plan was hosted last, um-conflict=stays-open', false, null, 'broken'],
      ['the dial plan was hosted last, restart-winner=um & um-conflict=settles', true, 0, 'works'],
      ['the dial plan was hosted last, restart-winner=topology & um-conflict=settles', true, 6, 'works'],
      ['RTCSRV was started last, restart-winner=um', true, 0, 'works'],
      ['RTCSRV was started last, restart-winner=topology', true, 6, 'works'],
    ]);
    expect(cases.map(({ last, assumptions }) => [last, assumptions])).toEqual([
      ['pool', []],
      ['dial-plan', ['um-conflict']],
      ['dial-plan', ['restart-winner', 'um-conflict']],
      ['dial-plan', ['restart-winner', 'um-conflict']],
      ['start', ['restart-winner']],
      ['start', ['restart-winner']],
    ]);
  });
});

describe('collocated roles', () => {
  test.for<readonly [string, readonly object[], readonly object[], boolean]>([
    ['a UM service and a call router', [exchange('ex1')], [router('ex1', 'Sip')], true],
    ['both roles of 2013', [exchange('ex1', '15.0', 'Mailbox, ClientAccess')], [], true],
    ['2016, where they always are', [exchange('ex1', '15.1')], [], true],
    ['2013 with one role', [exchange('ex1')], [], false],
    ['2010', [exchange('ex1', '14.3', 'Mailbox, ClientAccess, UnifiedMessaging')], [], false],
  ])('%s', async ([, servers, routers, both]) => {
    const told = await advice(json(...servers), json(um('ex1', 'Sip'), ...routers), plans, json(pool('ex1')));
    expect(of(told, 'ex1').pool).toBe('must-not');
    expect(/JJ688055.*JJ204857/.test(of(told, 'ex1').why)).toBe(both);
    expect(told.assumptions.filter(({ name, says }) => name === 'collocated-roles' && /JJ688055 says .*JJ204857 says .*: ex1\.contoso\.com\.$/.test(says))).toHaveLength(both ? 1 : 0);
  });

  test('without a SipName dial plan the pages do not matter', async () => {
    const told = await advice(json(exchange('ex1', '15.1')), json(um('ex1', 'Ext')), plans, json(pool('ex1')));
    expect(JSON.stringify(told)).not.toMatch(/JJ/);
  });
});

describe('pools of several computers', () => {
  test('list their computers, and their own name under one answer only', async () => {
    const told = await advice(json(exchange('ex1'), exchange('ex2'), exchange('apps')), json(um('ex1', 'Sip'), um('ex2'), um('apps', 'Sip')), plans, json(pool('apps')), json(computer('ex1', 'apps'), computer('ex2', 'apps')));
    expect(of(told, 'ex1')).toMatchObject({ pool: 'must-not' });
    expect(of(told, 'ex1').remedies[0]!.cmdlets).toEqual(['Remove-CsTrustedApplicationComputer -Identity ex1.contoso.com', 'Enable-CsTopology']);
    expect(of(told, 'ex2')).toMatchObject({ pool: 'fine', known: true, version: 6 });
    expect(of(told, 'apps')).toMatchObject({ pool: 'unknown', known: null });
    expect(of(told, 'apps').cases.map(({ when, pool: verdict, version }) => [when, verdict, version])).toEqual([['pool-name=listed', 'must-not', null], ['pool-name=computers-only', 'fine', 0]]);
    for (const { last, assumptions } of of(told, 'apps').cases) expect([last, assumptions]).toEqual([null, ['pool-name']]);
    expect(of(told, 'apps').why).toMatch(/assumption pool-name/);
    expect(told.assumptions.find(({ name }) => name === 'pool-name')!.says).toMatch(/apps\.contoso\.com/);
    expect(hasConflict(await advice(json(exchange('apps')), json(um('apps', 'Sip')), plans, json(pool('apps')), json(computer('ex1', 'apps'))))).toBe(true);
  });

  test('without a list of computers have one, of their own name, and that is said', async () => {
    const told = await advice(json(exchange('ex1')), json(um('ex1')), plans, json(pool('ex1')));
    expect(of(told, 'ex1')).toMatchObject({ pool: 'fine', known: true, version: 6 });
    expect(told.assumptions.map(({ name }) => name)).toEqual(['whole-output', 'pool-computers']);
    expect(cmdlets(told)).toContain('Get-CsTrustedApplicationComputer');
  });

  test('a server in two pools of different versions has none that could be told', async () => {
    const told = await advice(json(exchange('ex1')), json(um('ex1')), plans, json(pool('a', 5), pool('b', 6)), json(computer('ex1', 'a'), computer('ex1', 'b')));
    expect(of(told, 'ex1')).toMatchObject({ pool: 'unknown', known: null, version: null });
    expect(of(told, 'ex1').why).toMatch(/in one pool \(C3, F2\): their versions differ, .*C14/);
    const alike = await advice(json(exchange('ex1')), json(um('ex1')), plans, json(pool('a', 6), pool('b', 6)), json(computer('ex1', 'a'), computer('ex1', 'b')));
    expect(of(alike, 'ex1')).toMatchObject({ pool: 'fine', known: true, version: 6 });
    const hosting = await advice(json(exchange('ex1')), json(um('ex1', 'Sip')), plans, json(pool('a', 5), pool('b', 6)), json(computer('ex1', 'a'), computer('ex1', 'b')));
    expect(of(hosting, 'ex1').pool).toBe('must-not');
  });

  test('a version that inputs disagree about is none, and both are told', async () => {
    const told = await advice(json(exchange('ex1')), json(um('ex1')), plans, json(pool('ex1', 6)), json(pool('ex1', 7)));
    expect(of(told, 'ex1')).toMatchObject({ known: true, version: null });
    expect(told.notes).toEqual(['the inputs disagree about the version of the pool ex1.contoso.com: 6 (4.txt:1), 7 (5.txt:1)']);
  });
});

test('a dial plan that only the call router is joined to counts under one answer only', async () => {
  const told = await advice(json(exchange('ex1')), json(um('ex1'), router('ex1', 'Sip')), plans, json(pool('ex1')));
  expect(of(told, 'ex1').cases.map(({ when, pool: verdict }) => [when, verdict])).toEqual([['call-router=hosts', 'must-not'], ['call-router=does-not-host', 'fine']]);
  const without = await advice(json(exchange('ex1')), json(um('ex1', 'Sip'), router('ex1', 'Sip')), plans, json(pool('ex1')));
  expect(of(without, 'ex1').pool).toBe('must-not');
  expect(without.assumptions.map(({ name }) => name)).not.toContain('call-router');
});

describe('where inputs are missing, only what is certain is said', () => {
  const servers = json(exchange('ex1'), exchange('old', '14.3', 'UnifiedMessaging'), exchange('new', '15.2'));
  const ums = json(um('ex1', 'Sip'), um('old', 'Sip'));

  test('no pools: nothing of a server that UM Routing claims, all of how to ask', async () => {
    const told = await advice(servers, ums, plans);
    expect(told.servers.map(({ known, um: works, pool: verdict }) => [known, works, verdict])).toEqual([[null, null, 'unknown'], [null, 'none', 'unknown'], [null, null, 'unknown']]);
    expect(of(told, 'ex1').claims).toHaveLength(1);
    expect(told.missing).toEqual([{ what: expect.stringMatching(/^all trusted application pools/), cmdlet: 'Get-CsTrustedApplicationPool | ConvertTo-Json' }]);
    expect([hasConflict(told), canBeTold(told)]).toEqual([false, false]);
  });

  test('no dial plans: those of Exchange 2013 are SipName, those of 2010 may be any', async () => {
    const told = await advice(servers, ums, json(pool('ex1'), pool('old')));
    expect(told.servers.map(({ server, pool: verdict }) => [server.split('.')[0], verdict])).toEqual([['ex1', 'must-not'], ['new', 'needed'], ['old', 'unknown']]);
    expect(of(told, 'old').why).toMatch(/no input has the URI type of "Sip"/);
    expect(of(told, 'ex1').claims[0]!.from).toBe('SipName dial plan "Sip", joined by its UM service (2.txt:1; taken as SipName: Exchange 2013 joins SipName plans only)');
    expect(told.notes).toEqual([]);
    expect(cmdlets(told)).toContain('Get-UMDialPlan');
  });

  test('a dial plan that no output of Get-UMDialPlan has is said to be such', async () => {
    const told = await advice(servers, json(um('ex1', 'Gone'), um('old', 'Sip')), plans, json(pool('ex1')));
    expect(of(told, 'ex1').pool).toBe('must-not');
    expect(of(told, 'ex1').claims[0]!.from).toMatch(/"Gone".*taken as SipName: Exchange 2013/);
    expect(of(told, 'old').claims[0]!.from).not.toMatch(/taken as/);
    expect(told.notes).toEqual(['2.txt:1: ex1.contoso.com is joined to the dial plan "Gone", which no output of Get-UMDialPlan here has']);
  });

  test('no UM servers: Exchange 2019 has none, the others are open', async () => {
    const told = await advice(servers, plans, json(pool('ex1')));
    expect(told.servers.map(({ server, pool: verdict }) => [server.split('.')[0], verdict])).toEqual([['ex1', 'unknown'], ['new', 'needed'], ['old', 'unknown']]);
    expect(cmdlets(told)).toContain('Get-UMService');
  });

  test('nothing is asked for that cannot matter', async () => {
    const told = await advice(json(exchange('new', '15.2')), json(pool('new')), json(computer('new', 'new')));
    expect([told.missing, of(told, 'new').pool]).toEqual([[], 'fine']);
  });

  test('no FQDNs: a short name and a pool are not put together, nor apart', async () => {
    const told = await advice(json(um('ex1', 'Sip'), um('ex2', 'Sip'), um('ex3')), plans, json(pool('ex1'), pool('crm')));
    expect(told.servers.map(({ server, pool: verdict }) => [server, verdict])).toEqual([
      ['crm.contoso.com', 'fine'],
      ['ex1', 'unknown'],
      ['ex1.contoso.com', 'unknown'],
      ['ex2', 'fine'],
      ['ex3', 'needed'],
    ]);
    expect(of(told, 'ex1.contoso.com').why).toMatch(/whether it is the UM server ex1 is not to be seen/);
    expect(cmdlets(told)).toContain('Get-ExchangeServer');
    const long = await advice(json(um('exchangeserver1', 'Sip')), plans, json(pool('exchangeserver17')));
    expect(long.servers.map(({ pool: verdict }) => verdict)).toEqual(['unknown', 'unknown']);
    const listed = await advice(json({ Name: 'EX1', AdminDisplayVersion: 'Version 15.0' }), json(um('ex1', 'Sip')), plans, json(pool('ex1')));
    expect(listed.servers.map(({ pool: verdict }) => verdict)).toEqual(['unknown', 'unknown']);
  });

  test('a UM server that Get-ExchangeServer lacks may be the one that has the pool', async () => {
    const told = await advice(json(exchange('ex1')), json(um('ex1'), um('ex2', 'Sip')), plans, json(pool('ex1'), pool('ex2')), json(computer('ex1', 'ex1'), computer('ex2', 'ex2')), json(router('ex1')));
    expect(told.servers.map(({ server, pool: verdict }) => [server, verdict])).toEqual([['ex1.contoso.com', 'fine'], ['ex2', 'unknown'], ['ex2.contoso.com', 'unknown']]);
    expect(of(told, 'ex2').why).toMatch(/whether it is the UM server ex2 is not to be seen/);
    expect(cmdlets(told)).toEqual(['Get-ExchangeServer']);
    expect(canBeTold(told)).toBe(false);
  });

  test('a list of dial plans that is cut off leaves open what it does not show', async () => {
    const cut = (names: string) => `Name : EX1\nDialPlans : {${names}...}\nStatus : Enabled\n`;
    const rest = [json(exchange('ex1')), plans, json(pool('ex1'))];
    expect(of(await advice(cut('Ext'), ...rest), 'ex1').pool).toBe('unknown');
    expect(of(await advice(cut('Ext, Sip'), ...rest), 'ex1').pool).toBe('must-not');
  });

  test('a version that no input has is null, and the pool counts', async () => {
    const told = await advice(json(exchange('ex1')), json(um('ex1')), plans, json({ Identity: 'ex1.contoso.com', Computers: ['ex1.contoso.com'], Services: ['ExternalServer:ex1.contoso.com'] }));
    expect(of(told, 'ex1')).toMatchObject({ pool: 'fine', known: true, version: null, claims: [{ by: 'topology', version: null }] });
    expect(cmdlets(told)).toContain('Get-CsTrustedApplicationPool');
  });
});

test('Exchange 2019 has no UM, whatever an input says', async () => {
  const told = await advice(json(exchange('ex5', '15.2')), json(um('ex5', 'Sip')), plans, json(pool('ex5')));
  expect(of(told, 'ex5')).toMatchObject({ pool: 'fine', claims: [{ by: 'topology' }] });
  expect(told.notes).toEqual(['2.txt:1: the dial plans of ex5 were passed over: Exchange 2019 has no UM (1.txt:1)']);
  const byFqdn = await advice(json(exchange('ex5', '15.2')), json({ ...um('ex5', 'Sip'), Name: 'ex5.contoso.com' }), plans, json(pool('ex5')));
  expect(byFqdn.notes).toEqual(['2.txt:1: the dial plans of ex5.contoso.com were passed over: Exchange 2019 has no UM (1.txt:1)']);
});

test('a UM server that the dial plan alone names hosts it', async () => {
  const told = await advice(json(exchange('ex1', '14.3', 'UnifiedMessaging')), json({ Name: 'Sip', URIType: 3, UMServers: ['EX1'] }), json(pool('ex1')));
  expect(of(told, 'ex1').pool).toBe('must-not');
});

test('the applications of a pool go first, those that no shell would take are left to the administrator', async () => {
  const told = await advice(json(exchange('ex1')), json(um('ex1', 'Sip')), plans, json(pool('ex1')), json({ Identity: 'ex1.contoso.com/urn:application:owa' }, { Identity: 'ex1.contoso.com/urn:application:a; Remove-Item x' }));
  expect(of(told, 'ex1').remedies[0]!.cmdlets).toEqual(['Remove-CsTrustedApplication -Identity ex1.contoso.com/urn:application:owa', 'Remove-CsTrustedApplicationPool -Identity ex1.contoso.com', 'Enable-CsTopology']);
});

describe('what a small slip in the rules of advice would get wrong', () => {
  test('a pool of several computers that has a server\'s own name goes as a whole', async () => {
    const told = await advice(json(exchange('ex1'), exchange('ex2')), json(um('ex1', 'Sip'), um('ex2')), plans, json(pool('ex1')), json(computer('ex1', 'ex1'), computer('ex2', 'ex1')));
    expect(of(told, 'ex1').remedies[0]!.cmdlets).toEqual(['Remove-CsTrustedApplicationPool -Identity ex1.contoso.com', 'Enable-CsTopology']);
  });

  test('of two URI types of one dial plan neither counts', async () => {
    const told = await advice(json(exchange('ex1')), json(um('ex1', 'Both')), json({ Name: 'Both', URIType: 1 }, { Name: 'Both', URIType: 3 }), json(pool('ex1')));
    expect(of(told, 'ex1').pool).toBe('unknown');
  });

  test('a server without the role of UM hosts nothing', async () => {
    expect(of(await advice(json(exchange('cas', '15.0', 'ClientAccess')), json(pool('cas'))), 'cas').pool).toBe('fine');
  });

  test('a list of dial plans that was cut off is asked for again', async () => {
    const told = await advice(json(exchange('ex1')), 'Name : EX1\nDialPlans : {Ext...}\nStatus : Enabled\n', plans, json(pool('ex1')), json(computer('ex1', 'ex1')), json(router('ex1')));
    expect(told.missing).toEqual([{ what: 'the dial plans of each UM server, as a whole list', cmdlet: 'Get-UMService | ConvertTo-Json' }]);
  });

  test('dial plans that are joined and not listed are asked for, and noted once', async () => {
    const told = await advice(json(exchange('ex1', '14.3', 'UnifiedMessaging'), exchange('ex2', '14.3', 'UnifiedMessaging')), json(um('ex1', 'Gone'), um('ex2', 'Gone')), plans, json(pool('ex1')), json(computer('ex1', 'ex1')));
    expect(cmdlets(told)).toEqual(['Get-UMDialPlan']);
    expect(told.notes.filter((note) => note.includes('"Gone"'))).toHaveLength(1);
  });

  test('of many names twelve are told', async () => {
    const names = Array.from({ length: 13 }, (_, index) => `p${String(index).padStart(2, '0')}`);
    const told = await advice(json(...names.map((name) => pool(name))));
    expect(told.assumptions.find(({ name }) => name === 'pool-computers')!.says).toMatch(/p11\.contoso\.com and 1 more\.$/);
  });
});

describe('a what-if', () => {
  const whatIf = async (commands: readonly Command[], ...texts: readonly string[]) => advise(knownServersTable(), await inventoryOf(...texts), commands);

  test('plays no cycle while RTCSRV is stopped, and says when a change names no server', async () => {
    const inputs = [json(exchange('ex1')), json(um('ex1')), plans, json(pool('ex1'))];
    const { whatIf: steps } = await whatIf([{ do: 'rtcsrv.stop' }, { do: 'pool.remove', server: 'ex1.contoso.com' }], ...inputs);
    expect(steps.map(({ cycle }) => cycle)).toEqual([false, false]);
    expect((await whatIf([{ do: 'rtcsrv.stop' }], ...inputs)).safeOrder!.says).toContain('of a server that it does not name');
  });

  test('keeps a conflict until UM Routing gives the server up', async () => {
    const { whatIf: steps } = await whatIf([{ do: 'dialPlan.unhost', server: 'ex1.contoso.com', plan: 'Sip' }, { do: 'umRouting.discover' }], json(exchange('ex1')), json(um('ex1', 'Sip')), plans, json(pool('ex1')));
    expect(steps.map(({ servers }) => servers[0]!.conflict)).toEqual([true, false]);
  });

  test('is safe only where it is under every answer to an assumption', async () => {
    const { safeOrder } = await whatIf([{ do: 'pool.remove', server: 'ex1.contoso.com' }], json(exchange('ex1')), json(um('ex1'), router('ex1', 'Sip')), plans, json(pool('ex1')), json(computer('ex1', 'ex1')));
    expect(safeOrder).toMatchObject({ given: false, order: null, says: expect.stringContaining('stops OWA IM of ex1.contoso.com') });
  });
});
