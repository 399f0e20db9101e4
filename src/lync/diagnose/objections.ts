/**
 * Why no state allows an event: for every state in which the server could have been, the rules that decide there of the commands
 * that log such an event, and what they do instead.
 */
import { commonChoices } from '../../kst/dialect.ts';
import { kindOf } from './sight.ts';
import type { Event } from '../../kst/events.ts';
import type { World } from '../../kst/state.ts';
import type { Taken } from '../../kst/step.ts';
import type { Objection } from './diagnosis.ts';
import type { Refused } from './judge.ts';
import type { ServerTracker } from './sight.ts';

/** The objections to an event that was refused, each once. */
export function objectionsTo(tracker: ServerTracker, refused: Refused): readonly Objection[] {
  return refused.alone === 0 ? byRules(tracker, refused) : byDialect(refused);
}

/** Each server's log can be explained, but by no dialect all of them. */
function byDialect({ dialects, alone }: Refused): readonly Objection[] {
  const choices = (set: number): string => commonChoices(set) || 'more than one choice';
  return [{ state: 'any', rule: 'A1..A4', reason: `this event asks for ${choices(alone)}, and what was logged before, of this server or others, for ${choices(dialects)}` }];
}

function byRules(tracker: ServerTracker, { event: { observation }, before, dialects }: Refused): readonly Objection[] {
  const { graph, positions } = tracker;
  const { id } = observation;
  const loggers = loggersOf(tracker, id);
  const found = new Map<string, Objection>();
  const object = (state: string, rule: string, reason: string): void => void found.set(JSON.stringify([state, rule, reason]), { state, rule, reason });
  for (const [at, { state, pending, command }] of positions.entries()) {
    const possible = before.closed[at]! & dialects;
    if (possible === 0) continue;
    const text = stateText(graph.states[state]!);
    if (command !== null) {
      object(`in the middle of ${kindOf(tracker, command)}, which leads to: ${text}`, lastRule(tracker, state, command), `${pending[0]!.replace(':', ' ')} must come next, not ${id}`);
      continue;
    }
    for (const logger of loggers) {
      for (const { outcome, variants } of graph.edges(state, logger)) {
        if ((variants & possible) === 0 || outcome.kind !== 'taken') continue;
        object(text, outcome.rules.at(-1)!, `${kindOf(tracker, logger)} ${insteadOf(id, outcome)}`);
      }
    }
  }
  if (loggers.length === 0) for (const [reason, rule] of followersOf(tracker, id)) object('between two commands', rule, reason);
  return [...found.values()];
}

/** What an event that never comes first follows, each with a rule by which it does. */
function followersOf({ graph }: ServerTracker, id: number): ReadonlyMap<string, string> {
  const reasons = new Map<string, string>();
  for (const state of graph.states.keys()) {
    for (const command of graph.machine.commands.keys()) {
      for (const { outcome } of graph.edges(state, command)) {
        if (outcome.kind !== 'taken') continue;
        const ids = outcome.events.flatMap((event) => event.id ?? []);
        const at = ids.indexOf(id as never);
        const reason = `${id} comes right after ${ids[at - 1]}, and never first`;
        if (at > 0 && !reasons.has(reason)) reasons.set(reason, outcome.rules.at(-1)!);
      }
    }
  }
  return reasons;
}

/** The commands that log such an event, before any other, in some state; of those that differ in a version, the first. */
function loggersOf(tracker: ServerTracker, id: number): readonly number[] {
  const { graph } = tracker;
  const logs = (command: number): boolean =>
    graph.states.keys().some((state) => graph.edges(state, command).some(({ outcome }) => outcome.kind === 'taken' && outcome.events.find((event) => event.id !== null)?.id === id));
  const byKind = new Map([...graph.machine.commands.keys()].filter(logs).reverse().map((command) => [kindOf(tracker, command), command]));
  return [...byKind.values()].reverse();
}

/** The last rule of the command that leads to that state. */
function lastRule({ graph }: ServerTracker, to: number, command: number): string {
  for (const state of graph.states.keys()) {
    for (const edge of graph.edges(state, command)) if (edge.to === to && edge.outcome.kind === 'taken' && edge.outcome.events.length > 0) return edge.outcome.rules.at(-1)!;
  }
  return '-';
}

/** What a command does, where it should have logged such an event in another way. */
function insteadOf(id: number, { refused, events }: Taken): string {
  if (refused !== null) return `is refused: ${refused}`;
  const numbered = events.filter((event) => event.id !== null);
  if (numbered.length === 0) return 'logs nothing with a number';
  if (numbered[0]!.id === id) return `logs ${withDetails(numbered[0]!)}`;
  return `logs ${numbered.map((event) => event.id).join(', ')}${numbered.some((event) => event.id === id) ? ' in this order' : ''}`;
}

/** The event with what it would say of the server. */
function withDetails(event: Event): string {
  switch (event.id) {
    case 14492:
      return event.servers.length === 0 ? '14492 without it' : '14492 with the version of its pool';
    case 44024:
      return `44024 ${event.servers.length === 0 ? 'without it' : 'with it'}`;
    case 14493:
    case 14495:
      return `${event.id} with ${event.version === 0 ? 'version 0' : 'the version of its pool'}`;
    case 14563:
      return '14563 with 0 and the version of its pool';
    default:
      return `${event.id}`;
  }
}

/** A state in words, without the numbers of versions: what the rules see of it. */
function stateText({ running, servers: [server] }: World): string {
  if (server === undefined) return `RTCSRV ${running ? 'runs' : 'is stopped'}, nothing about the server`;
  const { pool, plans, claimed, known, conflict } = server;
  return [
    `RTCSRV ${running ? 'runs' : 'is stopped'}`,
    pool === null ? 'no pool' : 'a pool',
    plans.length > 0 ? 'a SipName dial plan' : 'no SipName dial plan',
    claimed ? 'found by UM Routing' : 'not found by UM Routing',
    known.length === 0 ? 'not listed' : `listed with ${known[0] === 0 ? '0' : "its pool's version"}`,
    ...(conflict === 'none' ? [] : [`conflict ${conflict}`]),
  ].join(', ');
}
