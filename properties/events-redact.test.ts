/**
 * Redacted copies: read as the same log under other names, and the old names are gone.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { serverName, version } from '../src/arbitraries.ts';
import { pseudonymsOf, redacted } from '../src/lync/exports/events/redact.ts';
import { compareNames } from '../src/engine/text.ts';
import { logOf } from './events/read.ts';
import { formats } from './events/write-log.ts';
import type { ReadLog } from '../src/lync/observation.ts';
import type { Sample } from './events/write-log.ts';

const copyOf = (log: ReadLog): string => [...redacted(log)].join('');

test('a copy is read as the same log under other names, whatever the format', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...formats), fc.array(fc.tuple(serverName(), serverName(), version(), fc.nat(4), fc.integer({ min: 1, max: 2 })), { minLength: 1, maxLength: 12 }), async (format, drawn) => {
      let recordId = 5;
      const samples = drawn.map(([server, other, number, kind, gap], index): Sample => ({ event: eventOf(kind, server, other, number), at: Date.UTC(2014, 8, 15) + index * 1000, recordId: (recordId += gap) }));
      const log = await logOf([format.write(samples)]);
      const text = copyOf(log);
      const copy = await logOf([text]);
      const pseudonyms = new Map<string, string>();
      const renamed = (server: string | null): string | null => (server === null ? null : pseudonyms.get(server) ?? '');
      for (const [index, { events }] of log.frontEnds.entries()) {
        const [before, after] = [[...events], [...copy.frontEnds[index]!.events]];
        for (const [number, { observation }] of before.entries()) for (const [place, server] of namesIn(observation).entries()) if (server !== null) pseudonyms.set(server, namesIn(after[number]!.observation)[place]!);
        expect(after.map(({ observation }) => observation)).toEqual(before.map(({ observation }) => JSON.parse(JSON.stringify(observation), (key, value: unknown) => (key === 'server' || (typeof value === 'string' && /\D/.test(value)) ? renamed(value as string | null) : value)) as unknown));
        expect(after.map(({ at, afterGap }) => ({ at, afterGap }))).toEqual(before.map(({ at, afterGap }) => ({ at, afterGap })));
      }
      expect(new Set(pseudonyms.values()).size).toBe(pseudonyms.size);
      for (const server of pseudonyms.keys()) if (server.includes('.')) expect(text.toLowerCase()).not.toContain(`>${server}<`);
      expect(text.toLowerCase()).not.toContain('contoso');
    }),
    { numRuns: 150 },
  );
});

function eventOf(kind: number, server: string, other: string, number: number): Sample['event'] {
  switch (kind) {
    case 0:
      return { id: 14492, servers: [{ server, version: number }, { server: other, version: 0 }] };
    case 1:
      return { id: 14493, server, version: number };
    case 2:
      return { id: 14563, server, versions: [0, number] };
    case 3:
      return { id: 44024, servers: server === other ? [] : [server, other] };
    default:
      return { id: 44030, server };
  }
}

function namesIn(observation: object): readonly (string | null)[] {
  const { server, servers } = observation as { server?: string | null; servers?: readonly (string | null | { server: string | null })[] | null };
  if (server !== undefined) return [server];
  return (servers ?? []).map((each) => (typeof each === 'object' && each !== null ? each.server : each));
}

test('nothing of an event is left but what was read of it', async () => {
  const secrets = 'EX1 at intranet.contoso.com, alice@contoso.com, CONTOSO\\alice, 10.1.2.3, DC01, jdoe, Fabrikam';
  const event = { ProviderName: 'LS Protocol Stack', Id: 14493, TimeCreated: 'in the time of jdoe', MachineName: 'fe1.contoso.com', Message: secrets, Properties: [{ Value: 'ex1.contoso.com' }, { Value: '6' }, { Value: 'DC01' }, { Value: secrets }] };
  const copy = copyOf(await logOf([JSON.stringify(event)]));
  expect([...new Set(copy.match(/(?<=[>"])[^<>"\n]+(?=[<"])/g))]).toEqual(['http://schemas.microsoft.com/win/2004/08/events/event', 'LS Protocol Stack', '14493', '1', 'Lync Server', 'server1.example.test', 'server2.example.test', '6']);
});

test('what could not be read stays unread', async () => {
  const event = { ProviderName: 'LS Protocol Stack', Id: 14563, Message: 'Versions 0 and 6 of a server whose name is a.1x', Properties: [] };
  const copy = copyOf(await logOf([JSON.stringify(event)]));
  expect((await logOf([copy])).frontEnds.flatMap(({ events }) => [...events].map(({ observation }) => observation))).toEqual([{ id: 14563, server: null, versions: [0, 6] }]);
});

test('a copy is as unsure of its order as its original', async () => {
  const samples = [1, 2].map((number): Sample => ({ event: { id: 44030, server: `ex${number}.contoso.com` }, at: Date.UTC(2014, 8, 15), recordId: number }));
  const log = await logOf([formats.find(({ name }) => name === 'Event Viewer CSV')!.write(samples)]);
  const copy = await logOf([copyOf(log)]);
  expect([log, copy].map(({ frontEnds }) => frontEnds[0]!.directionUnknown)).toEqual([true, true]);
});

test('pseudonyms keep the name order, and dots', () => {
  fc.assert(
    fc.property(fc.uniqueArray(serverName(), { minLength: 1, maxLength: 15 }), (names) => {
      const pseudonyms = pseudonymsOf(names);
      const sorted = names.toSorted(compareNames).map((name) => pseudonyms.get(name)!);
      expect(sorted).toEqual(sorted.toSorted(compareNames));
      expect(new Set(sorted).size).toBe(names.length);
      for (const name of names) expect(pseudonyms.get(name)!.includes('.')).toBe(name.includes('.'));
    }),
  );
});

test('Front Ends without a name stay apart in the copy', async () => {
  const csv = formats.find(({ name }) => name === 'Event Viewer CSV')!;
  const samples = (number: number): readonly Sample[] => [0, 1].map((more) => ({ event: { id: 44030, server: `ex${number + more}.contoso.com` }, at: Date.UTC(2014, 8, 15), recordId: 1 }));
  const log = await logOf([csv.write(samples(1)), csv.write(samples(3))]);
  expect([log.frontEnds.length, (await logOf([copyOf(log)])).frontEnds.length]).toEqual([2, 2]);
});
