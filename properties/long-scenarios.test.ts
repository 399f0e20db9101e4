/**
 * Long stories: the timeline keeps to what a step touched, the JSON form stays whole, and both are written piece by piece.
 */
import { describe, expect, test } from 'vitest';
import { knownServersTable } from '../src/kst/specification.ts';
import { simulate } from '../src/engine/replay/simulate.ts';
import { run } from '../src/cli/run.ts';
import { runKst } from './run-kst.ts';
import type { Expectation } from '../src/engine/replay/scenario.ts';
import type { Command } from '../src/kst/commands.ts';

const pool = (index: number): Command => ({ do: 'pool.add', server: `ex${index}`, version: 6 });
const pools = (count: number): readonly Command[] => Array.from({ length: count }, (_, index) => pool(index));
const story = (...commands: readonly object[]): string => JSON.stringify({ commands });

async function linesOf(...commands: readonly object[]): Promise<readonly string[]> {
  return (await runKst(['simulate', '-'], story(...commands))).out.split('\n');
}

describe('the timeline of many servers', () => {
  const start: Command = { do: 'rtcsrv.start' };

  test('shows twelve whole, and of more those that the step touched', async () => {
    const twelve = await linesOf(start, ...pools(12));
    expect(twelve.findLast((line) => line.includes('table'))!.split(', ')).toHaveLength(12);
    const thirteen = await linesOf(start, ...pools(13));
    expect(thirteen.slice(-6, -3)).toEqual([
      '     14493  Information  ex12 added with version 6',
      '     table  ex12 6, and 12 more',
      '     ex12 UM none, OWA IM works',
    ]);
  });

  test('shows no entry where it touched none, and lists at most twelve where it touched all', async () => {
    const idle = await linesOf(start, ...pools(20), { do: 'umRouting.discover' });
    expect(idle.slice(-5, -3)).toEqual([` 22  umRouting.discover  R26${' R34'.repeat(11)} and 9 more`, '     table  20 left as they were']);
    const started = await linesOf(...pools(20), start);
    const all = Array.from({ length: 20 }, (_, index) => `ex${index}`).sort().slice(0, 12);
    expect(started.slice(-7, -3)).toEqual([
      `     14492  Information  known servers: ${all.map((name) => `${name} 6`).join(', ')}, and 8 more`,
      '     44024  Information  servers found by UM Routing: (none)',
      `     table  ${all.map((name) => `${name} 6`).join(', ')}, and 8 more`,
      `     ${all.map((name) => `${name} UM none, OWA IM works`).join('; ')}; and 8 more`,
    ]);
  });

  test('shows the integrations that changed, though no event names their server', async () => {
    const stopped = await linesOf(start, ...pools(20), { do: 'rtcsrv.stop' });
    expect(stopped.at(-5)).toBe('     table  (empty)');
    expect(stopped.at(-4)).toMatch(/^     ex0 UM none, OWA IM broken; .*; and 8 more$/);
  });

  test('shows what was expected from where it goes wrong', async () => {
    const table = Array.from({ length: 40 }, (_, index) => `ex${index}`).sort().map((server) => ({ server, version: 6 }));
    const wrong = table.with(20, { server: 'ex99', version: 6 });
    const lines = await linesOf(...pools(40), { ...start, expect: { table: wrong } });
    const entries = (listed: readonly object[]): string => listed.slice(20, 32).map((entry) => JSON.stringify(entry)).join(', ');
    expect(lines.filter((line) => /expected table|got table/.test(line))).toEqual([
      `     expected table  from 21 on: ${entries(wrong)}, and 8 more`,
      `     got table       from 21 on: ${entries(table)}, and 8 more`,
    ]);
  });
});

describe('the JSON form', () => {
  test('is whole, and written piece by piece', async () => {
    const first = { do: 'rtcsrv.start', expect: { rejected: 'not-running' } };
    const commands = [first, ...pools(30), { ...pool(0), server: 'EX0', expect: { events: [] } }];
    const pieces: string[] = [];
    const out = (text: string): void => void pieces.push(text);
    const io = { out, err: () => {}, outIsTerminal: false, errIsTerminal: false, cwd: '.', env: {} };
    const stdin = (async function* () {
      yield new TextEncoder().encode(story(...commands));
    })();
    expect(await run(['simulate', '-', '--json'], { ...io, stdin })).toBe(1);
    expect(pieces.length).toBeGreaterThan(commands.length);
    expect(pieces.join('').split('\n')).toHaveLength(2);
    const steps = commands.map(({ expect: expectation = {}, ...command }: { expect?: Expectation; do: string }) => ({
      command: command as Command,
      expect: expectation,
    }));
    const { states, ...played } = simulate(knownServersTable(), { name: null, says: null, cites: [], dialect: {}, steps });
    expect(JSON.parse(pieces.join(''))).toEqual(JSON.parse(JSON.stringify(played)));
    expect(states).toHaveLength(commands.length + 1);
  });
});

describe('a scenario that is too long is refused', () => {
  test('by its size, before it is parsed', async () => {
    const { code, out, err } = await runKst(['simulate', '-'], `${story()}${' '.repeat(1024 * 1024)}`);
    expect([code, out, err]).toEqual([2, '', 'kst: standard input: expected at most 1 MiB\n']);
    expect((await runKst(['simulate', '-'], story().padEnd(1024 * 1024))).code).toBe(0);
  });

  test('by the number of its commands', async () => {
    const starts = (count: number): string => story(...Array<object>(count).fill({ do: 'rtcsrv.start' }));
    const { code, out, err } = await runKst(['simulate', '-'], starts(10_001));
    expect([code, out, err]).toEqual([2, '', 'kst: standard input:1:13 (at /commands): expected at most 10000 items\n']);
    expect((await runKst(['simulate', '-'], starts(10_000))).code).toBe(0);
  });
});
