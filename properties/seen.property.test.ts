/**
 * What an observer of one server makes of the log.
 */
import { expect, test } from 'vitest';
import { listedAtEach, noMemory, seenFrom } from '../src/kst/invariants/seen.ts';
import { knownServersTable } from '../src/kst/model.ts';
import { emptyWorld } from '../src/kst/state.ts';
import type { Command } from '../src/kst/commands.ts';
import type { Event } from '../src/kst/events.ts';

const seen = (command: Command, listed: readonly number[], ...events: readonly Event[]) =>
  seenFrom('ex1', knownServersTable(), emptyWorld(), command, { next: emptyWorld(), events, refused: null }, { ...noMemory(), listed });

const cycle: Command = { do: 'umRouting.discover' };
const added: Event = { id: 14493, server: 'ex1', version: 6 };

test('14492 tells anew what is listed, whatever was', () => {
  expect(seen(cycle, [0], { id: 14492, servers: [{ server: 'ex1', version: 6 }, { server: 'ex2', version: 5 }] }).now.listed).toEqual([6]);
});

test('14495 takes its own entry out of what is listed, and tells of no conflict', () => {
  expect(seen(cycle, [0, 6], { id: 14495, server: 'ex1', version: 6 }).now).toMatchObject({ listed: [0], conflict: 'none' });
});

test('a list may leave the server out, and an event about it names it', () => {
  const events: readonly Event[] = [
    { id: 14492, servers: [{ server: 'ex2', version: 6 }] },
    { id: 44024, servers: ['ex2'] },
    { id: 14492, servers: [{ server: 'ex1', version: 6 }] },
    { id: 44024, servers: ['ex1', 'ex2'] },
    added,
  ];
  expect(seen(cycle, [], ...events).log.map(({ names }) => names)).toEqual([false, false, true, true, true]);
});

test('before each record is listed what the log has told until then; a start and a restart begin with nothing', () => {
  expect(listedAtEach(seen(cycle, [0], added))).toEqual([[0], [0, 6]]);
  expect(listedAtEach(seen({ do: 'rtcsrv.start' }, [0], added))).toEqual([[], [6]]);
  expect(listedAtEach(seen({ do: 'rtcsrv.restart' }, [0], added))).toEqual([[], [6]]);
});
