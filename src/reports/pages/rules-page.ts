import { conditionOf, conditionText } from '../../engine/dialects/conditions.ts';
import { either } from '../../engine/dialects/set.ts';
import { systemOf } from '../../engine/rules/system.ts';
import { effectText } from '../words.ts';
import { code, entryText, exampleText, generated, linksOf } from './markdown.ts';
import type { RuleResult } from '../../engine/prove/prove.ts';
import type { AnyRule, Table } from '../../engine/rules/table.ts';
import type { Specification } from '../../engine/specification.ts';
import type { Example } from '../../engine/table/examples.ts';

/** reports/rules.md: every rule, table by table: what it says, when it applies, what it does, and an example. */
export function rulesPage(specification: Specification, results: readonly RuleResult[], examples: ReadonlyMap<string, Example>): string {
  const { part, texts } = specification;
  const tables = [...systemOf(specification).tables.values()];
  const byId = new Map(results.map((result) => [result.id, result]));
  const links = linksOf(specification);
  const entry = (table: Table, rule: AnyRule) => {
    const { id, says, cites, neverIn } = rule;
    const example = examples.get(id);
    return entryText(`### ${id}`, `${says}.`, [
      ...ruleLines(specification, table, rule, code),
      `rests on: ${links(cites)}`,
      ...(neverIn === undefined ? [] : [`never in the dialects with ${code(conditionText(neverIn))}`]),
      `fires: ${byId.get(id)?.fired ?? 0} times`,
      ...(example === undefined ? [] : [`example: ${exampleText(specification, example)}`]),
    ]);
  };
  return `# The rules

${generated}

${results.length} rules in ${tables.length} tables. A command is decided by the one rule of its own table that applies; \
such a rule may ask another table
of each ${part}. Hit policy UNIQUE: exactly one rule of a table applies, whatever is asked of it.

- *When*: the cells that the rule looks at, with the values that they may have\
${texts?.ruleValues === undefined ? '' : `; ${texts.ruleValues}`}.
- *Fires*: on how many (state, command, dialect) cells of the proof, all alphabets together ([proof.md](proof.md)).
- *Example*: the shortest commands from an empty start whose last one it decides, for one ${part}.

${tables.map((table) => `## ${table.name}\n\n${table.rules.map((rule) => entry(table, rule)).join('\n')}`).join('\n')}`;
}

/** When a rule applies: the cells that it looks at, with the values that they may have. */
export function whenText(table: Table, rule: AnyRule): string {
  const cells = new Map(table.cells);
  const wanted = table.wanted(rule).map(({ cell, values }) => {
    const { label = cell, words = {} } = cells.get(cell)!;
    return `${label} ${values.map((value) => words[String(value)] ?? truths[String(value)] ?? String(value)).join(' or ')}`;
  });
  return wanted.join(', ') || 'always';
}

const truths: Readonly<Record<string, string>> = { true: 'yes', false: 'no' };

/** How choices of assumptions are marked in a line. */
type Mark = (choices: string) => string;

/** When a rule applies and what it does: in one line where the dialects differ by single effects alone, else in a line for each way. */
export function ruleLines(specification: Specification, table: Table, rule: AnyRule, mark: Mark = String): readonly string[] {
  return [`when: ${whenText(table, rule)}`, ...effectLines(specification, rule, mark)];
}

function effectLines(specification: Specification, { then }: AnyRule, mark: Mark) {
  const { dialects } = systemOf(specification);
  const ways = dialects.each((dialect) => then(dialect).map((effect) => effectText(specification, effect)));
  const merged = mergedEffects(ways.map(({ value }) => value));
  const inDialects = (has: (effects: readonly string[]) => boolean) => {
    const set = ways.filter(({ value }) => has(value)).reduce((sum, way) => either(sum, way.dialects), dialects.none);
    return conditionText(conditionOf(dialects, set));
  };
  if (ways.every(({ value }) => merged.filter((text) => value.includes(text)).join() === value.join())) {
    const parts = merged.map((text) => ({ text, where: inDialects((effects) => effects.includes(text)) }));
    return [`does: ${parts.map(({ text, where }) => (where === 'always' ? text : `with ${mark(where)} ${text}`)).join('; ') || 'nothing'}`];
  }
  return ways.map(({ value }) => `does, with ${mark(inDialects((effects) => effects === value))}: ${value.join('; ') || 'nothing'}`);
}

/** Every effect of the lists once, each after what comes before it. */
function mergedEffects(lists: readonly (readonly string[])[]) {
  const merged: string[] = [];
  for (const list of lists) {
    let place = 0;
    for (const text of list) {
      const known = merged.indexOf(text);
      if (known === -1) merged.splice(place, 0, text);
      place = (known === -1 ? place : known) + 1;
    }
  }
  return merged;
}
