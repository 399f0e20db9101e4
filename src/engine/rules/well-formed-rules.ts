/**
 * Whether the rules of a system are well formed: the cells that they look at, what they do in any dialect, and whether tables that
 * run tables ever come to an end.
 */
import { expectedNames, type Malformation, mistake } from './malformed.ts';
import { type AnyEffect, type AnyRule, type Table, tableRunBy } from './table.ts';
import type { System } from './system.ts';

/** By rule, what it does in some dialect. */
type Effects = ReadonlyMap<AnyRule, readonly AnyEffect[]>;

/** Cells, effects, refusals and tables that rules name and that there are not, and a circle of tables. */
export function ofRules(system: System): readonly Malformation[] {
  const effects: Effects = new Map(system.rules.map((rule) => [rule, effectsOf(system, rule)]));
  const found = [...system.tables.values()].flatMap((table) =>
    table.rules.flatMap((rule) => {
      const wrong = effects.get(rule)!.flatMap((effect) => ofEffect(system, table, rule, effect));
      return [...ofCells(table, rule), ...wrong];
    }),
  );
  const once = new Map(found.map((each) => [each.says, each])).values(); // several dialects may have the same effect
  return [...once, ...ofCircles(system, effects)];
}

/** Nothing for a rule that throws: the proof tells of it, with a trace. */
function effectsOf({ dialects }: System, { then }: AnyRule) {
  try {
    return dialects.each((dialect) => then(dialect)).flatMap(({ value }) => value);
  } catch {
    return [];
  }
}

function ofCells({ name, cells }: Table, { id, when }: AnyRule) {
  const known = cells.map(([cell]) => cell);
  const wrong = Object.keys(when).filter((cell) => !known.includes(cell));
  return wrong.flatMap((cell) => {
    const says = `the rule ${id} looks at the cell ${cell}, which the table ${name} does not have: ${expectedNames(known)}`;
    return mistake('no-such-cell', says, id);
  });
}

function ofEffect({ rulebook }: System, { name, kind }: Table, { id }: AnyRule, effect: AnyEffect) {
  const { partEffects, wholeEffects, refusals, tables, wholeTables } = rulebook;
  if (effect.do === 'refuse' && kind === 'each') {
    const edit = 'a table that runs for each part cannot refuse; let the rule that runs it refuse';
    return mistake('each-refuses', `the rule ${id} of the table ${name} refuses: ${edit}`, id);
  }
  const own = { part: ['ask', 'refuse'], each: ['ask'], whole: ['each', 'perform', 'refuse'] }[kind];
  const words = [...Object.keys(kind === 'whole' ? wholeEffects : partEffects), ...own];
  if (!words.includes(effect.do)) {
    const does = `the rule ${id} does ${effect.do}, which is no effect of the table ${name}`;
    return mistake('no-such-effect', `${does}: ${expectedNames(words)}`, id);
  }
  const named = (what: string, word: unknown, known: object) => {
    if (Object.hasOwn(known, String(word))) return [];
    const names = `the rule ${id} names the ${what} ${word}, which there is not`;
    return mistake(`no-such-${what}`, `${names}: ${expectedNames(Object.keys(known))}`, id);
  };
  switch (effect.do) {
    case 'refuse':
      return named('refusal', effect['reason'], refusals);
    case 'ask':
    case 'each':
      return named('table', effect['table'], tables);
    case 'perform':
      return named('command', effect['command'], wholeTables);
    default:
      return [];
  }
}

/** A way from one table to another: a rule that asks it, runs it for each part, or performs its command. */
interface Way {
  readonly rule: string;
  readonly to: string;
}

/** A command that came to a circle of tables would have no end. */
function ofCircles({ tables }: System, effects: Effects) {
  const waysOf = (rule: AnyRule): readonly Way[] =>
    effects.get(rule)!.map(tableRunBy).filter((to) => to !== undefined).map((to) => ({ rule: rule.id, to }));
  const ways = new Map([...tables].map(([name, { rules }]) => [name, rules.flatMap(waysOf)]));
  const circle = [...ways.keys()].map((name) => wayBack(ways, [{ rule: '', to: name }], new Set())).find((found) => found !== null);
  if (circle === undefined) return [];
  const [{ to: first }, ...more] = circle as [Way, ...Way[]];
  const text = [first, ...more.map(({ rule, to }) => `(${rule}) ${to}`)].join(' ');
  return mistake('circle', `tables run each other in a circle, ${text}: take the effect of one of these rules out`, more[0]!.rule);
}

/** A path with a way back from its last table to its first one; null where there is none. */
function wayBack(ways: ReadonlyMap<string, readonly Way[]>, path: readonly Way[], been: Set<string>): readonly Way[] | null {
  for (const way of ways.get(path.at(-1)!.to) ?? []) {
    if (way.to === path[0]!.to) return [...path, way];
    if (been.has(way.to)) continue;
    been.add(way.to);
    const circle = wayBack(ways, [...path, way], been);
    if (circle !== null) return circle;
  }
  return null;
}
