/**
 * A process that speaks the adapter protocol about the leases, and at some point does not: `node bad-partner.ts HOW [NOTE] [stops]`.
 */
import { spawn } from 'node:child_process';
import { closeSync, writeFileSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Adapter } from '../../src/engine/conform/adapter.ts';
import { systemOf } from '../../src/engine/rules/system.ts';
import { leases } from '../../starter/leases.ts';

const [how = '', note = '', end = ''] = process.argv.slice(2);
const rules = leases();
const adapter = new Adapter(rules, systemOf(rules).dialects.usual);
const say = (text: string): void => void writeSync(1, text);
let lines = 0;

if (how === 'exits-at-once') process.exit(7);
if (how === 'floods-stderr') for (let i = 0; i < 200; i++) writeSync(2, `${'noise '.repeat(1000)}\n`);
if (how === 'child' || how === 'escaped-child') {
  // It outlives its parent, and holds its output open.
  const stdio = ['ignore', 'inherit', 'inherit'] as const;
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: [...stdio], detached: how === 'escaped-child' });
  child.unref();
  writeFileSync(note, String(child.pid));
}
if (how === 'ignores-end') {
  setInterval(() => {}, 1000);
  process.on('SIGTERM', () => {});
}

createInterface({ input: process.stdin }).on('line', (line) => {
  const number = lines++;
  const answer = adapter.answer(line);
  if (how === 'wrong-protocol' && number === 0) return say('{"seq":0,"error":"I speak protocol 2"}\n');
  if (how === 'observes' && number === 0) return say(`{"seq":0,"protocol":1,"name":"it","observes":${note}}\n`);
  if (number < 40) return say(`${answer}\n`);
  switch (how) {
    case 'slow':
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 16);
      return say(`${answer}\n`);
    case 'exits-in-the-middle':
      writeSync(2, 'System.NullReferenceException: Object reference not set\n   at Kst.Discover()\n');
      return process.exit(139);
    case 'hangs':
      return number === 40 ? undefined : say(`${answer}\n`);
    case 'stops-reading':
      return process.stdin.pause();
    case 'answers-twice':
      return say(`${answer}\n${answer}\n`);
    case 'out-of-order':
      return say(answer.replace(/"seq":(\d+)/, (_, seq: string) => `"seq":${Number(seq) ^ 1}`) + '\n');
    case 'half-a-line':
      return say(answer.slice(0, 10));
    case 'log-line':
      return say('INFO discovering\n');
    case 'invalid-utf8':
      writeSync(1, Buffer.from([0x7b, 0xff, 0xfe, 0x7d, 0x0a]));
      return;
    case 'endless-line':
      for (;;) say('x'.repeat(65536));
    case 'many-lines':
      for (let i = 0; i < 10_000_000; i++) say('{"seq":1,"events":[],"holders":[]}\n'.repeat(1000));
      return;
    case 'nested':
      return say(`{"seq":40,"events":${'['.repeat(200_000)}${']'.repeat(200_000)},"holders":[]}\n`);
    case 'closes-output':
      return number === 40 ? closeSync(1) : undefined;
    case 'no-json':
      return say(`${answer.slice(0, 14)} oops\n`);
    default:
      return end === 'stops' ? undefined : say(`${answer}\n`);
  }
});
