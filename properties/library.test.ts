/**
 * The library's surface: what another program imports to have exports judged, as the commands do.
 */
import { join } from 'node:path';
import { build } from 'rolldown';
import { describe, expect, test } from 'vitest';
import * as kit from '../src/index.ts';
import { runKst } from './run-kst.ts';
import type { Advice, Diagnosis, Inventory, ReadLog } from '../src/index.ts';

const pools = 'Identity  : TrustedApplicationPool:ex2.contoso.com\nPoolFqdn  : ex2.contoso.com\nVersion   : 6\n';
const log = 'Id,TimeCreated,MachineName,ProviderName,Message\n14493,2014-06-01T10:00:00Z,fe1.contoso.com,LS Protocol Stack,"The known servers table has a new server ex2.contoso.com with version 6."\n';

test('advice comes of the same calls as that of kst advise', async () => {
  const inventory: Inventory = await kit.readInventory([{ name: 'standard input', chunks: chunks(pools) }]);
  const advice: Advice = kit.advise(kit.knownServersRules(), inventory, [{ do: 'pool.add', server: 'ex3.contoso.com', version: 6 }]);
  const { out } = await runKst(['advise', '-', '--json', '--what-if', 'pool.add ex3.contoso.com 6'], pools);
  expect(advice).toEqual(JSON.parse(out));
  expect(() => kit.advise(kit.knownServersRules(), { ...inventory, pools: [...inventory.pools, { ...inventory.pools[0]!, name: 'ex2.fabrikam.com' }] }, [{ do: 'pool.remove', server: 'ex2' }])).toThrow(kit.AmbiguousServer);
});

test('a diagnosis comes of the same calls as that of kst diagnose', async () => {
  const read: ReadLog = await kit.readEventLogs([{ name: 'standard input', chunks: chunks(log) }]);
  const diagnosis: Diagnosis = kit.diagnose(kit.knownServersRules(), read);
  const { out } = await runKst(['diagnose', '-', '--json'], log);
  expect(diagnosis.events.relevant).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ verdict: diagnosis.verdict, servers: JSON.parse(JSON.stringify(diagnosis.servers)) });
});

describe('a bundle holds no more than what is used', () => {
  test.for([
    { names: ['step', 'knownServersRules'], below: 40_000 },
    { names: ['knownServersTable'], below: 70_000 },
  ])('$names: less than $below bytes, without fast-check and planted faults', async ({ names, below }) => {
    const { code, modules } = await bundled(names);
    expect(Buffer.byteLength(code)).toBeLessThan(below);
    expect(modules.filter((name) => !/\/src\/(engine|kst)\/|\/node_modules\/ts-pattern\//.test(name))).toEqual([]);
  });

  test('and it plays', async () => {
    const { code } = await bundled(['step', 'knownServersRules', 'emptyWorld']);
    const { step, knownServersRules, emptyWorld } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as typeof kit;
    const dialect = kit.systemOf(kit.knownServersRules()).dialects.usual;
    const outcome = step(knownServersRules(), emptyWorld(), { do: 'rtcsrv.start' }, dialect);
    expect(outcome).toMatchObject({ kind: 'taken', events: [{ id: 14492, servers: [] }, { id: 44024, servers: [] }], next: { whole: { running: true } } });
  });
});

/** Some names of the library, minified, and the files of which something is in it. */
async function bundled(names: readonly string[]): Promise<{ readonly code: string; readonly modules: readonly string[] }> {
  const library = JSON.stringify(join(import.meta.dirname, '../src/index.ts'));
  const { output: [chunk, ...others] } = await build({
    input: 'entry',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? id : null),
        load: (id) => (id === 'entry' ? `export { ${names.join(', ')} } from ${library};` : null),
      },
    ],
    write: false,
    logLevel: 'silent',
    output: { format: 'esm', minify: true },
  });
  expect(others).toEqual([]);
  const modules = Object.entries(chunk.modules).filter(([, { renderedLength }]) => renderedLength > 0);
  return { code: chunk.code, modules: modules.map(([name]) => name) };
}

async function* chunks(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}
