/**
 * What there is to say of an id: what the folder `spec/` of a project holds - claims, answers and choices, of which each file may be
 * missing - and the invariants of its specification.
 */
import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { allInvariants } from '../engine/prove/prove.ts';
import { InputError } from '../inputs/input-error.ts';
import { readJson } from '../inputs/json.ts';
import type { Assumption } from '../engine/specification.ts';
import type { PageEntry } from '../reports/page/page-data.ts';
import type { ToldAssumption } from '../reports/pages/assumptions-page.ts';
import { type Project, specRoot } from './project.ts';

/** Where a file of a project's spec/ is for who stands in a folder: seen from there when it is inside, else from the root. */
export function pathFrom(folder: string, project: Project, file: string): string {
  const path = join(specRoot(project), file);
  const way = relative(folder, path);
  return way.startsWith('..') || isAbsolute(way) ? path : way;
}

/** Every assumption: asked by the specification, answered in the words of spec/. @throws InputError */
export function specAssumptions(project: Project): readonly ToldAssumption[] {
  const told = entriesIn<Answers>(project, 'assumptions');
  const asked = new Map(Object.values<Assumption<string>>(project.specification.assumptions).map(({ id, choices }) => [id, choices]));
  for (const { id, choices = [] } of told) {
    const wrong = (expected: string) => new InputError('spec/assumptions.json', id, expected);
    if (!asked.has(id)) throw wrong(`expected one of the assumptions of the rulebook, ${[...asked.keys()].join(', ')}`);
    const unknown = choices.find(({ choice }) => !asked.get(id)!.includes(choice));
    if (unknown !== undefined) throw wrong(`expected one of the choices ${asked.get(id)!.join(', ')}, got ${unknown.choice}`);
  }
  return Object.entries<Assumption<string>>(project.specification.assumptions).map(([name, { id, asks, choices }]) => {
    const text = told.find((each) => each.id === id);
    const saysOf = (choice: string) => text?.choices?.find((each) => each.choice === choice)?.says ?? '';
    const answers = choices.map((choice) => ({ choice, says: saysOf(choice) }));
    return { id, name, question: asks, cites: text?.cites ?? [], choices: answers };
  });
}

/** Every claim, assumption and choice. @throws InputError */
export function specEntries(project: Project): readonly PageEntry[] {
  const claims = entriesIn<Told & { readonly paragraph?: number }>(project, 'claims');
  return [
    ...claims.map(({ id, says, paragraph }) => {
      const where = paragraph === undefined ? '' : `, paragraph ${paragraph}`;
      return { id, says, cites: [], details: [`claim of the source${where}`] };
    }),
    ...specAssumptions(project).map(({ id, name, question, cites, choices }) => {
      const answers = choices.map(({ choice, says }, at) => {
        return `${choice}${at === 0 ? ' (default)' : ''}${says === '' ? '' : `: ${says}`}`;
      });
      return { id, says: question, cites, details: [`assumption, --dialect ${name}=...`, ...answers] };
    }),
    ...entriesIn<Told>(project, 'choices').map(({ id, says }) => {
      return { id, says, cites: [], details: ['fixed choice of the model, in every dialect'] };
    }),
  ];
}

/** Every invariant, with the dialects that it speaks of where these are not all. */
export function invariantEntries({ specification }: Project): readonly PageEntry[] {
  return allInvariants(specification).map(({ id, says, cites, onlyIn = [] }) => {
    const choices = onlyIn.map((made) => Object.entries(made).map(([name, choice]) => `${name} is ${choice}`).join(' and '));
    return { id, says, cites, details: choices.length === 0 ? [] : [`only where ${choices.join(', or ')}`] };
  });
}

type Told = { readonly id: string; readonly says: string };

interface Answers {
  readonly id: string;
  readonly cites?: readonly string[];
  readonly choices?: readonly { readonly choice: string; readonly says: string }[];
}

/** The entries of `spec/NAME.json`, which has them under that name; none where there is no such file. */
export function entriesIn<T extends { readonly id: string }>(
  project: Project, name: 'claims' | 'assumptions' | 'choices',
): readonly T[] {
  const folder = specRoot(project);
  const file = `spec/${name}.json`;
  if (!existsSync(join(folder, file))) return [];
  const { value, place } = readJson(readFileSync(join(folder, file), 'utf8'), file);
  const entries = (value as Readonly<Record<string, unknown>> | null)?.[name];
  if (!Array.isArray(entries)) throw new InputError(file, place(''), `expected an object with a list "${name}"`);
  const wrong = entries.findIndex((entry) => typeof (entry as { readonly id?: unknown } | null)?.id !== 'string');
  if (wrong !== -1) throw new InputError(file, place(`/${name}/${wrong}`), 'expected an object with a text "id"');
  return entries as readonly T[];
}
