/**
 * `npm run fuzz [inputs] [seed]`: every reader with 100,000 changed files, unless told. Ends with 1 at the first that is neither read nor
 * refused with a clear error, takes over two seconds of a processor, or leaves a promise behind.
 */
import { chance, longFiles, mutated, seedsByReader, stumblingBlocks, tryReading } from '../events/mutate.ts';

const inputs = Number(process.argv[2] ?? 100_000);
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 31);
const longest = 2000;

console.log(`seed ${seed}: npm run fuzz ${inputs} ${seed}`);
let failed = false;
process.on('unhandledRejection', (error) => fail(`a rejection that nobody handles: ${String(error)}`));
for (const [reader, seeds] of Object.entries(seedsByReader())) {
  const random = chance(seed);
  await readAll(reader, inputs, function* () {
    for (let number = 0; number < inputs; number++) yield [mutated(seeds[number % seeds.length]!, random), 1 + Math.floor(random() * 2000)];
  });
}
await readAll('any, one thing again and again', stumblingBlocks.length * 6, function* () {
  for (const file of longFiles(200_000, stumblingBlocks)) yield [file, Infinity];
});

async function readAll(reader: string, count: number, files: () => Iterable<readonly [bytes: Uint8Array, pieceSize: number]>): Promise<void> {
  if (failed) return;
  const began = performance.now();
  let [number, read, slowest] = [0, 0, 0];
  for (const [bytes, pieceSize] of files()) {
    const started = process.cpuUsage();
    try {
      if (await tryReading(bytes, pieceSize)) read++;
    } catch (error) {
      fail(`${reader}, input ${number}: ${(error as Error).stack ?? String(error)}\n${JSON.stringify(new TextDecoder().decode(bytes).slice(0, 10_000))}`);
    }
    const { user, system } = process.cpuUsage(started);
    slowest = Math.max(slowest, (user + system) / 1000);
    if (slowest > longest) fail(`${reader}, input ${number} took ${Math.round(slowest)} ms`);
    if (failed) return;
    number++;
  }
  console.log(`${reader}: ${count} inputs, ${read} read, ${count - read} refused, slowest ${Math.round(slowest)} ms, ${Math.round((performance.now() - began) / 1000)} s`);
}

function fail(message: string): void {
  console.log(message);
  failed = true;
  process.exitCode = 1;
}
