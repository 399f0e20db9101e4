/**
 * Another implementation of rollouts, behind the adapter protocol: failures step back, a freeze refuses, a lower ceiling clips.
 */
import { createInterface } from 'node:readline';

interface Message {
  readonly seq: number; readonly do: string;
  readonly feature?: string; readonly ticket?: string; readonly by?: number; readonly checks?: readonly string[];
}
const features = new Map<string, { stage: number; struck: boolean }>();
let [ceiling, frozen] = [1, false];

const sorted = () => [...features].filter(([, { stage }]) => stage > 0).sort(([a], [b]) => (a < b ? -1 : 1));
const on = () => sorted().map(([feature, { stage }]) => ({ feature, stage }));

/** What a command logs, or why it is refused. */
function done({ do: what, feature: written = '', ticket = 'none', by = 0, checks = [] }: Message): readonly object[] | string {
  const feature = written.toLowerCase();
  const one = features.get(feature) ?? { stage: 0, struck: false };
  const { stage: from } = one;
  const withdraw = (name: string, was: number) => (features.delete(name), { event: 'withdrawn', feature: name, from: was, ticket });
  if (what === 'advance') {
    if (frozen || one.struck || from >= ceiling) return frozen ? 'frozen' : one.struck ? 'struck' : 'ceiling';
    features.set(feature, { ...one, stage: from + 1 });
    return [{ event: 'advanced', feature, to: from + 1 }];
  }
  if (what === 'withdraw') return from === 0 ? 'off' : [withdraw(feature, from)];
  if (what === 'report') {
    if (checks.length === 0 || from === 0) return checks.length === 0 ? 'no-checks' : 'off';
    const fails = checks.includes('failed') || (checks.includes('slow') && one.struck);
    const to = fails ? from - 1 : from;
    features.set(feature, { stage: to, struck: to > 0 && (fails || checks.includes('slow')) });
    return fails ? [{ event: 'tripped', feature, from, to }] : checks.includes('slow') ? [{ event: 'struck', feature, checks }] : [];
  }
  if (what === 'raise' || what === 'lower') {
    if (ceiling === (what === 'raise' ? 3 : 0)) return 'at-limit';
    ceiling = what === 'raise' ? Math.min(3, ceiling + by) : Math.max(0, ceiling - by);
    const cuts: object[] = [];
    for (let round = 0; round < 3; round++) for (const [name, each] of sorted()) {
      if (each.stage <= ceiling) continue;
      cuts.push({ event: 'cut', feature: name, from: each.stage, to: --each.stage });
      if (each.stage === 0) features.delete(name);
    }
    return [{ event: 'ceiling', at: ceiling }, ...cuts];
  }
  if (what === 'survey') return [{ event: 'surveyed', ceiling, features: on() }];
  if (what === 'thaw' && !frozen) return 'not-frozen';
  frozen = what !== 'thaw';
  const withdrawn = what === 'panic' ? sorted().map(([name, { stage }]) => withdraw(name, stage)) : [];
  return [{ event: frozen ? 'frozen' : 'thawed' }, ...withdrawn];
}

function answer(message: Message): object {
  if (message.do === 'hello') return { protocol: 1, name: 'rollouts in TypeScript', observes: ['events', 'ceiling', 'frozen', 'on'] };
  if (message.do === 'reset') {
    features.clear();
    [ceiling, frozen] = [1, false];
    return { events: [], ceiling, frozen, on: [] };
  }
  const told = done(message);
  return typeof told === 'string' ? { rejected: told } : { events: told, ceiling, frozen, on: on() };
}

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line) as Message;
  console.log(JSON.stringify({ seq: message.seq, ...answer(message) }));
}
