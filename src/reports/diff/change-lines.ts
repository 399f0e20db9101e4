/**
 * One change of behaviour in words: in a line, and in the lines that show both outcomes side by side.
 */
import { conditionText } from '../../engine/dialects/conditions.ts';
import { beyondFirst, changeClasses, picked } from '../../engine/diff/change.ts';
import { startRow } from '../../engine/diff/cells.ts';
import { wideAlphabet } from '../../engine/diff/wide-change.ts';
import { systemOf } from '../../engine/rules/system.ts';
import { stateId } from '../../engine/table/rows.ts';
import { visible } from '../../engine/text.ts';
import { counted } from '../plain-text.ts';
import { lightsText, unusualText } from '../words.ts';
import { type Cause, withoutCount } from '../../engine/diff/acceptance.ts';
import type { Change, ComparedOutcome, RowChange, SeenBy, WideChange } from '../../engine/diff/change.ts';
import type { Command, Specification } from '../../engine/specification.ts';
import type { WideDigest } from '../../engine/table/row.ts';

/** What changes, in one line that names the place: the state, the command, the dialects. */
export function changeSummary(change: Change, specification: Specification): string {
  switch (change.class) {
    case 'default-changed':
      return visible(`assumption ${change.of} is ${change.now} by default, and was ${change.before}`);
    case 'not-compared':
      return visible(`${change.of} is ${change.now === null ? 'gone' : 'new'}, and not compared (${change.now ?? change.before})`);
    case 'scenario-broken':
      return visible(`${change.of}: ${change.now}`);
    case 'judges-less':
      return visible(`${change.of}: ${change.now ?? 'gone'}, and was ${change.before}`);
    case 'event-changed':
    case 'limit-changed':
      return visible(`${change.of}: ${change.now ?? '(none)'}, and was ${change.before ?? '(none)'}`);
    case 'wide':
      return visible(`rows ${change.rule === null ? 'without a rule' : `of ${change.rule}`} differ over ${beyondFirst(specification)}`);
    default:
      return visible(`${placeText(change, specification)}: ${toldText(change, specification)}`);
  }
}

/** A cause in one line: the rules, the dialects, and the difference; of how many rows it is told beside it. */
export function causeText({ changes: [change] }: Cause, specification: Specification): string {
  if (!('outcome' in change!)) return withoutCount(changeSummary(change!, specification));
  const { rules: { before, now }, dialects, command } = change;
  const rules = before.join() === now.join() ? now.join(' ') : `${now.join(' ') || '(none)'}, were ${before.join(' ') || '(none)'}`;
  return visible(`${(command as Command).do} by ${rules}${conditionWords(dialects)}: ${toldText(change, specification)}`);
}

/** What has changed, without what has not. */
function toldText({ class: name, difference }: RowChange, specification: Specification) {
  return difference === '' ? changeClasses(specification)[name]! : difference;
}

/** The same with how many rows it is seen in. */
export function causeWithCount(cause: Cause, specification: Specification): string {
  const [first] = cause.changes;
  if (!('outcome' in first!)) return changeSummary(first!, specification);
  return `${causeText(cause, specification)} (${counted(cause.changes.length, 'row')})`;
}

function conditionWords(dialects: RowChange['dialects']) {
  return dialects === null ? ', by default' : conditionText(dialects) === 'always' ? '' : `, where ${conditionText(dialects)}`;
}

/** The state, the command and the dialects of a changed row. */
export function placeText({ state, command, dialects }: RowChange, specification: Specification) {
  return `${stateText(state, specification)} / ${systemOf(specification).text(command as Command)}${conditionWords(dialects)}`;
}

/** The shortest sequence that shows it, both outcomes side by side, the rules, and what is touched. */
export function changeDetails(change: Change, specification: Specification): readonly string[] {
  if ('of' in change) return [];
  return ('outcome' in change ? rowDetails(change, specification) : wideDetails(change, specification)).map(visible);
}

/** The row of a cause that is seen soonest, with its details. */
export function causeDetails({ changes }: Cause, specification: Specification): readonly string[] {
  const [first] = changes;
  const head = 'outcome' in first! ? [visible(`first seen in ${placeText(first, specification)}`)] : [];
  return [...head, ...changeDetails(first!, specification)];
}

/** The commands of a sequence; with the choices under which it shows, where they are not the defaults. */
function sequenceText({ commands, dialect }: SeenBy, specification: Specification) {
  const system = systemOf(specification);
  const chosen = unusualText(system, dialect);
  return `${commands.map((command) => system.text(command as Command)).join('; ')}${chosen === '' ? '' : ` (with ${chosen})`}`;
}

