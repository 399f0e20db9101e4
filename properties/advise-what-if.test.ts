/**
 * What-if: changes are played as the rules play them, and an order that is called safe is.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advise, canBeTold, hasConflict } from '../src/lync/advise/advise.ts';
import { AmbiguousServer } from '../src/lync/advise/planned.ts';
import { simulate } from '../src/engine/replay/simulate.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { integrationOf } from '../src/kst/integration.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import { inventoryOf, json } from './advise/samples.ts';
import type { Advice } from '../src/lync/advise/advise.ts';
import type { Command } from '../src/kst/commands.ts';
import type { Dialect } from '../src/kst/assumptions.ts';

const model = knownServersTable();
const system = systemOf(model);
const [ex1, ex2] = ['ex1.contoso.com', 'ex2.contoso.com'];
const host: Command = { do: 'dialPlan.host', server: ex2, plan: 'Sip', uriType: 'SipName' };
const unhost: Command = { do: 'dialPlan.unhost', server: ex1, plan: 'Sip' };
const add: Command = { do: 'pool.add', server: ex1, version: 6 };
const addTo2: Command = { do: 'pool.add', server: ex2, version: 6 };
const remove: Command = { do: 'pool.remove', server: ex2 };
const discover: Command = { do: 'umRouting.discover' };
const restart: Command = { do: 'rtcsrv.restart' };

/** ex1 hosts a SipName plan, ex2 has a pool. */
const usual = inventoryOf(
  json({ Name: 'EX1', Fqdn: ex1, ServerRole: 'Mailbox', AdminDisplayVersion: 'Version 15.0' }, { Name: 'EX2', Fqdn: ex2, ServerRole: 'Mailbox', AdminDisplayVersion: 'Version 15.0' }),
  json({ Name: 'EX1', DialPlans: ['Sip'], Status: 1 }, { Name: 'EX2', DialPlans: [], Status: 1 }),
  json({ Name: 'Sip', URIType: 3 }),
  json({ Identity: `TrustedApplicationPool:${ex2}`, PoolFqdn: ex2, Version: 6 }),
);
const setUp: readonly Command[] = [{ do: 'dialPlan.host', server: ex1, plan: 'Sip', uriType: 'SipName' }, addTo2, { do: 'rtcsrv.start' }];

async function played(...changes: readonly Command[]): Promise<Advice> {
  return advise(model, await usual, changes);
}

