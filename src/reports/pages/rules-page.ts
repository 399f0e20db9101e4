import { perDialect } from '../../kst/dialect.ts';
import { conditionOf, conditionText } from '../../kst/conditions.ts';
import { wantedCells } from '../../kst/rules/applies.ts';
import { effectText } from '../effects.ts';
import { exampleText } from './example.ts';
import { code, generated, idLinks } from './markdown.ts';
import type { Rulebook } from '../../kst/rules/index.ts';
import type { Rule } from '../../kst/rules/rule.ts';
import type { Example } from '../../kit/tables/examples.ts';
import type { RuleResult } from '../../kit/proof.ts';

/** reports/rules.md: every rule, table by table: what it says, when it applies, what it does, and an example. */
export function rulesPage(rulebook: Rulebook, results: readonly RuleResult[], examples: ReadonlyMap<string, Example>): string {
  const tables = Object.entries(rulebook) as (readonly [string, readonly Rule[]])[];
  const byId = new Map(results.map((result) => [result.id, result]));
  return `# The rules

${generated}

${results.length} rules in ${tables.length} tables. A command is decided by the one rule of its own table that applies; such a rule may ask another table
of each server. Hit policy UNIQUE: exactly one rule of a table applies, whatever is asked of it.

- *When*: the cells that the rule looks at, with the values that they may have; \`pool's\` is the version of the server's pool, \`0\` UM Routing's.
- *Fires*: on how many (state, command, dialect) cells of the proof, all alphabets together ([proof.md](proof.md)).
- *Example*: the shortest commands from an empty start whose last one it decides, for one server.

${tables.map(([name, rules]) => `## ${name}\n\n${rules.map((rule) => entry(rule, byId.get(rule.id), examples.get(rule.id))).join('\n')}`).join('\n')}`;
}

function entry(rule: Rule, result: RuleResult | undefined, example: Example | undefined): string {
  const { id, says, cites, neverIn } = rule;
  const choices = Object.entries(neverIn ?? {}).map(([name, choice]) => `${name}=${choice}`);
  const lines = [
    `when: ${whenText(rule)}`,
    ...effectLines(rule),
    `rests on: ${idLinks(cites)}`,
    ...(choices.length === 0 ? [] : [`never in the dialects with ${code(choices.join(' & '))}`]),
    `fires: ${result?.fired ?? 0} times`,
    ...(example === undefined ? [] : [`example: ${exampleText(example)}`]),
  ];
  return `### ${id}\n\n${says}.\n\n${lines.map((line) => `- ${line}\n`).join('')}`;
}

/** When a rule applies: the cells that it looks at, with the values that they may have. */
export function whenText(rule: Rule): string {
  const cells = wantedCells(rule).map(({ cell, values }) => `${cell === 'planHosted' ? 'this plan hosted' : cell} ${values.map((value) => words[String(value)] ?? String(value)).join(' or ')}`);
  return cells.join(', ') || 'always';
}

const words: Readonly<Record<string, string>> = { true: 'yes', false: 'no', any: '0', pool: "pool's" };

/** When a rule applies and what it does, as the page has it but without its marks. */
export function ruleLines(rule: Rule): readonly string[] {
  return [`when: ${whenText(rule)}`, ...effectLines(rule).map((line) => line.replaceAll('`', ''))];
}

/** What the rule does, in one line where the dialects differ by single effects alone, else in a line for each way. */
function effectLines({ then }: Rule): readonly string[] {
  const ways = perDialect((dialect) => then(dialect).map(effectText));
  const merged = mergedEffects(ways.map(({ value }) => value));
  const inDialects = (has: (effects: readonly string[]) => boolean): string =>
    conditionText(conditionOf(ways.filter(({ value }) => has(value)).reduce((set, { dialects }) => set | dialects, 0)));
  if (ways.every(({ value }) => merged.filter((text) => value.includes(text)).join() === value.join())) {
    const parts = merged.map((text) => ({ text, where: inDialects((effects) => effects.includes(text)) }));
    return [`does: ${parts.map(({ text, where }) => (where === 'always' ? text : `with ${code(where)} ${text}`)).join('; ') || 'nothing'}`];
  }
  return ways.map(({ value }) => `does, with ${code(inDialects((effects) => effects === value))}: ${value.join('; ') || 'nothing'}`);
}

/** Every effect of the lists once, each after what comes before it. */
function mergedEffects(lists: readonly (readonly string[])[]): readonly string[] {
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