/** An outcome in words, by the name of the cell. */
export interface OutcomeCells {
  readonly [cell: string]: readonly string[];
}

/** The cells of an outcome, as both columns of a comparison show them. */
export function outcomeCells(outcome: ComparedOutcome | null, rules: readonly string[], specification: Specification): OutcomeCells {
  const shown = Object.keys(specification.observed(systemOf(specification).start)).join(', ');
  if (outcome === null) return { rules: [], outcome: ['(no such row)'], logs: [], [shown]: [], 'leads to': [], users: [] };
  const { rejected, events, next, status } = outcome;
  return {
    rules,
    outcome: [rejected === null ? 'accepted' : `refused: ${rejected}`],
    logs: events.map(eventWords),
    [shown]: [shownText(next, specification)],
    'leads to': [stateText(next, specification)],
    users: status === null ? [] : [lightsText(specification, status)],
  };
}

function rowDetails({ outcome, rules, cites, invariants, sequence }: RowChange, specification: Specification) {
  const cells = (side: 'before' | 'now') => outcomeCells(outcome[side], rules[side], specification);
  const how = sequence?.behindAnother ? 'only behind another change' : 'shown by';
  return [
    sequence === null ? 'no sequence of commands leads there' : `${how}: ${sequenceText(sequence, specification)}`,
    ...sideBySide(cells('before'), cells('now')),
    `rests on ${cites.join(' ')}`,
    `judged by ${invariants.join(' ')}`,
  ];
}

/** Two columns, a line for each value; a cell that is empty on both sides is left out. */
function sideBySide(before: OutcomeCells, now: OutcomeCells) {
  const rows = Object.keys(before).flatMap((cell): readonly (readonly [string, string, string])[] => {
    const [old, present] = cell === 'rules' ? [[before[cell]!.join(' ')], [now[cell]!.join(' ')]] : [before[cell]!, now[cell]!];
    const indexes = [...Array(Math.max(old.length, present.length)).keys()];
    return indexes.map((index) => [index === 0 ? cell : '', old[index] ?? '', present[index] ?? '']);
  });
  const widest = (column: 0 | 1) => Math.max(...rows.map((row) => row[column].length));
  const [name, width] = [Math.max(9, widest(0)), widest(1)];
  return [['', 'before', 'now'] as const, ...rows].map(([cell, old, present]) => {
    const mark = cell !== '' || old !== '' || present !== '' ? (old === present || old === 'before' ? ' ' : '|') : ' ';
    return `  ${cell.padEnd(name)} ${old.padEnd(width)}  ${mark} ${present}`.trimEnd();
  });
}

function wideDetails({ before, now, sequence }: WideChange, specification: Specification) {
  const alphabet = wideAlphabet(specification);
  const where = alphabet === null ? 'a larger' : `the ${alphabet.name}`;
  const side = (digest: WideDigest | null) => (digest === null ? 'none' : `${digest.rows}, digest ${digest.digest.slice(0, 16)}`);
  return [
    `rows ${side(before)} before, ${side(now)} now`,
    sequence === null
      ? `no row of today that only ${where} alphabet has is its own`
      : `such a row: ${sequenceText(sequence, specification)}`,
  ];
}

/** `run.5.hosts.claimed.0.settled`, or the fields by name where a table has not all of them. */
function stateText(row: object, specification: Specification) {
  const isWhole = Object.keys(startRow(specification)).every((field) => field in row);
  return isWhole ? stateId(specification.table, row) : fieldsText(row);
}

/** What an implementation shows of a row. */
function shownText(row: object, { table }: Specification) {
  const isThere = table.shows.every((field) => field in row);
  if (isThere && table.shown !== undefined) return table.shown(row);
  return fieldsText(picked(row, table.shows)) || '(nothing)';
}

function fieldsText(row: object) {
  return Object.entries(row).map(([field, value]) => `${field}=${JSON.stringify(value)}`).join(' ');
}

/** An event in a few words, whatever fields it has: `14493 ex1.contoso.com 5`. */
function eventWords(event: object) {
  return Object.values(event).filter((value) => value !== null).map(words).join(' ');
}

function words(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '(none)' : value.map(words).join(' ');
  return typeof value === 'object' && value !== null ? Object.values(value).map(words).join(' ') : String(value);
}
