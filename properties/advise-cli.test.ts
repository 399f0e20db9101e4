/**
 * kst advise as a user meets it: what it prints, in which form, and how it ends.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { command } from '../src/arbitraries.ts';
import { commandFromText } from '../src/inputs/command-text.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { knownServersRules } from '../src/kst/rulebook.ts';
import { json } from './advise/samples.ts';
import { runKst } from './run-kst.ts';
import { temporaryFolder } from './temporary.ts';

const scratch = temporaryFolder();
const validate = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false }).compile(JSON.parse(readFileSync(join(import.meta.dirname, '../spec/schema/advise.schema.json'), 'utf8')));

function file(name: string, text: string): string {
  writeFileSync(join(scratch, name), text);
  return join(scratch, name);
}

const exchange = file('exchange.json', json({ Name: 'EX1', Fqdn: 'ex1.contoso.com', ServerRole: 'Mailbox', AdminDisplayVersion: 'Version 15.1 (Build 1.1)' }, { Name: 'EX2', Fqdn: 'ex2.contoso.com', ServerRole: 'Mailbox', AdminDisplayVersion: 'Version 15.1 (Build 1.1)' }));
const services = file('um.csv', '#TYPE Selected.Microsoft.Exchange\r\n"Name","DialPlans","Status"\r\n"EX1","{UM Plan}","Enabled"\r\n"EX2","{}","Enabled"\r\n');
const plans = file('plans.txt', '\r\nName    : UM Plan\r\nURIType : SipName\r\n\r\n');
const pools = (name: string) => json({ Identity: `TrustedApplicationPool:${name}`, PoolFqdn: name, Version: 6 });
const crm = file('crm.json', pools('crm.contoso.com'));
const healthy = [exchange, services, plans, crm];
const broken = [exchange, services, plans, file('ex1.json', pools('ex1.contoso.com'))];

describe('ends with', () => {
  test.for<readonly [string, readonly string[], number]>([
    ['0 where no server is in conflict', healthy, 0],
    ['1 where one is', broken, 1],
    ['1 where a change makes one', [...healthy, '--what-if', 'pool.add ex1.contoso.com 6'], 1],
    ['1 where a change makes one under one answer to an assumption', [...healthy, '--what-if', 'dialPlan.host crm.contoso.com P SipName'], 1],
    ['1 where a change makes one that is not logged yet', [...healthy, '--what-if', 'rtcsrv.stop', '--what-if', 'pool.add ex1.contoso.com 6'], 1],
    ['0 where a change makes none', [...healthy, '--what-if', 'pool.add ex2.contoso.com 6', '--what-if', 'rtcsrv.restart'], 0],
    ['1 where one may be, under one answer to an assumption', [exchange, file('ext.csv', 'Name,DialPlans,Status\r\nEX1,{},Enabled\r\nEX2,{},Enabled\r\n'), plans, file('router.json', json({ Identity: 'EX1\\UMCallRouterSettings', DialPlans: ['UM Plan'] })), file('p1.json', pools('ex1.contoso.com'))], 1],
    ['3 where one server cannot be told', [...healthy, file('um3.json', json({ Name: 'CRM', DialPlans: ['UM Plan'], Status: 1 }))], 3],
    ['3 where nothing is certain', [services], 3],
    ['3 where no server is told of', [plans], 3],
  ])('%s', async ([, words, code]) => {
    const ran = await runKst(['advise', '--json', ...words]);
    expect([ran.code, ran.err]).toEqual([code, '']);
    const told = JSON.parse(ran.out);
    expect(validate(told), JSON.stringify(validate.errors)).toBe(true);
  });
});

test('JSON has what is documented, and it may come from standard input', async () => {
  const { out } = await runKst(['advise', exchange, services, plans, '-', '--format', 'json'], pools('ex1.contoso.com'));
  const { servers, missing, whatIf, safeOrder } = JSON.parse(out);
  expect(servers[0]).toMatchObject({
    server: 'ex1.contoso.com',
    claims: [{ by: 'um-routing', version: 0, from: expect.stringContaining('"UM Plan"') }, { by: 'topology', version: 6, from: expect.stringContaining('standard input:1') }],
    known: null,
    version: null,
    um: null,
    owaIm: null,
    pool: 'must-not',
    why: expect.stringContaining('14563'),
  });
  expect(missing).toEqual([
    { what: 'the computers of the trusted application pools', cmdlet: 'Get-CsTrustedApplicationComputer | ConvertTo-Json' },
    { what: expect.any(String), cmdlet: 'Get-UMCallRouterSettings | ConvertTo-Json' },
  ]);
  expect([whatIf, safeOrder]).toEqual([[], null]);
});

test('a person reads the servers first that something is to be done about', async () => {
  const { out } = await runKst(['advise', ...broken, '--what-if', 'pool.remove ex1.contoso.com']);
  const lines = out.split('\n');
  expect(lines[0]).toBe('2 servers: 1 in conflict, 1 in need of a pool, 0 fine, 0 that cannot be told');
  expect(lines[2]).toBe('ex1.contoso.com (Exchange 2016): in conflict: must not have a pool; known ?, UM ?, OWA IM ?');
  for (const line of ['    Remove-CsTrustedApplicationPool -Identity ex1.contoso.com', '    Restart-Service RTCSRV', '  1  pool.remove ex1.contoso.com, then a discovery cycle', '     ex1.contoso.com known with version 0, UM works, OWA IM works', '    Get-CsTrustedApplicationComputer | ConvertTo-Json']) expect(lines).toContain(line);
});

test('the first line says what the exit code is about: who may be in conflict, and who comes into one', async () => {
  const routers = file('r1.json', json({ Identity: 'EX1\\UMCallRouterSettings', DialPlans: ['UM Plan'] }));
  const none = file('none.csv', 'Name,DialPlans,Status\r\nEX1,{},Enabled\r\nEX2,{},Enabled\r\n');
  const may = await runKst(['advise', exchange, none, plans, routers, file('p2.json', pools('ex1.contoso.com'))]);
  expect([may.code, may.out.split('\n')[0]]).toEqual([1, '2 servers: 0 in conflict, 1 that may be (assumption call-router), 1 in need of a pool, 0 fine, 0 that cannot be told']);
  const will = await runKst(['advise', ...healthy, '--what-if', 'pool.add ex1 6', '--what-if', 'pool.remove ex1.contoso.com']);
  expect([will.code, will.out.split('\n')[0]]).toEqual([1, '3 servers: 0 in conflict, 1 in need of a pool, 2 fine, 0 that cannot be told; 1 more in conflict in the course of the changes']);
  expect(will.out).toContain('  ex1 is taken as ex1.contoso.com\n');
  const stranger = await runKst(['advise', ...healthy, '--what-if', 'pool.add ex2 6', '--what-if', 'pool.add xe3.contoso.com 6']);
  expect(stranger.out.match(/^     xe3\.contoso\.com .*$/gm)).toEqual(['     xe3.contoso.com known with version 6, UM none, OWA IM works']);
});

test('what the pages say of collocated roles is said once, however many servers have them', async () => {
  const both = [exchange, file('both.csv', 'Name,DialPlans,Status\r\nEX1,{UM Plan},Enabled\r\nEX2,{UM Plan},Enabled\r\n'), plans, crm];
  for (const format of ['text', 'markdown']) {
    const { out } = await runKst(['advise', ...both, '--format', format]);
    expect(out.match(/create no pool/g)).toHaveLength(1);
    expect(out.match(/Both UM roles are on it/g)).toHaveLength(2);
    expect(out).toMatch(/collocated-roles: .*ex1\.contoso\.com, ex2\.contoso\.com\./);
  }
});

test('Markdown has a row a server, and what to do', async () => {
  const { out } = await runKst(['advise', ...broken, '--format', 'markdown', '--what-if', 'pool.add ex2.contoso.com 6']);
  expect(out).toContain('| ex1.contoso.com (Exchange 2016) | in conflict: must not have a pool | ? | ? | ? |');
  expect(out).toContain('| ex2.contoso.com (Exchange 2016) | needs a pool | no | none | broken |');
  expect(out).toContain('Remove-CsTrustedApplicationPool -Identity ex1.contoso.com');
  expect(out).toContain('14493  Information  ex2.contoso.com added with version 6');
});

test('nothing hostile is printed as it came', async () => {
  const steer = '\u001b]0;x\u0007\u202e`|<b>@a';
  const hostile = [file('h1.json', json({ Name: steer, URIType: 3 }, { Name: steer, URIType: 9 })), file('h2.json', json({ Name: 'EX1', DialPlans: [steer], Status: 1 }, { Name: steer, DialPlans: [], Status: 1 })), file('h3.json', json({ Identity: `ex1.contoso.com/urn:application:${steer}` }, { [steer]: 1 }))];
  for (const format of ['text', 'markdown']) {
    const { out } = await runKst(['advise', exchange, ...hostile, '--format', format, '--what-if', `dialPlan.unhost ex1.contoso.com ${JSON.stringify('a\u202eb')}`]);
    expect(out).toContain('u{202e}');
    expect(out).not.toMatch(/[\u0007\u001b\u202e]/);
    if (format === 'markdown') expect(out).not.toContain('<b>');
  }
  const { err, code } = await runKst(['advise', file('h4.json', json({ [steer]: 1 }))]);
  expect(code).toBe(2);
  expect(err).not.toMatch(/[\u0007\u001b\u202e]/);
});

describe('bad input ends with 2, and says where and what was expected', () => {
  test.for<readonly [readonly string[], RegExp]>([
    [[...healthy, '--what-if', 'pool.add ex1.contoso.com'], /--what-if 1:1:25: expected version after pool\.add server/],
    [[...healthy, '--what-if', 'rtcsrv.start', '--what-if', 'pool.add ex1.contoso.com 10'], /--what-if 2:1:26: expected version to be a whole number from 1 to 9, got 10/],
    [[...healthy, '--what-if', 'pool.add ex1.contoso.com six'], /--what-if 1:1:26: expected version to be .* got "six"/],
    [[...healthy, '--what-if', 'pool.add 10.0.0.4 6'], /--what-if 1:1:10: expected a server name: a DNS name, not an IP address/],
    [[...broken, file('twin.json', pools('ex1.fabrikam.com')), '--what-if', 'pool.add ex1 6'], /--what-if: ex1 may be ex1\.contoso\.com or ex1\.fabrikam\.com: expected the FQDN/],
    [[...healthy, '--what-if', 'pool.grow ex1 6'], /--what-if 1:1:1: expected one of pool\.add, pool\.remove/],
    [[...healthy, '--what-if', ''], /--what-if 1:1:1: expected one of pool\.add/],
    [[...healthy, '--what-if', 'rtcsrv.start now'], /--what-if 1:1:14: expected nothing more after rtcsrv\.start/],
    [[...healthy, '--what-if', 'dialPlan.host ex1 "UM Plan" Sip'], /--what-if 1:1:29: expected uriType to be one of SipName, TelExtn, E164, got "Sip"/],
    [[...healthy, '--what-if', 'dialPlan.unhost ex1 "UM\\x"'], /--what-if 1:1:21: expected a text in double quotes/],
    [[...healthy, '--what-if', 'dialPlan.unhost ex1 " "'], /--what-if 1:1:21: expected a dial plan name, not a blank text/],
    [[...healthy, '--what-if', '__proto__ ex1'], /--what-if 1:1:1: expected one of pool\.add/],
    [[join(scratch, 'nowhere.json')], /nowhere\.json: cannot be read: there is no such file/],
    [[scratch], /cannot be read: it is a directory/],
    [['-', '-'], /standard input \(-\) can be read only once/],
    [[], /missing required argument 'file'/],
    [[file('other.json', json({ Mailbox: 1 }))], /other\.json:1: expected the output of one of/],
    [[file('cut.json', '[{"Name": "EX1", ')], /cut\.json:1/],
  ])('%j', async ([words, message]) => {
    const { code, out, err } = await runKst(['advise', ...words]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });
});

const rules = knownServersRules();

test('a change may be written as commands are shown', () => {
  fc.assert(
    fc.property(command(['ex1.contoso.com', 'xn--bcher-kva.contoso.com']), (change) => {
      expect(commandFromText(rules, systemOf(rules).text(change), 'change')).toEqual(change);
    }),
  );
});

test('a plan name is quoted as in JSON', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }).filter((plan) => plan.trim() !== '' && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(plan)), (plan) => {
      const change = { do: 'dialPlan.unhost' as const, server: 'ex1', plan };
      expect(commandFromText(rules, systemOf(rules).text(change), 'change')).toEqual(change);
    }),
  );
});
