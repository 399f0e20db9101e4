/**
 * How fast exports of event logs are read: a million events, beside the XML parser alone on the same file.
 */
import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';
import { readEventLogs } from '../../src/lync/exports/events/read-events.ts';
import { line } from './measure.ts';

const million = 1_000_000;

/** Makes the file, and reads it in processes of their own, in turns. */
export async function eventRates(say: (text: string) => void): Promise<void> {
  say('\nEvent logs: one million events as XML, 1 in 100 of the table');
  const folder = mkdtempSync(join(tmpdir(), 'kst-events-'));
  try {
    const file = join(folder, 'events.xml');
    await writeEvents(file);
    const size = statSync(file).size / million;
    const best = { bare: Infinity, read: Infinity };
    let memory = 0;
    for (let repetition = 0; repetition < 3; repetition++) {
      best.bare = Math.min(best.bare, measured('bare', file).seconds);
      const { seconds, megabytes } = measured('read', file);
      best.read = Math.min(best.read, seconds);
      memory = Math.max(memory, megabytes);
    }
    say(line('the parser alone', size / best.bare, 'MB/s'));
    say(line('read, sorted out and put in order', size / best.read, 'MB/s'));
    say(line('read / the parser alone', best.bare / best.read, 'times', 'at least', 0.5));
    say(line('events', million / best.read, 'per s'));
    say(line('memory at most', memory, 'MB', 'at most', 300));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Measure {
  readonly seconds: number;
  readonly megabytes: number;
}

function measured(way: 'bare' | 'read', file: string): Measure {
  const { status, stdout, stderr } = spawnSync(process.execPath, [import.meta.filename, way, file], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`reading the events failed: ${stderr}`);
  return JSON.parse(stdout) as Measure;
}

/** What the process of a measurement does. */
async function measure(way: string, file: string): Promise<Measure> {
  const started = performance.now();
  if (way === 'bare') {
    const parser = new SaxesParser({ fragment: true, xmlns: false });
    const decoder = new TextDecoder();
    for await (const chunk of createReadStream(file)) parser.write(decoder.decode(chunk as Uint8Array, { stream: true }));
    parser.close();
  } else {
    const { read, relevant } = await readEventLogs([{ name: file, chunks: createReadStream(file) }]);
    if (read !== million || relevant !== million / 100) throw new Error(`read ${read} events, ${relevant} of the table`);
  }
  return { seconds: (performance.now() - started) / 1000, megabytes: process.resourceUsage().maxRSS / 1024 };
}

async function writeEvents(file: string): Promise<void> {
  const out = createWriteStream(file);
  for (let first = 0; first < million; first += 1000) {
    if (!out.write(Array.from({ length: 1000 }, (_, index) => eventXml(first + index)).join('\n'))) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

/** As wevtutil writes it, one event a line. */
function eventXml(number: number): string {
  const relevant = number % 100 === 50;
  const [provider, id] = relevant ? ['LS Protocol Stack', number % 200 === 50 ? 14493 : 14495] : ['LS User Replicator', 30_000 + (number % 40)];
  const data = relevant ? ['ex1.contoso.com', '6'] : [`user${number % 5000}@contoso.com`, 'DC=contoso,DC=com', String(number)];
  const time = `2014-09-${String(1 + Math.floor(number / 40_000)).padStart(2, '0')}T${String(Math.floor(number / 1700) % 24).padStart(2, '0')}:00:00.000000000Z`;
  return (
    `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='${provider}'/><EventID Qualifiers='33777'>${id}</EventID><Level>4</Level>` +
    `<Task>1009</Task><Keywords>0x80000000000000</Keywords><TimeCreated SystemTime='${time}'/><EventRecordID>${number + 1}</EventRecordID><Channel>Lync Server</Channel>` +
    `<Computer>fe1.contoso.com</Computer><Security/></System><EventData>${data.map((text) => `<Data>${text}</Data>`).join('')}</EventData></Event>`
  );
}

if (process.argv[1] === import.meta.filename) console.log(JSON.stringify(await measure(process.argv[2]!, process.argv[3]!)));
