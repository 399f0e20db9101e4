/**
 * The words of a specification as texts: what an event says, what an effect does, what is observed, how a state stands.
 */
import { visible } from '../engine/text.ts';
import { type Fields, isField, type Values } from '../engine/fields.ts';
import type { Dialect } from '../engine/dialects/dialects.ts';
import type { Lights } from '../engine/table/row.ts';
import type { ListField, Rulebook, Specification, State } from '../engine/specification.ts';
import type { AnyEffect } from '../engine/rules/table.ts';
import type { System } from '../engine/rules/system.ts';


/** One line of the log: what heads the event, its level, and what it says. */
export function eventLine(system: System, event: object): string {
  const { events, nameOf } = system.rulebook;
  const words = Object.entries(events);
  const width = (texts: readonly string[]) => Math.max(...texts.map(({ length }) => length));
  const heading = (name: string) => (events[name]!.label ?? name).padEnd(width(words.map(([each, { label }]) => label ?? each)));
  const level = system.eventWord(event).level.padEnd(width(words.map(([, word]) => word.level)));
  return `${heading(nameOf(event))}  ${level}  ${eventSays(system, event)}`;
}

/** What an event says, without its number and level. */
export function eventSays(system: System, event: object): string {
  const { says, fields } = system.eventWord(event) as { readonly says: string; readonly fields: Fields };
  return says.replace(/\{([^{}]+)\}/g, (braces, name: string) => {
    const value = (event as Values)[name];
    const field = fields[name];
    if (field === undefined) return braces;
    return field.is === 'list' ? listed(field, value as readonly unknown[]) : textOf(value);
  });
}

function listed({ of, none = '(none)', between }: ListField, items: readonly unknown[]) {
  const fields = (item: unknown) => (isField(of) ? [item] : Object.keys(of).map((name) => (item as Values)[name]));
  const texts = items.map((item) => fields(item).map(textOf).join(' '));
  return texts.length === 0 ? none : listText(texts, texts.length, between);
}

/** An effect in a few words. */
export function effectText({ part, partEffects, wholeEffects }: Rulebook, effect: AnyEffect): string {
  switch (effect.do) {
    case 'refuse':
      return `refuse: ${effect['reason']}`;
    case 'ask':
      return `ask the table ${effect['table']}`;
    case 'each':
      return `ask the table ${effect['table']} of each ${part}`;
    case 'perform':
      return `do ${effect['command']}`;
  }
  return (partEffects[effect.do] ?? wholeEffects[effect.do])!.text(effect as never);
}

/** What an implementation shows, or those items of it that matter, as one line of text. */
export function observedText(value: unknown, mattering = value): string {
  if (!Array.isArray(value) || !Array.isArray(mattering)) return textOf(value);
  return value.length === 0 ? '(empty)' : listText(mattering.map(textOf), value.length);
}

/** The lights of a part in a line: `UM works, OWA IM broken`; an older table may know fewer, or others. */
export function lightsText({ status }: Rulebook, lights: Lights): string {
  const known = Object.entries(status!.lights).filter(([light]) => light in lights);
  return known.map(([light, { label }]) => `${label} ${lights[light]}`).join(', ');
}

/** All that there is to know of a state: a line for the whole, and one for each part. */
export function stateLines({ table, whole: name, ...rulebook }: Specification, state: State): readonly string[] {
  if (table.lines !== undefined) return table.lines(state);
  const whole = fieldsText(state.whole);
  const parts = [...state.parts].map(([part, held]) => `${visible(part)}: ${fieldsText(held)}`);
  const lines = [...(whole === '' ? [] : [`${name}: ${whole}`]), ...parts];
  return lines.length === 0 ? [`no ${rulebook.part}`] : lines;
}

/** A whole or a part by its fields: `holder ann, ticks 0`. */
export function fieldsText(value: object): string {
  return Object.entries(value).map(([field, held]) => `${field} ${textOf(held)}`).join(', ');
}

/** A value in words: a record by what it holds, a list item by item. */
function textOf(value: unknown): string {
  if (value === null) return 'none';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(textOf).join(' and ');
  return typeof value === 'object' ? Object.values(value).map(textOf).join(' ') : visible(String(value));
}

/** A dialect by its choices: `restart-winner=um, eviction-log=conflict-only, ...`. */
export function dialectText(dialect: Dialect): string {
  return Object.entries(dialect).map(([name, choice]) => `${name}=${choice}`).join(', ');
}

/** The choices of a dialect that are not the defaults. */
export function unusualText({ dialects: { usual } }: System, dialect: Dialect): string {
  return dialectText(Object.fromEntries(Object.entries(dialect).filter(([name, choice]) => choice !== usual[name])));
}

/** At most so many items of a list are shown: nobody reads three thousand items in a line, and `--json` has them whole. */
export const longest = 12;

/** The items in a line: the first of them, and of how many more there are in all. */
export function listText(items: readonly string[], total = items.length, separator = ', '): string {
  const shown = items.slice(0, longest);
  const more = total - shown.length;
  if (shown.length === 0) return `${more} left as they were`;
  return [...shown, ...(more === 0 ? [] : [`and ${more} more`])].join(separator);
}
