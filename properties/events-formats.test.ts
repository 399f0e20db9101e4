/**
 * Every format of export: the log of any command sequence is read back as it was written.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commands, dialect } from '../src/arbitraries.ts';
import { judgeLog } from '../src/engine/log/judge.ts';
import { step } from '../src/engine/rules/play.ts';
import { isServerCommand } from '../src/kst/commands.ts';
import { knownServersRules } from '../src/kst/rulebook.ts';
import { emptyWorld } from '../src/kst/state.ts';
import { serverSight } from '../src/lync/diagnose/sight.ts';
import { computer, encodings, formats, local } from './events/write-log.ts';
import { logOf, onlyEvents } from './events/read.ts';
import type { Command } from '../src/kst/commands.ts';
import type { Dialect } from '../src/kst/assumptions.ts';
import type { Event } from '../src/kst/events.ts';
import type { Observation } from '../src/lync/observation.ts';
import type { Format, Sample } from './events/write-log.ts';

const rules = knownServersRules();
const sight = serverSight(rules);
const start = Date.UTC(2014, 8, 15, 10, 2, 3, 123);

describe.for(formats)('$name', (format) => {
  test('the log of any commands is read back, and explained in its dialect', async () => {
    await fc.assert(
      fc.asyncProperty(commands({ commands: 40 }), dialect(), fc.constantFrom(...Object.keys(encodings)), fc.boolean(), fc.integer({ min: 1, max: 4 }), async (sequence, choices, encoding, crlf, together) => {
        const samples = samplesOf(logged(format.data ? sequence : sequence.map(withDot), choices), together);
        fc.pre(samples.length > 0);
        const text = format.write(samples);
        const log = await logOf([encodings[encoding]!(crlf ? text.replaceAll('\n', '\r\n') : text)]);
        expect(log.read).toBe(samples.length);
        expect(onlyEvents(log).map(({ observation }) => observation)).toEqual(samples.map(({ event }) => expected(event, format)));
        expect(onlyEvents(log).map(({ at }) => at)).toEqual(samples.map(({ at }) => (format.full ? new Date(at).toISOString() : local(at))));
        expect(onlyEvents(log).some(({ afterGap }) => afterGap)).toBe(false);
        const within = sight.system.dialects.only(choices);
        for (const { events } of log.frontEnds) expect(judgeLog(sight, events, within, () => {}).refused).toBeNull();
      }),
      { numRuns: 20 },
    );
  });

  test('says which Front End it is from, or that it does not know', async () => {
    const samples = samplesOf([{ id: 44030, server: 'ex1.contoso.com' }], 1);
    const log = await logOf([format.write(samples)]);
    expect(log.frontEnds.map(({ frontEnd }) => frontEnd)).toEqual([/Event Viewer CSV|Select/.test(format.name) ? '(file1)' : computer.toLowerCase()]);
  });
});

/** The numbered events that commands log. */
function logged(sequence: readonly Command[], choices: Dialect): readonly Sample['event'][] {
  let world = emptyWorld();
  return sequence.flatMap((command) => {
    const outcome = step(rules, world, command, choices);
    if (outcome.kind !== 'taken') throw new Error(`stuck at ${command.do}`);
    world = outcome.next;
    return outcome.events.filter(isNumbered);
  });
}

function isNumbered(event: Event): event is Sample['event'] {
  return event.id !== null;
}

/** @param together how many events are logged at one moment, which for most formats is a second. */
function samplesOf(events: readonly Sample['event'][], together: number): readonly Sample[] {
  return events.map((event, index) => ({ event, at: start + Math.floor(index / together) * 61_000, recordId: 1000 + index }));
}

/** In running text, only names with a dot can be told from other words. */
function withDot(command: Command): Command {
  if (!isServerCommand(command)) return command;
  const server = command.server.replace(/\.$/, '');
  return { ...command, server: server.includes('.') ? server : `${server}.test` };
}

/** An empty list in a message cannot be told from one that is not readable. */
function expected(event: Sample['event'], { data }: Format): Observation {
  return 'servers' in event && event.servers.length === 0 && !data ? { id: event.id, servers: null } : event;
}
