/**
 * Advice in words, as the text, the Markdown and the page tell it.
 */
import { canonicalName } from '../../kst/names.ts';
import { conflictsWithChanges, mayBeInConflict } from '../../lync/advise/advice.ts';
import { eventLine } from '../words.ts';
import type { System } from '../../engine/rules/system.ts';
import type { Advice, ChangedServer, PoolVerdict, PossibleCase, ServerAdvice, ServerClaim, WhatIfStep } from '../../lync/advise/advice.ts';
import type { Standing } from '../../lync/standing.ts';

/** What a verdict means, in a few words. */
export function verdictText(pool: PoolVerdict): string {
  return verdictTexts[pool];
}

const verdictTexts = {
  needed: 'needs a pool',
  'must-not': 'in conflict: must not have a pool',
  fine: 'fine as it is',
  unknown: 'cannot be told',
} as const;

/** `known with version 6, UM none, OWA IM works`; what is open is a question mark. */
export function standingText({ known, version, um, owaIm }: Standing): string {
  const listed = known === null ? 'known ?' : known ? `known with version ${version ?? '?'}` : 'not known';
  return `${listed}, UM ${um ?? '?'}, OWA IM ${owaIm ?? '?'}`;
}

/** Who claims a server, and where that was read. */
export function claimText({ by, version, from }: ServerClaim): string {
  return `claimed by ${by === 'um-routing' ? 'UM Routing' : 'the topology'} with version ${version ?? '?'}: ${from}`;
}

/** One outcome of several; the verdict only where it is not that of all. */
export function caseText(possible: PossibleCase, pool: PoolVerdict): string {
  return `if ${possible.when}: ${possible.pool === pool ? '' : `${verdictText(possible.pool)}; `}${standingText(possible)}`;
}

/** Where a server stands after a change. */
export function changedText(server: ChangedServer, bad: (text: string) => string = String): string {
  return `${server.server} ${standingText(server)}${server.conflict === true ? bad(', in conflict') : ''}`;
}

/** `1 in conflict, 2 in need of a pool, ...`; those first that an exit code is about. */
export function summaryText(advice: Advice): string {
  const count = (verdict: PoolVerdict): number => advice.servers.filter(({ pool }) => pool === verdict).length;
  const open = advice.servers.filter(mayBeInConflict);
  const assumptions = new Set(open.flatMap(({ cases }) => cases.flatMap((possible) => possible.assumptions)));
  const may = open.length === 0 ? '' : `${open.length} that may be (assumption ${[...assumptions].join(', ')}), `;
  const counts = `${count('needed')} in need of a pool, ${count('fine')} fine, ${count('unknown') - open.length} that cannot be told`;
  const told = `${count('must-not')} in conflict, ${may}${counts}`;
  const already = new Set(advice.servers.filter(({ pool }) => pool === 'must-not').map(({ server }) => server));
  const changed = [...conflictsWithChanges(advice)].filter((server) => !already.has(server)).length;
  return changed === 0 ? told : `${told}; ${changed} more in conflict in the course of the changes`;
}

/** The servers, those first that something is to be done about. */
export function inOrder({ servers }: Advice): readonly ServerAdvice[] {
  const order: readonly PoolVerdict[] = ['must-not', 'needed', 'unknown', 'fine'];
  return servers.toSorted((a, b) => order.indexOf(a.pool) - order.indexOf(b.pool));
}

/** A change, with the cycle that was played after it. */
export function changeText(system: System, { command, cycle, rejected }: WhatIfStep): string {
  return `${system.text(command)}${cycle ? ', then a discovery cycle' : ''}${rejected === null ? '' : `: refused (${rejected})`}`;
}

/** The servers that a change is about, that it has moved, or that are in conflict after it. */
export function touchedBy(step: WhatIfStep, before: readonly ChangedServer[] | readonly ServerAdvice[]): readonly ChangedServer[] {
  const past = new Map(before.map((server) => [server.server, standingText(server)]));
  const named = 'server' in step.command ? canonicalName(step.command.server) : null;
  return step.servers.filter((each) => {
    const standing = standingText(each);
    return each.server === named || each.conflict === true || (past.get(each.server) ?? standing) !== standing;
  });
}

/** What other dialects log beside the events of the default one, or instead of them: a line each, with the assumptions that decide. */
export function otherwiseLines(system: System, { events, otherwise }: WhatIfStep): readonly string[] {
  const texts = (logged: WhatIfStep['events']): readonly string[] => logged.map((event) => eventLine(system, event).replace(/ {2,}/g, ' '));
  const usual = texts(events);
  return otherwise.map(({ when, events: others }) => {
    const more = left(texts(others), usual);
    const less = left(usual, texts(others));
    const parts = [...(more.length === 0 ? [] : [`also ${more.join(', ')}`]), ...(less.length === 0 ? [] : [`not ${less.join(', ')}`])];
    return `with ${when}: ${parts.join('; ') || 'the same in another order'}`;
  });
}

/** What is left of a list when each item of another has taken out one like it. */
function left(items: readonly string[], taken: readonly string[]): readonly string[] {
  const rest = [...items];
  for (const item of taken) if (rest.includes(item)) rest.splice(rest.indexOf(item), 1);
  return rest;
}
