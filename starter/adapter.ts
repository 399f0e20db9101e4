/**
 * Another implementation of leases, behind the adapter protocol: `kst conform -- node adapter.ts`.
 */
import { createInterface } from 'node:readline';

type Message = { readonly seq: number; readonly do: string; readonly lease?: string; readonly by?: string };
let held = new Map<string, { by: string; ticks: number }>();

function answer({ do: what, lease = '', by = '' }: Message): object {
  const name = lease.toLowerCase();
  const [holder, events] = [held.get(name)?.by, [] as object[]];
  const free = (freed: string): void => void (held.delete(freed), events.push({ event: 'freed', lease: freed }));
  if (what === 'hello') return { protocol: 1, name: 'leases in TypeScript', observes: ['holders', 'events'] };
  if (what === 'take' && holder !== undefined && holder !== by) return { rejected: 'held' };
  if (what === 'release' && holder !== by) return { rejected: 'not-held' };
  if (what === 'reset') held = new Map();
  if (what === 'take') held.set(name, { by, ticks: 0 }), events.push({ event: 'granted', lease: name, to: by });
  if (what === 'release') free(name);
  if (what === 'tick') for (const [each, lasting] of [...held].sort()) if (++lasting.ticks === 2) free(each);
  if (what === 'audit') events.push({ event: 'audited', held: [...held.keys()].sort() });
  return { events, holders: [...held].map(([each, { by: taker }]) => ({ lease: each, holder: taker })) };
}

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line) as Message;
  console.log(JSON.stringify({ seq: message.seq, ...answer(message) }));
}
