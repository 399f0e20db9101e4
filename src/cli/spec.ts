/**
 * The kit's own spec/, read from where the kit is.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { isAbsolute, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { once } from '../kit/once.ts';
import { scenarioReader } from '../inputs/scenario.ts';
import type { Scenario } from '../kst/scenario.ts';

/** The folder of the repository, or of the package where it is installed: the code stands two folders below it in both. */
const kit = new URL('../../', import.meta.url);
const spec = new URL('spec/', kit);

/** A claim, an assumption or a choice of spec/, as `kst explain` shows it. */
export interface SpecEntry {
  readonly id: string;
  readonly says: string;
  readonly details: readonly string[];
}

/** Where a file of the kit is for who stands in a folder: seen from there when the kit is inside it, else from the root. */
export function pathFrom(folder: string, file: string): string {
  const path = fileURLToPath(new URL(file, kit));
  const way = relative(folder, path);
  return way.startsWith('..') || isAbsolute(way) ? path : way;
}

function specJson<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(file, spec), 'utf8')) as T;
}

/** The reader of scenario files, with the schema of spec/. */
export const specScenarioReader = once((): ((text: string, file: string) => Scenario) => scenarioReader(specJson<object>('schema/scenario.schema.json')));

/** Every scenario of spec/, with its file's path in the kit, in the order of the names. */
export function specScenarios(): readonly { readonly file: string; readonly scenario: Scenario }[] {
  const read = specScenarioReader();
  return readdirSync(new URL('scenarios/', spec))
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({ file: `spec/scenarios/${file}`, scenario: read(readFileSync(new URL(`scenarios/${file}`, spec), 'utf8'), file) }));
}

/** An assumption of spec/. */
export interface SpecAssumption {
  readonly id: string;
  readonly name: string;
  readonly question: string;
  readonly cites: readonly string[];
  readonly choices: readonly { readonly choice: string; readonly default: boolean; readonly says: string }[];
}

/** Every assumption of spec/. */
export function specAssumptions(): readonly SpecAssumption[] {
  return specJson<{ assumptions: readonly SpecAssumption[] }>('assumptions.json').assumptions;
}

/** Every claim, assumption and choice of spec/. */
export function specEntries(): readonly SpecEntry[] {
  const { claims } = specJson<{ claims: { id: string; paragraph: number; says: string }[] }>('claims.json');
  const { choices } = specJson<{ choices: { id: string; says: string }[] }>('choices.json');
  return [
    ...claims.map(({ id, says, paragraph }) => ({ id, says, details: [`claim of the source, paragraph ${paragraph}`] })),
    ...specAssumptions().map(({ id, name, question, choices: options }) => ({
      id,
      says: question,
      details: [
        `assumption, --dialect ${name}=...`,
        ...options.map((option) => `${option.choice}${option.default ? ' (default)' : ''}: ${option.says}`),
      ],
    })),
    ...choices.map(({ id, says }) => ({ id, says, details: ['fixed choice of the model, in every dialect'] })),
  ];
}
