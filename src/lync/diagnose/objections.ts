/**
 * Why no state allows an event: for every state in which the server could have been, the rules that decide there of the commands
 * that log such an event, and what they do instead.
 */
import { both, haveCommon, isEmpty, type VariantSet } from '../../engine/dialects/set.ts';
import { edgesOf } from '../../engine/explore/explore.ts';
import { anyServer, kindOf, labelInShort, serverAt, withDetails, type ServerSight } from './sight.ts';
import type { RefusedEvent } from '../../engine/log/judge.ts';
import type { Played } from '../../engine/rules/play.ts';
import type { ToldEvent } from '../../kst/invariants/seen.ts';
import type { Kst } from '../../kst/words.ts';
import type { LoggedEvent } from '../observation.ts';

/** Why a state does not allow an event. */
export interface Objection {
  /** The state; those that differ in the numbers of versions are one. */
  readonly state: string;
  /** The rule that decides there, or the assumption by which what came before and this event exclude each other. */
  readonly rule: string;
  readonly reason: string;
}

/** The objections to an event that was refused, each once. */
export function objectionsTo(sight: ServerSight, refused: RefusedEvent<LoggedEvent>): readonly Objection[] {
  return isEmpty(refused.alone) ? byRules(sight, refused) : byDialect(sight, refused);
}

/** Each server's log can be explained, but by no dialect all of them. */
function byDialect({ system }: ServerSight, { dialects, alone }: RefusedEvent<LoggedEvent>) {
  const choices = (set: VariantSet) => system.dialects.common(set) || 'more than one choice';
  const before = `what was logged before, of this server or others, for ${choices(dialects)}`;
  return [{ state: 'any', rule: 'A1..A4', reason: `this event asks for ${choices(alone)}, and ${before}` }];
}

function byRules(sight: ServerSight, { event: { observation }, before, dialects }: RefusedEvent<LoggedEvent>) {
  const { graph, positions } = sight.tracker;
  const { id } = observation;
  const loggers = loggersOf(sight, id);
  const found = new Map<string, Objection>();
  const object = (state: string, rule: string, reason: string) =>
    void found.set(JSON.stringify([state, rule, reason]), { state, rule, reason });
  for (const [at, { state, pending, command }] of positions.entries()) {
    const possible = both(before.closed[at]!, dialects);
    if (isEmpty(possible)) continue;
    const text = stateInWords(sight, state);
    if (command !== null) {
      const where = `in the middle of ${kindOf(sight, command)}, which leads to: ${text}`;
      object(where, lastRule(sight, state, command), `${labelInShort(pending[0]!)} must come next, not ${id}`);
      continue;
    }
    for (const logger of loggers) {
      for (const { outcome, variants } of graph.edges(state, logger)) {
        if (!haveCommon(variants, possible) || outcome.kind !== 'taken') continue;
        object(text, outcome.rules.at(-1)!, `${kindOf(sight, logger)} ${insteadOf(sight, id, outcome)}`);
      }
    }
  }
  if (loggers.length === 0) for (const [reason, rule] of followersOf(sight, id)) object('between two commands', rule, reason);
  return [...found.values()];
}

/** What an event that never comes first follows, each with a rule by which it does. */
function followersOf(sight: ServerSight, id: number) {
  const reasons = new Map<string, string>();
  for (const { outcome } of stepsOf(sight)) {
    const ids = numbersIn(outcome);
    const at = ids.indexOf(id);
    const reason = `${id} comes right after ${ids[at - 1]}, and never first`;
    if (at > 0 && !reasons.has(reason)) reasons.set(reason, outcome.rules.at(-1)!);
  }
  return reasons;
}

/** The commands that log such an event, before any other, in some state; of those that differ in a version, the first. */
function loggersOf(sight: ServerSight, id: number) {
  const logging = new Set(stepsOf(sight).filter(({ outcome }) => numbersIn(outcome)[0] === id).map(({ command }) => command));
  const { commands } = sight.tracker.graph.machine;
  const numbers = [...commands.keys()].filter((number) => logging.has(commands[number]!));
  return [...Map.groupBy(numbers, (number) => commands[number]!.do).values()].map(([first]) => first!);
}

/** The last rule of the command that leads to that state. */
function lastRule(sight: ServerSight, to: number, number: number) {
  const done = sight.tracker.graph.machine.commands[number];
  const step = stepsOf(sight).find((each) => each.command === done && each.to === to && each.outcome.events.length > 0);
  return step?.outcome.rules.at(-1) ?? '-';
}

/** All that commands do, whatever the state. */
function stepsOf({ tracker: { graph } }: ServerSight) {
  return [...edgesOf(graph)].flatMap(({ command, edge: { outcome, to } }) => (outcome.kind === 'taken' ? [{ command, outcome, to }] : []));
}

/** What a command does, where it should have logged such an event in another way. */
function insteadOf({ system }: ServerSight, id: number, { refused, events }: Played<Kst>) {
  if (refused !== null) return `is refused: ${refused}`;
  const numbered = events.filter((event) => event.id !== null);
  if (numbered.length === 0) return 'logs nothing with a number';
  if (numbered[0]!.id === id) return `logs ${withDetails(system.told(numbered[0]!, anyServer) as ToldEvent)}`;
  return `logs ${numbered.map((event) => event.id).join(', ')}${numbered.some((event) => event.id === id) ? ' in this order' : ''}`;
}

function numbersIn({ events }: Played<Kst>): readonly number[] {
  return events.flatMap((event) => event.id ?? []);
}

/** A state in words, without the numbers of versions: what the rules see of it. */
function stateInWords(sight: ServerSight, state: number) {
  const { whole, parts } = sight.tracker.graph.states[state]!;
  const rtcsrv = `RTCSRV ${whole.running ? 'runs' : 'is stopped'}`;
  if (parts.size === 0) return `${rtcsrv}, nothing about the server`;
  const { pool, plans, claimed, known, conflict } = serverAt(sight, state);
  return [
    rtcsrv,
    pool === null ? 'no pool' : 'a pool',
    plans.length > 0 ? 'a SipName dial plan' : 'no SipName dial plan',
    claimed ? 'found by UM Routing' : 'not found by UM Routing',
    known.length === 0 ? 'not listed' : `listed with ${known[0] === 0 ? '0' : "its pool's version"}`,
    ...(conflict === 'none' ? [] : [`conflict ${conflict}`]),
  ].join(', ');
}
