/**
 * How fast an implementation is played with over pipes: one command at a time, and many ahead.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startProcesses } from '../../src/cli/conform/process-player.ts';
import { conformance } from '../../src/engine/conform/conformance.ts';
import { Onlooker } from '../../src/engine/conform/look.ts';
import { completePart, furtherPart } from '../../src/engine/conform/parts.ts';
import { dialectClasses, specifiedOver } from '../../src/engine/conform/specified.ts';
import { knownServersTable } from '../../src/kst/specification.ts';
import { line } from './measure.ts';
import type { Player, TestCase } from '../../src/engine/conform/player.ts';

const root = join(import.meta.dirname, '../..');
const adapter = [process.execPath, join(root, 'src/cli/main.ts'), 'adapter'];
const specification = knownServersTable();
const start = (): Promise<Player> => {
  const interrupted = new AbortController().signal;
  return startProcesses({ rulebook: specification, command: adapter, cwd: root, timeout: 10_000, jobs: 1, interrupted });
};

export async function conformRates(say: (text: string) => void): Promise<void> {
  say('\nAn implementation over pipes: kst adapter, as kst conform plays with it');
  const onlooker = new Onlooker(specification, ['table', 'events']);
  const { classes: [first] } = dialectClasses(specification, onlooker);
  const further = specification.alphabets.slice(1).map((alphabet) => specifiedOver(specification, onlooker, first!.dialect, alphabet));
  const tests = [completePart(first!.specified, 0), ...further.map(furtherPart)].flatMap((part) => [...part.tests]);

  const echo = await onePipe(['cat'], tests);
  say(line('lines that cat echoes, many ahead', echo.ahead, 'lines/s'));
  const pingPong = (await onePipe(adapter, tests)).oneByOne;
  say(line('one command at a time', pingPong, 'per s'));
  const ahead = await pipelined(tests);
  say(line('many commands ahead, answers compared', ahead, 'per s', 'at least', 50_000));
  say(line('many ahead / one at a time', ahead / pingPong, 'times', 'at least', 10));

  const started = performance.now();
  const { verdict } = await conformance(specification, start, { choices: {}, parts: 4, extraStates: 0, commands: 0, seed: 1, shrinkBudget: 0, corpus: [], only: null });
  if (verdict !== 'conforms') throw new Error(`the rules do not conform to themselves: ${verdict}`);
  say(line('the complete part and all alphabets beyond it', (performance.now() - started) / 1000, 's', 'at most', 3));
}

/** Commands answered in a second, resets counted as well, once the process is warm. */
async function pipelined(tests: readonly TestCase[]): Promise<number> {
  const player = await start();
  try {
    let rate = 0;
    for (let repetition = 0; repetition < 6; repetition++) {
      const began = performance.now();
      let answered = 0;
      for await (const { looks } of player.play(tests)) answered += looks.length + 1;
      rate = Math.max(rate, answered / ((performance.now() - began) / 1000));
    }
    await player.end();
    return rate;
  } finally {
    player.stop();
  }
}

/** The plainest client there is: a line out, a line in; and all lines out at once. */
async function onePipe(command: readonly string[], tests: readonly TestCase[]): Promise<{ readonly oneByOne: number; readonly ahead: number }> {
  const child = spawn(command[0]!, command.slice(1), { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = tests.flatMap(({ commands }) => [{ do: 'reset' }, ...commands]).map((each, seq) => `${JSON.stringify({ seq, ...each })}\n`);
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const few = lines.slice(0, 20_000);
  const began = performance.now();
  for (const each of few) {
    child.stdin.write(each);
    await answers.next();
  }
  const middle = performance.now();
  child.stdin.end(lines.join(''));
  for (let answered = 0; answered < lines.length; answered++) await answers.next();
  const end = performance.now();
  return { oneByOne: few.length / ((middle - began) / 1000), ahead: lines.length / ((end - middle) / 1000) };
}