describe('a change', () => {
  test('that adds a pool to a server of UM Routing evicts both entries', async () => {
    const { whatIf, safeOrder } = await played(add);
    expect(whatIf).toEqual([
      {
        command: add,
        rejected: null,
        cycle: false,
        events: [{ id: 14563, server: ex1, versions: [0, 6] }],
        otherwise: [{ when: 'eviction-log=also-removed', events: [{ id: 14563, server: ex1, versions: [0, 6] }, { id: 14495, server: ex1, version: 0 }] }],
        servers: [
          { server: ex1, known: false, version: null, um: 'broken', owaIm: 'broken', conflict: true },
          { server: ex2, known: true, version: 6, um: 'none', owaIm: 'works', conflict: false },
        ],
      },
    ]);
    expect(safeOrder).toEqual({ given: false, order: null, says: 'In the order given, change 1 (pool.add ex1.contoso.com 6) stops UM and OWA IM of ex1.contoso.com.' });
  });

  test('of dial plans comes with the cycle in which it is noticed, unless there is one', async () => {
    const own = await played(host);
    expect(own.whatIf[0]).toMatchObject({ cycle: true, events: [{ id: null }, { id: 14563 }, { id: 44030 }] });
    expect(own.whatIf[0]!.servers[1]).toEqual({ server: ex2, known: null, version: null, um: null, owaIm: null, conflict: true });
    const given = await played(host, discover);
    expect(given.whatIf.map(({ cycle, events }) => [cycle, events.length])).toEqual([[false, 0], [false, 3]]);
    expect(given.whatIf[0]!.servers[1]).toMatchObject({ known: true, version: 6 });
  });

  test('that is refused changes nothing, and says why', async () => {
    const { whatIf, safeOrder } = await played({ do: 'pool.remove', server: ex1 });
    expect(whatIf[0]).toMatchObject({ rejected: 'no-such-pool', events: [], cycle: false });
    expect(safeOrder!.says).toMatch(/is refused: no-such-pool/);
  });

  test('of one server leaves another that is like it as it is', async () => {
    const { whatIf } = advise(model, { ...(await usual), pools: [], umServers: [] }, [addTo2]);
    expect(whatIf[0]!.servers.map(({ known }) => known)).toEqual([false, true]);
  });

  test('of a server that no input has is played, and told', async () => {
    const { whatIf, notes, servers } = await played({ do: 'pool.add', server: 'EX9.contoso.com.', version: 7 });
    expect(whatIf[0]!.servers.find(({ server }) => server === 'ex9.contoso.com')).toMatchObject({ known: true, version: 7, conflict: false });
    expect(notes).toEqual(['ex9.contoso.com is in none of the inputs: a new server, or a typing error']);
    expect(servers.map(({ server }) => server)).toEqual([ex1, ex2]);
  });

  test('of a short name is played for the one server that has it', async () => {
    const { whatIf, notes, safeOrder } = await played({ ...add, server: 'EX1' });
    expect(whatIf[0]).toMatchObject({ command: add, events: [{ id: 14563, server: ex1 }], servers: [{ server: ex1, conflict: true }, { server: ex2 }] });
    expect(safeOrder!.given).toBe(false);
    expect(notes).toEqual(['ex1 is taken as ex1.contoso.com']);
  });

  test('of a short name that several servers have is not played, and of one that none has is for a new server', async () => {
    const two = { ...(await usual), pools: ['ex1.fabrikam.com', ex1].map((name) => ({ name, version: 6, computers: null, from: 'x' })) };
    expect(() => advise(model, two, [{ ...add, server: 'ex1' }])).toThrow(new AmbiguousServer('ex1', [ex1, 'ex1.fabrikam.com']));
    const { notes, whatIf } = await played({ ...add, server: 'xe1' });
    expect(notes).toEqual(['xe1 is in none of the inputs: a new server, or a typing error']);
    expect(whatIf[0]!.servers.map(({ server }) => server)).toEqual([ex1, ex2, 'xe1']);
  });

  test('of an Edge server, which gets no advice, is played all the same', async () => {
    const edge = { name: 'edge', fqdn: 'edge.contoso.com', release: '2013' as const, roles: ['Edge'], from: 'x' };
    const inventory = await usual;
    const { whatIf, notes, servers } = advise(model, { ...inventory, exchangeServers: [...inventory.exchangeServers, edge] }, [{ ...add, server: 'edge' }]);
    expect(whatIf[0]!.servers.map(({ server, known }) => [server, known])).toEqual([['edge.contoso.com', true], [ex1, true], [ex2, true]]);
    expect(notes).toEqual(['edge is taken as edge.contoso.com']);
    expect(servers.map(({ server }) => server)).toEqual([ex1, ex2]);
  });

  test('of a name that may be that of a UM server cannot be told', async () => {
    const told = advise(model, await inventoryOf(json({ Name: 'EX1', DialPlans: ['Sip'], Status: 1 }), json({ Name: 'Sip', URIType: 3 }), json({ Identity: 'TrustedApplicationPool:x.contoso.com', Version: 6 })), [add]);
    expect(told.servers.map(({ pool }) => pool)).toEqual(['fine', 'fine']);
    expect([hasConflict(told), canBeTold(told)]).toEqual([false, false]);
  });

  test('option 2 lists a server in conflict again, by whichever version an assumption says', async () => {
    const { whatIf } = await played(add, restart);
    expect(whatIf[1]!.servers[0]).toEqual({ server: ex1, known: true, version: null, um: 'works', owaIm: 'works', conflict: true });
    expect(whatIf[1]!.events.map(({ id }) => id)).toEqual([14492, 44024, 14563, 44030, 14493]);
    expect(whatIf[1]!.otherwise.map(({ when }) => when).join()).toMatch(/restart-winner=topology/);
  });
});

