/**
 * `npm run fuzz [inputs] [seed]`: every reader with 100,000 changed files, unless told. Ends with 1 at the first that is neither read nor
 * refused with a clear error, takes over two seconds of a processor, or leaves a promise behind.
 */
import { chance, mutated, seedsByReader, tryReading } from '../events/mutate.ts';

const inputs = Number(process.argv[2] ?? 100_000);
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 31);
const longest = 2000;

console.log(`seed ${seed}: npm run fuzz ${inputs} ${seed}`);
let failed = false;
process.on('unhandledRejection', (error) => fail(`a rejection that nobody handles: ${String(error)}`));
for (const [reader, seeds] of Object.entries(seedsByReader())) {
  const began = performance.now();
  const random = chance(seed);
  let [read, slowest] = [0, 0];
  for (let number = 0; number < inputs && !failed; number++) {
    const bytes = mutated(seeds[number % seeds.length]!, random);
    const started = process.cpuUsage();
    try {
      if (await tryReading(bytes, 1 + Math.floor(random() * 2000))) read++;
    } catch (error) {
      fail(`${reader}, input ${number}: ${(error as Error).stack ?? String(error)}\n${JSON.stringify(new TextDecoder().decode(bytes))}`);
    }
    const { user, system } = process.cpuUsage(started);
    slowest = Math.max(slowest, (user + system) / 1000);
    if (slowest > longest) fail(`${reader}, input ${number} took ${Math.round(slowest)} ms`);
  }
  if (failed) break;
  console.log(`${reader}: ${inputs} inputs, ${read} read, ${inputs - read} refused, slowest ${Math.round(slowest)} ms, ${Math.round((performance.now() - began) / 1000)} s`);
}

function fail(message: string): void {
  console.log(message);
  failed = true;
  process.exitCode = 1;
}
