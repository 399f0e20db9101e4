/**
 * One change of behaviour in words: in a line, and in the lines that show both outcomes side by side.
 */
import { stateName } from '../../kit/tables/behaviour.ts';
import { commandText } from '../../kst/commands.ts';
import { conditionText } from '../../kst/conditions.ts';
import { defaultDialect } from '../../kst/dialect.ts';
import { visible } from '../../kst/names.ts';
import type { RowState } from '../../kit/tables/behaviour.ts';
import type { Change, RowChange, Seen, Sequence, WideChange } from '../../kit/diff/change.ts';
import type { Command } from '../../kst/commands.ts';

/** What changes, in one line that names the place: the state, the command, the dialects. */
export function changeSummary(change: Change): string {
  switch (change.class) {
    case 'default-changed':
      return visible(`assumption ${change.assumption} is ${change.now} by default, and was ${change.before}`);
    case 'wide':
      return visible(`${wideRules(change)} over all versions, URI types and two plans, with several servers, or under other spellings`);
    default:
      return visible(`${placeText(change)}: ${saying(change)}`);
  }
}

/** The state, the command and the dialects of a changed row. */
function placeText({ state, command, dialects }: RowChange): string {
  const where = dialects === null ? ', by default' : conditionText(dialects) === 'always' ? '' : `, where ${conditionText(dialects)}`;
  return `${stateText(state)} / ${commandText(command as Command)}${where}`;
}

/** The shortest sequence that shows it, both outcomes side by side, the rules, and what is touched. */
export function changeDetails(change: Change): readonly string[] {
  const lines = change.class === 'default-changed' ? [] : change.class === 'wide' ? wideDetails(change) : rowDetails(change);
  return lines.map(visible);
}

/** The commands of a sequence; with the choices under which it shows, where they are not the defaults. */
function sequenceText({ commands, dialect }: Sequence): string {
  const defaults = defaultDialect() as unknown as { readonly [name: string]: string };
  const chosen = Object.entries(dialect).filter(([name, choice]) => defaults[name] !== choice).map(([name, choice]) => `${name}=${choice}`);
  return `${commands.map((command) => commandText(command as Command)).join('; ')}${chosen.length === 0 ? '' : ` (with ${chosen.join(', ')})`}`;
}

/** The cells of an outcome, as both columns of a comparison show them. */
export function outcomeCells(seen: Seen | null, rules: readonly string[]): { readonly [cell: string]: readonly string[] } {
  if (seen === null) return { rules: [], outcome: ['(no such row)'], logs: [], table: [], 'leads to': [], users: [] };
  const { rejected, events, next } = seen;
  return {
    rules,
    outcome: [rejected === null ? 'accepted' : `refused: ${rejected}`],
    logs: events.map(eventWords),
    table: [entryText(next)],
    'leads to': [stateText(next)],
    users: [integrationText(seen)],
  };
}

function saying({ class: name, outcome: { before, now } }: RowChange): string {
  switch (name) {
    case 'undecided':
      return 'no rule decides it any more, or several do';
    case 'now-refused':
      return `is refused now (${now!.rejected})`;
    case 'now-accepted':
      return `is accepted now, was refused (${before!.rejected})`;
    case 'other-refusal':
      return `is refused with ${now!.rejected}, was with ${before!.rejected}`;
    case 'integration-breaks':
    case 'integration-heals':
      return `leaves ${integrationText(now!)}; left ${integrationText(before!)}`;
    case 'other-entry':
      return `lists ${entryText(now!.next)}; listed ${entryText(before!.next)}`;
    case 'other-events':
      return `logs ${logText(now!)}; logged ${logText(before!)}`;
    case 'other-state':
      return `leads to ${stateText(now!.next)}; led to ${stateText(before!.next)}`;
    case 'row-added':
      return 'the state is reached now';
    case 'row-removed':
      return 'the state is not reached any more';
  }
}

function rowDetails(change: RowChange): readonly string[] {
  const { outcome, rules, cites, invariants, sequence } = change;
  return [
    sequence === null
      ? 'no sequence of commands leads there'
      : `${sequence.behindAnother ? 'only behind another change' : 'shown by'}: ${sequenceText(sequence)}`,
    ...sideBySide(outcomeCells(outcome.before, rules.before), outcomeCells(outcome.now, rules.now)),
    `rests on ${cites.join(' ')}`,
    `judged by ${invariants.join(' ')}`,
  ];
}

/** Two columns, a line for each value; a cell that is empty on both sides is left out. */
function sideBySide(before: ReturnType<typeof outcomeCells>, now: ReturnType<typeof outcomeCells>): readonly string[] {
  const rows = Object.keys(before).flatMap((cell): readonly (readonly [string, string, string])[] => {
    const [old, present] = cell === 'rules' ? [[before[cell]!.join(' ')], [now[cell]!.join(' ')]] : [before[cell]!, now[cell]!];
    return [...Array(Math.max(old.length, present.length)).keys()].map((index) => [index === 0 ? cell : '', old[index] ?? '', present[index] ?? '']);
  });
  const width = Math.max(...rows.map(([, old]) => old.length));
  return [['', 'before', 'now'] as const, ...rows].map(([cell, old, present]) => {
    const mark = cell !== '' || old !== '' || present !== '' ? (old === present || old === 'before' ? ' ' : '|') : ' ';
    return `  ${cell.padEnd(9)} ${old.padEnd(width)}  ${mark} ${present}`.trimEnd();
  });
}

function wideDetails({ before, now, rules, beyond, sequence }: WideChange): readonly string[] {
  return [
    `rows ${before.rows} before, ${now.rows} now; digest ${before.digest.slice(0, 16)} before, ${now.digest.slice(0, 16)} now`,
    `rules whose rows differ: ${rules.join(' ') || '(none)'}`,
    ...(beyond.length === 0 ? [] : [`of these, no changed row of the table shows ${beyond.join(' ')}`]),
    sequence === null ? 'no row of today that only the wide alphabet has is theirs' : `such a row: ${sequenceText(sequence)}`,
  ];
}

function wideRules({ rules }: WideChange): string {
  return rules.length === 0 ? 'rows without a rule differ' : `rows of ${rules.join(' ')} differ`;
}

/** `run.5.hosts.claimed.0.settled`, or the fields by name where a table has not all of them. */
function stateText(state: object): string {
  const whole = ['running', 'pool', 'hosting', 'claimed', 'known', 'conflict'].every((field) => field in state);
  return whole ? stateName(state as RowState) : Object.entries(state).map(([field, value]) => `${field}=${JSON.stringify(value)}`).join(' ');
}

function entryText(state: object): string {
  const { known = [] } = state as { readonly known?: readonly number[] };
  return known.length === 0 ? '(nothing)' : `version ${known.join(' and ')}`;
}

function integrationText({ integration: { um, owaIm } }: Seen): string {
  return `UM ${um}, OWA IM ${owaIm}`;
}

function logText({ events }: Seen): string {
  return events.length === 0 ? '(nothing)' : events.map(eventWords).join(', ');
}

/** An event in a few words, whatever fields it has: `14493 ex1.contoso.com 5`. */
function eventWords(event: object): string {
  const { id, name, ...data } = event as { readonly id?: unknown; readonly name?: unknown };
  return [id ?? name, ...Object.values(data).map(words)].join(' ');
}

function words(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '(none)' : value.map(words).join(' ');
  return typeof value === 'object' && value !== null ? Object.values(value).map(words).join(' ') : String(value);
}
