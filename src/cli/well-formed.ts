/**
 * A project is looked at before anything is done with it: one that is badly formed is bad input, and no verdict.
 */
import { type Malformation, mistake } from '../engine/rules/malformed.ts';
import { malformations } from '../engine/rules/well-formed.ts';
import { allInvariants } from '../engine/prove/prove.ts';
import { systemOf } from '../engine/rules/system.ts';
import { placeText } from '../reports/plain-text.ts';
import { UsageError } from './io.ts';
import { hasClaims, type Project } from './project.ts';
import { rulePlaces } from './rule-places.ts';
import { specEntries } from './spec.ts';
import type { EventWord } from '../engine/specification.ts';

/**
 * Lets a project pass that is well formed.
 *
 * @throws UsageError for the first mistake, with its place and the edit that puts it right; InputError for a file of spec/ that cannot
 *   be read.
 */
export function refuseMalformed(project: Project): void {
  const wrong = malformations(project.specification);
  const [first, ...more] = wrong.length > 0 ? wrong : unknownCitations(project);
  if (first === undefined) return;
  const place = first.at === null ? undefined : rulePlaces(project).get(first.at);
  const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
  throw new UsageError(`${place === undefined ? '' : `${placeText(place)}: `}${first.says}${others}`);
}

/** What rules, invariants and events cite and spec/ does not have; nothing is asked of a project that has no claims. */
export function unknownCitations(project: Project): readonly Malformation[] {
  if (!hasClaims(project)) return [];
  const { specification } = project;
  const known = new Set(specEntries(project).map(({ id }) => id));
  const words = Object.entries<EventWord<any>>(specification.events);
  const events = words.map(([name, { cites = [] }]) => ({ what: `the event ${name}`, at: null, cites }));
  const rules = systemOf(specification).rules.map(({ id, cites }) => ({ what: `the rule ${id}`, at: id, cites }));
  const invariants = allInvariants(specification).map(({ id, cites }) => ({ what: `the invariant ${id}`, at: id, cites }));
  const edit = 'add it to spec/claims.json or to the assumptions, or correct it';
  return [...rules, ...invariants, ...events].flatMap(({ what, at, cites }) =>
    cites.filter((id) => !known.has(id)).flatMap((id) =>
      mistake('no-such-claim', `${what} cites ${id}, which is no claim and no assumption: ${edit}`, at),
    ),
  );
}
