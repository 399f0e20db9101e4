/**
 * What has changed since the base, and whether it is accepted: `kst diff` prints it, `kst accept` writes it down, the gate judges by it.
 */
import { join } from 'node:path';
import { acceptanceFromMarkdown } from '../inputs/acceptance.ts';
import { judgeAcceptances } from '../engine/diff/acceptance.ts';
import { behaviourDiff } from '../engine/diff/diff.ts';
import { scenarioChanges } from './base-scenarios.ts';
import { behaviourTable } from '../engine/table/behaviour.ts';
import { causeText, changeSummary } from '../reports/diff/change-lines.ts';
import { behaviourJson } from '../reports/pages/behaviour-json.ts';
import { type Base, NoBase, resolveBase, type Surroundings } from './base.ts';
import { textsIn } from './files.ts';
import { maybeGitIn } from './git.ts';
import { blobOf, sha256 } from './hash.ts';
import type { Specification } from '../engine/specification.ts';
import type { BehaviourTable } from '../engine/table/row.ts';

/** The class of an acceptance of all rules as they are. */
const first = 'first';

/** What an acceptance of all of the rules is recognised by. */
export function fingerprintOfAll(specification: Specification, table: BehaviourTable): string {
  return sha256(behaviourJson(specification, table)).slice(0, 16);
}

/** The file that accepts the rules just as they are, where there is nothing to compare them with; null where none does. */
export function acceptedAtFirst(folder: string, specification: Specification, table: BehaviourTable): string | null {
  const all = fingerprintOfAll(specification, table);
  const acceptsAll = ({ file, text }: { readonly file: string; readonly text: string }) =>
    acceptanceFromMarkdown(text, file).accepts.some((each) => each.class === first && each.fingerprint === all);
  return acceptancesIn(folder).find(acceptsAll)?.file ?? null;
}

export interface ChangeOptions extends Surroundings {
  /** A base, or the ref or file of one; without it, the usual base. */
  readonly base?: Base | string | undefined;
  /** Of today's rules, and their table, where the caller has it at hand. */
  readonly specification: Specification;
  readonly table?: BehaviourTable;
}

/** An acceptance that was added since the base, with all that its file says. */
export type AddedAcceptance = ReturnType<typeof acceptancesSince>['added'][number];

export type Compared = ReturnType<typeof compareWithBase>;

/** Where acceptances are, in the project's folder. */
export const changesFolder = 'spec/changes';

/**
 * Compares today's rules with a base, of which `before` is the table; with the acceptances that were added since.
 *
 * @throws UsageError for a base that there is not, InputError for an acceptance that is none, Inconclusive where nothing can be compared.
 */
export function compareWithBase({ base: given, folder, env, specification, table }: ChangeOptions) {
  const base = typeof given === 'object' ? given : resolveBase(given, { folder, env }, specification);
  const { added: acceptances, touched } = acceptancesSince(base, { folder, env });
  const today = table ?? behaviourTable(specification, sha256);
  const diff = behaviourDiff(base.table, today, specification, sha256, scenarioChanges(base.commit, { folder, env }, specification));
  if (diff.cells === 0) {
    const unknown = diff.changes.find((change) => change.class === 'not-compared')!;
    const why = changeSummary(unknown, specification);
    throw new NoBase(`${base.name} has no row in common with the rules of today (${why}), so nothing to compare with`);
  }
  const judgement = judgeAcceptances(diff.changes, acceptances, (cause) => causeText(cause, specification), touched);
  return { specification, base: base.name, commit: base.commit, diff, judgement, acceptances, before: base.table, table: today };
}

/**
 * The acceptances that the base does not have: those of this change, and not of earlier ones. With a file as base, those
 * that are not committed; outside git, where nobody knows which are old, all of them. And those that the base has and that are not as
 * they were: what was accepted once is not told anew.
 */
function acceptancesSince(base: Base, { folder, env }: Surroundings) {
  const there = acceptancesIn(folder);
  const old = acceptancesAt(base.commit ?? 'HEAD', { folder, env });
  const isOf = (text: string, blob: string) => blobOf(text, blob) === blob; // one that is only renamed is as old as it was
  return {
    added: there
      .filter(({ file, text }) => !old.some((each) => each.file === file || isOf(text, each.blob)))
      .map(({ file, text }) => ({ file, text, ...acceptanceFromMarkdown(text, file) })),
    touched: old.filter(({ blob }) => !there.some(({ text }) => isOf(text, blob))).map(({ file }) => file),
  };
}

/** The files of acceptances, whatever they accept. */
export function acceptancesIn(folder: string): ReturnType<typeof textsIn> {
  return textsIn(join(folder, changesFolder), '.md', changesFolder).filter(({ file }) => isAcceptance(file));
}

function isAcceptance(file: string) {
  return file.endsWith('.md') && file !== `${changesFolder}/README.md`;
}

/** The acceptances that a commit has. */
function acceptancesAt(commit: string, { folder, env }: Surroundings) {
  const git = maybeGitIn(folder, env);
  if (git === null || git.commit(commit) === null) return [];
  return git.filesAt(commit, changesFolder).filter(({ file }) => isAcceptance(file));
}
