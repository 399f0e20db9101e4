/**
 * Whatever an export holds, it is read and judged, or refused with a place: nothing is thrown that is no InputError.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from '../src/inputs/input-error.ts';
import { advise } from '../src/lync/advise/advise.ts';
import { canonicalName } from '../src/kst/names.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { knownServersRules } from '../src/kst/rulebook.ts';
import { adviseMarkdown, adviseText } from '../src/reports/advise/advice-text.ts';
import { inventoryOf } from './advise/samples.ts';

const plain = { good: String, bad: String, dim: String, strong: String };

/** What may stand in a property: what belongs there, what nearly does, and anything at all. */
const value = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom<unknown>('EX1', 'ex1.contoso.com', 'ex2.contoso.com', 'TrustedApplicationPool:ex1.contoso.com', 'ex1.contoso.com/urn:application:owa', 'CN=', 'CN=DP1,CN=x', 'DP1', ['DP1'], 'SipName', 3, 6, 'Version 15.0 (Build 1)', 'Mailbox', '{DP1, DP2...}') },
  { weight: 2, arbitrary: fc.constantFrom<unknown>('', ' ', '10.0.0.4', '{}', '[::1]', '\u001b[2J', '\u202e', '\ud800', 'a b', 'TrustedApplicationPool:', '/urn:application:', -1, 1e300, null, true, [], [[]], {}, { value: [1] }, { Name: { Name: {} } }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);

const names = ['Identity', 'Name', 'Fqdn', 'Pool', 'PoolFqdn', 'Version', 'Role', 'ServiceId', 'Services', 'Computers', 'ComputerGruus', 'URIType', 'UMServers', 'DialPlans', 'Status', 'Server', 'AdminDisplayVersion', 'ServerRole', 'DistinguishedName', '__proto__'];
const object = fc.array(fc.tuple(fc.constantFrom(...names), value), { minLength: 3, maxLength: 14 }).map((entries) => `{${[...new Map(entries)].map(([name, held]) => `${JSON.stringify(name)}:${JSON.stringify(held)}`).join()}}`);
const change = fc.constantFrom({ do: 'pool.add', server: 'ex1.contoso.com', version: 6 } as const, { do: 'dialPlan.unhost', server: 'ex1.contoso.com', plan: 'DP1' } as const, { do: 'rtcsrv.restart' } as const);

const rules = knownServersRules();

test('objects with any properties and any values', async () => {
  let judged = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(object, { minLength: 1, maxLength: 6 }), fc.array(change, { maxLength: 2 }), async (objects, changes) => {
      const inventory = await inventoryOf(`[${objects.join(',\n')}]`).catch((error: unknown) => {
        if (!(error instanceof InputError)) throw error;
        expect(error.message).toMatch(/^1\.txt:\d+.*expected/s);
        return null;
      });
      if (inventory === null) return;
      const advice = advise(rules, inventory, changes);
      for (const { server } of advice.servers) expect(canonicalName(server)).toBe(server);
      for (const page of [adviseText(systemOf(rules), advice, plain), adviseMarkdown(systemOf(rules), advice)]) expect(page).not.toMatch(/[^\P{C}\n]/u);
      judged += advice.servers.length;
    }),
    { numRuns: 400 },
  );
  expect(judged).toBeGreaterThan(200);
});