describe('a pool of several computers', () => {
  const apps = 'apps.contoso.com';
  /** ex1 hosts a SipName plan, and both are in the pool. */
  const inUsual = usual.then((inventory) => ({ ...inventory, pools: [{ name: apps, version: 6, computers: [ex2, ex1], from: 'x' }] }));
  const inPool = async (...planned: readonly Command[]) => advise(model, await inUsual, planned);
  const removePool: Command = { do: 'pool.remove', server: apps };

  test('is taken out of the topology with each of them, in one change', async () => {
    const { whatIf, notes, safeOrder } = await inPool(removePool);
    expect(whatIf).toMatchObject([{ command: removePool, rejected: null, cycle: true }]);
    expect(whatIf[0]!.events).toContainEqual({ id: 14495, server: ex2, version: 6 });
    expect(whatIf[0]!.events).toContainEqual({ id: 14495, server: apps, version: 6 });
    expect(whatIf[0]!.events.filter(({ id }) => id === 14495).map((event) => 'server' in event && event.server)).toEqual([apps, ex2]);
    expect(whatIf[0]!.servers.map(({ server, known, owaIm, conflict }) => [server, known, owaIm, conflict])).toEqual([
      [apps, false, 'broken', false],
      [ex1, true, 'works', false],
      [ex2, false, 'broken', false],
    ]);
    expect(notes).toEqual([`pool.remove ${apps} takes the whole pool away: ${ex1}, ${ex2}, and its own name where that is listed (assumption pool-name)`]);
    expect(safeOrder!.says).toMatch(/change 1 \(pool\.remove apps\.contoso\.com\) stops OWA IM of ex2/);
  });

  test('is refused only when none of them is in it any more', async () => {
    const { whatIf, safeOrder } = await inPool({ do: 'pool.remove', server: ex2 }, removePool, removePool);
    expect(whatIf.map(({ rejected }) => rejected)).toEqual([null, null, 'no-such-pool']);
    expect(whatIf[1]!.servers.map(({ known }) => known)).toEqual([false, true, false]);
    expect(safeOrder!.order).toBeNull();
    // Option 1 for a pool whose computers are all in conflict, with nothing behind its own name that could stop.
    const hosted = ['ex1', 'ex2'].map((name) => ({ role: 'um-service' as const, name, plans: ['Sip'], complete: true, from: 'x' }));
    const option1 = (...planned: readonly Command[]) => inUsual.then((inventory) => advise(model, { ...inventory, umServers: hosted }, planned).safeOrder!);
    expect(await option1(removePool)).toMatchObject({ given: true, order: [removePool] });
    expect((await option1(removePool, removePool)).says).toMatch(/change 2 .* is refused: no-such-pool/);
    expect((await option1({ do: 'pool.add', server: apps, version: 7 })).says).toMatch(/is refused: pool-exists/);
  });

  test('loses one of them, or comes anew with one, and that is said', async () => {
    const { whatIf, notes } = await inPool({ do: 'pool.remove', server: 'ex1' }, { do: 'pool.add', server: apps, version: 7 });
    expect(whatIf[0]!.servers.map(({ known, version }) => [known, version])).toEqual([[null, null], [true, 0], [true, 6]]);
    expect(notes).toEqual([
      'ex1 is taken as ex1.contoso.com',
      `pool.remove ${ex1} takes it out of the pool ${apps}, as Remove-CsTrustedApplicationComputer does: the pool stays, with its other computers`,
      `pool.add ${apps} 7 adds a pool of one computer, of the same name: those of the present pool are not added`,
    ]);
  });
});

