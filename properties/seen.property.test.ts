/**
 * What an observer of one server makes of the log.
 */
import { expect, test } from 'vitest';
import { Witness } from '../src/engine/prove/witness.ts';
import { listedAtEach, noMemory } from '../src/kst/invariants/seen.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import { emptyWorld } from '../src/kst/state.ts';
import type { Command } from '../src/kst/commands.ts';
import type { Event } from '../src/kst/events.ts';
import type { SeenStep } from '../src/kst/invariants/seen.ts';


/** A step of an empty world as ex1 sees it, where the log had left some versions listed. */
function seen(command: Command, listed: readonly number[], ...events: readonly Event[]): SeenStep {
  const before = { state: emptyWorld(), memories: new Map([['ex1', { ...noMemory(), listed }]]) };
  return new Witness(knownServersTable()).watch(before, command, { kind: 'taken', next: emptyWorld(), events, rules: [], refused: null }).seen[0]!;
}

const cycle: Command = { do: 'umRouting.discover' };
const added: Event = { id: 14493, server: 'ex1', version: 6 };

test('14492 tells anew what is listed, whatever was', () => {
  const servers = [{ server: 'ex1', version: 6 }, { server: 'ex2', version: 5 }];
  expect(seen(cycle, [0], { id: 14492, servers }).now.listed).toEqual([6]);
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

test('a record has the source and the level of its event', () => {
  expect(seen(cycle, [], added, { id: 44030, server: 'ex1' }).log.map(({ source, level }) => [source, level])).toEqual([
    ['LS Protocol Stack', 'Information'],
    ['LS Exchange Unified Messaging Routing', 'Warning'],
  ]);
});

test('before each record is listed what the log has told until then; a start and a restart begin with nothing', () => {
  expect(listedAtEach(seen(cycle, [0], added))).toEqual([[0], [0, 6]]);
  expect(listedAtEach(seen({ do: 'rtcsrv.start' }, [0], added))).toEqual([[], [6]]);
  expect(listedAtEach(seen({ do: 'rtcsrv.restart' }, [0], added))).toEqual([[], [6]]);
});
