/**
 * `npm run bench`: how fast the proof, a cold process and random sequences are. Figures are medians; a target that is
 * missed is said and fails nothing, since a benchmark is no test.
 */
import { spawnSync } from 'node:child_process';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { prove } from '../../src/engine/prove/prove.ts';
import { knownServersTable } from '../../src/kst/specification.ts';
import { conformRates } from './conform.ts';
import { eventRates } from './events.ts';
import { line, median, medianTime, timeOf } from './measure.ts';
import { pageSpeed } from './page.ts';
import { ways } from './sequences.ts';
import type { Way } from './sequences.ts';

const say = (text: string): void => console.log(text);

say(`node ${process.version}, ${availableParallelism()} CPUs, load ${loadavg()[0]!.toFixed(1)} (1 minute)`);
proofs();
coldProcess();
randomSequences();
await conformRates(say);
await eventRates(say);
await pageSpeed(say);

/** One alphabet in all 16 dialects, in a process that is warm. */
function proofs(): void {
  say('\nProof in 16 dialects, in a warm process');
  for (const [name, target, repetitions, warmUps] of [['narrow', 100, 15, 5], ['wide', 3000, 3, 1]] as const) {
    const alphabets = knownServersTable().alphabets.filter((alphabet) => alphabet.name === name);
    if (alphabets.length !== 1) throw new Error(`no alphabet is named ${name}`);
    say(line(`${name} alphabet`, medianTime(() => prove(knownServersTable(), alphabets), repetitions, warmUps), 'ms', 'at most', target));
  }
}

/** What a user waits for at a prompt, and how much of that is Node alone. */
function coldProcess(): void {
  say('\nA cold process');
  const main = join(import.meta.dirname, '../../src/cli/main.ts');
  const run = (argv: readonly string[]) => spawnSync(process.execPath, argv, { encoding: 'utf8' });
  const { status, stderr } = run([main, 'verify', '--runs', '0']);
  if (status !== 0) say(`verify --runs 0 cannot be run: exit ${status}, ${stderr.split('\n').find((text) => /error/i.test(text)) ?? stderr}`);

  const times = { verify: [] as number[], bare: [] as number[] };
  for (let repetition = 0; repetition < 9; repetition++) {
    if (status === 0) times.verify.push(timeOf(() => run([main, 'verify', '--runs', '0'])));
    times.bare.push(timeOf(() => run(['-e', '0'])));
  }
  say(line('node -e 0', median(times.bare), 'ms'));
  if (status !== 0) return;
  say(line('verify --runs 0', median(times.verify), 'ms', 'at most', 500));
  say(line('verify / bare node', median(times.verify) / median(times.bare), 'times'));
}

/** Three ways to play the same sequences, in turns, so that none has a better moment than the others. */
function randomSequences(): void {
  const { theirsAlone, theirs, ours } = ways();
  const all = [theirsAlone, theirs, ours];
  const [sequences, warmUps, repetitions] = [400, 2, 9];
  const rates = new Map<Way, number[]>(all.map((way) => [way, []]));

  say(`\nRandom sequences: three servers, 50 commands on average, every step judged, ${sequences} sequences a time`);
  for (let repetition = -warmUps; repetition < repetitions; repetition++) {
    const seed = 1000 + repetition;
    const played = all.map((_, turn) => {
      const way = all[(turn + repetition + warmUps) % all.length]!;
      const start = performance.now();
      const { steps, refused } = way.play(seed, sequences);
      const seconds = (performance.now() - start) / 1000;
      if (repetition >= 0) rates.get(way)!.push(steps / seconds);
      return `${steps} steps, ${refused} refused`;
    });
    if (new Set(played).size !== 1) throw new Error(`the ways did not play the same: ${played.join('; ')}`);
  }

  const rate = (way: Way): number => median(rates.get(way)!);
  for (const way of all) say(line(way.name, rate(way), 'steps/s'));
  say(line('ours / fc.commands alone', rate(ours) / rate(theirsAlone), 'times', 'at least', 1.5));
  say(line('ours / fc.commands with our witness', rate(ours) / rate(theirs), 'times'));
}