describe('what the inputs leave open', () => {
  const open = (fields: object) => inventoryOf(json({ Name: 'EX1', Fqdn: ex1, ServerRole: 'UnifiedMessaging', AdminDisplayVersion: 'Version 14.3' }), json({ Name: 'EX1', DialPlans: ['Sip'], Status: 1 }), json({ Identity: 'TrustedApplicationPool:x.contoso.com', PoolFqdn: 'x.contoso.com', ...fields }));

  test('a URI type is taken as SipName in the events, and stays open in the standing', async () => {
    const told = advise(model, await open({ Version: 6 }), [add]);
    const { whatIf } = told;
    expect(hasConflict(told)).toBe(true);
    expect(whatIf[0]!.events).toEqual([{ id: 14563, server: ex1, versions: [0, 6] }]);
    expect(whatIf[0]!.servers[0]).toEqual({ server: ex1, known: null, version: null, um: null, owaIm: null, conflict: null });
  });

  test('a version that could not be read is taken as 6 in the events, and stays open in the standing', async () => {
    const { whatIf, assumptions } = advise(model, await open({}), [restart]);
    expect(whatIf[0]!.events[0]).toEqual({ id: 14492, servers: [{ server: 'x.contoso.com', version: 6 }] });
    expect(whatIf[0]!.servers[1]).toMatchObject({ known: true, version: null });
    expect(assumptions.find(({ name }) => name === 'what-if-version')!.says).toMatch(/x\.contoso\.com/);
  });
});

describe('an order', () => {
  test('that spares what works need not be there: from a dial plan to a pool there is none', async () => {
    const { safeOrder } = await played(add, unhost);
    expect(safeOrder).toMatchObject({ given: false, order: null, says: expect.stringMatching(/No other order spares it/) });
  });

  test('is told when another than the one given is safe', async () => {
    const found = advise(model, await usual, [{ ...host, uriType: 'E164' as const }, { do: 'dialPlan.unhost', server: ex1, plan: 'Sip' }, { do: 'dialPlan.host', server: ex1, plan: 'Other', uriType: 'SipName' }]).safeOrder!;
    expect(found.order!.map((change) => change.do)).toEqual(['dialPlan.host', 'dialPlan.host', 'dialPlan.unhost']);
    expect(found.says).toMatch(/change 2 \(dialPlan\.unhost ex1\.contoso\.com Sip\) stops .*In this order no change does: dialPlan\.host ex2\.contoso\.com Sip E164, then dialPlan\.host ex1\.contoso\.com Other SipName, then dialPlan\.unhost ex1\.contoso\.com Sip/);
  });

  test('is safe only when it is in every dialect: a pool that is not listed beside the plan may stay so', async () => {
    const conflict = { ...(await usual), pools: [{ name: ex1, version: 6, computers: null, from: 'x' }] };
    const { safeOrder, whatIf } = advise(model, conflict, [unhost]);
    expect(whatIf[0]!.events).toContainEqual({ id: 14493, server: ex1, version: 6 });
    expect(safeOrder).toMatchObject({ given: false, says: expect.stringMatching(/stops OWA IM of ex1/) });
  });

  test('of more than five changes is not looked for', async () => {
    const { safeOrder } = await played(add, restart, restart, restart, restart, restart);
    expect(safeOrder!.order).toBeNull();
    expect(safeOrder!.says).toMatch(/at most 5 changes/);
  });
});

/** Changes to the two servers and RTCSRV, of which many are refused in one order or another. */
const changes = fc.uniqueArray(fc.constantFrom<Command[]>(add, addTo2, host, unhost, remove, restart, { do: 'dialPlan.host', server: ex1, plan: 'Other', uriType: 'SipName' }, { do: 'rtcsrv.stop' }, { do: 'rtcsrv.start' }), { minLength: 1, maxLength: 3 });

test('the events are those of the same story, and a standing holds in every dialect', async () => {
  const inventory = await usual;
  fc.assert(
    fc.property(changes, (planned) => {
      const { whatIf } = advise(model, inventory, planned);
      const stories = system.dialects.list.map((dialect) => storyOf(planned, dialect));
      const usualStory = storyOf(planned, system.dialects.usual);
      for (const [index, { rejected, events, servers, otherwise }] of whatIf.entries()) {
        expect({ rejected, events }).toEqual({ rejected: usualStory[index]!.rejected, events: usualStory[index]!.events });
        expect(new Set([events, ...otherwise.map((other) => other.events)].map((logged) => JSON.stringify(logged)))).toEqual(new Set(stories.map((story) => JSON.stringify(story[index]!.events))));
        for (const server of servers) {
          const standings = stories.map((story) => story[index]!.standings.find((standing) => standing.server === server.server)!);
          for (const field of ['version', 'um', 'owaIm'] as const) {
            const values = new Set(standings.map((standing) => standing[field]));
            expect(server[field]).toBe(values.size === 1 ? [...values][0] : null);
          }
        }
      }
    }),
    { numRuns: 40 },
  );
});

test('an order is safe exactly when no story of it breaks what works', async () => {
  const inventory = await usual;
  fc.assert(
    fc.property(changes, (planned) => {
      const { given, order } = advise(model, inventory, planned).safeOrder!;
      expect(given).toBe(isSafe(planned));
      const safe = permutations(planned).some(isSafe);
      expect(order !== null).toBe(safe);
      if (order !== null) expect([isSafe(order), order.toSorted(byText)]).toEqual([true, planned.toSorted(byText)]);
    }),
    { numRuns: 25 },
  );
});

interface Played {
  readonly rejected: string | null;
  readonly events: readonly unknown[];
  readonly standings: readonly { readonly server: string; readonly version: number | null; readonly um: string; readonly owaIm: string }[];
}

/** The changes as a scenario, each with a cycle after it where it waits for one; by `simulate`, which knows nothing of advice. */
function storyOf(planned: readonly Command[], dialect: Dialect): readonly Played[] {
  const commands = [...setUp, ...planned.flatMap((change) => (['dialPlan.host', 'dialPlan.unhost', 'pool.remove'].includes(change.do) ? [change, discover] : [change]))];
  const { steps, states } = simulate(model, { name: null, says: null, cites: [], dialect: {}, steps: commands.map((command) => ({ command, expect: {} })) }, dialect);
  const told: Played[] = [];
  for (let at = setUp.length; at < steps.length; at++) {
    const step = steps[at]!;
    const follows = steps[at + 1]?.command === discover ? steps[++at]! : null;
    const events = [step, ...(follows === null ? [] : [follows])].flatMap((one) => one.events ?? []);
    // A cycle after a change that was refused is not played, and would find nothing.
    const { whole, parts } = states[at + 1]!;
    const standings = [ex1, ex2].map((server) => {
      const found = parts.get(server);
      const known = whole.running ? (found?.known ?? []) : [];
      const lights = found === undefined ? ({ um: 'none', owaIm: 'broken' } as const) : integrationOf(whole, found);
      return { server, version: known[0] ?? null, ...lights };
    });
    told.push({ rejected: step.rejected ?? null, events, standings });
  }
  return told;
}

function isSafe(planned: readonly Command[]): boolean {
  return system.dialects.list.every((dialect) => {
    let before: Played['standings'] = [ex1, ex2].map((server, index) => ({ server, version: index === 0 ? 0 : 6, um: index === 0 ? 'works' : 'none', owaIm: 'works' }));
    return storyOf(planned, dialect).every(({ rejected, standings }) => {
      const spared = standings.every(({ um, owaIm }, index) => !(um === 'broken' && before[index]!.um === 'works') && !(owaIm === 'broken' && before[index]!.owaIm === 'works'));
      before = standings;
      return rejected === null && spared;
    });
  });
}

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  return items.length === 0 ? [[]] : items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}

function byText(a: Command, b: Command): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}
