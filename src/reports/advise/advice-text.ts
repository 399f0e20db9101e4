/**
 * Advice in words, as the text, the Markdown and the page tell it.
 */
import { visible } from '../../engine/text.ts';
import { canonicalName } from '../../kst/names.ts';
import { type Advice, conflictsWithChanges, mayBeInConflict, type PossibleCase, type ServerAdvice } from '../../lync/advise/advise.ts';
import { fenced, inline, listItems, under } from '../markdown-text.ts';
import { markdownTable } from '../pages/markdown.ts';
import { type Styles, unstyled } from '../styles.ts';
import { eventLine } from '../words.ts';
import type { System } from '../../engine/rules/system.ts';
import type { WhatIfStep } from '../../lync/advise/what-if.ts';
import type { PoolVerdict } from '../../lync/advise/why.ts';
import type { Standing } from '../../lync/standing.ts';

/** What a verdict means, in a few words; those first that something is to be done about. */
export const verdictText: Readonly<Record<PoolVerdict, string>> = {
  'must-not': 'in conflict: must not have a pool',
  needed: 'needs a pool',
  unknown: 'cannot be told',
  fine: 'fine as it is',
};

/** `known with version 6, UM none, OWA IM works`; what is open is a question mark. */
export function standingText({ known, version, um, owaIm }: Standing): string {
  const listed = known === null ? 'known ?' : known ? `known with version ${version ?? '?'}` : 'not known';
  return `${listed}, UM ${um ?? '?'}, OWA IM ${owaIm ?? '?'}`;
}

/** Who claims a server, and where that was read. */
export function claimText({ by, version, from }: ServerAdvice['claims'][number]): string {
  return `claimed by ${by === 'um-routing' ? 'UM Routing' : 'the topology'} with version ${version ?? '?'}: ${from}`;
}

/** One outcome of several; the verdict only where it is not that of all. */
export function caseText(possible: PossibleCase, pool: PoolVerdict): string {
  return `if ${possible.when}: ${possible.pool === pool ? '' : `${verdictText[possible.pool]}; `}${standingText(possible)}`;
}

/** `1 in conflict, 2 in need of a pool, ...`; those first that an exit code is about. */
export function summaryText(advice: Advice): string {
  const count = (verdict: PoolVerdict) => advice.servers.filter(({ pool }) => pool === verdict).length;
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
  const order = Object.keys(verdictText);
  return servers.toSorted((a, b) => order.indexOf(a.pool) - order.indexOf(b.pool));
}

/** A change, with the cycle that was played after it. */
function changeText(system: System, { command, cycle, rejected }: WhatIfStep) {
  return `${system.text(command)}${cycle ? ', then a discovery cycle' : ''}${rejected === null ? '' : `: refused (${rejected})`}`;
}

/** The servers that a change is about, that it has moved, or that are in conflict after it. */
function touchedBy({ command, servers }: WhatIfStep, before: Advice['servers'] | WhatIfStep['servers']) {
  const past = new Map(before.map((server) => [server.server, standingText(server)]));
  const named = 'server' in command ? canonicalName(command.server) : null;
  return servers.filter((each) => {
    const standing = standingText(each);
    return each.server === named || each.conflict === true || (past.get(each.server) ?? standing) !== standing;
  });
}

/** What other dialects log beside the events of the default one, or instead of them: a line each, with the assumptions that decide. */
function otherwiseLines(system: System, { events, otherwise }: WhatIfStep) {
  const texts = (logged: WhatIfStep['events']) => logged.map((event) => eventLine(system, event).replace(/ {2,}/g, ' '));
  const usual = texts(events);
  return otherwise.map(({ when, events: others }) => {
    const more = left(texts(others), usual);
    const less = left(usual, texts(others));
    const parts = [...(more.length === 0 ? [] : [`also ${more.join(', ')}`]), ...(less.length === 0 ? [] : [`not ${less.join(', ')}`])];
    return `with ${when}: ${parts.join('; ') || 'the same in another order'}`;
  });
}

/** What is left of a list when each item of another has taken out one like it. */
function left(items: readonly string[], taken: readonly string[]) {
  const rest = [...items];
  for (const item of taken) if (rest.includes(item)) rest.splice(rest.indexOf(item), 1);
  return rest;
}

/** Advice for a person: a line a server, why, what to do; then what is missing, and what changes would bring about. */
export function adviseText(system: System, advice: Advice, styles: Styles): string {
  const { dim, strong } = styles;
  const { missing, assumptions, notes, inputs } = advice;
  return [
    strong(`${advice.servers.length} server${advice.servers.length === 1 ? '' : 's'}: ${summaryText(advice)}`),
    ...inOrder(advice).flatMap((server) => ['', ...serverText(server, styles)]),
    ...under([strong('What is missing')], missing.flatMap(({ what, cmdlet }) => [`  ${what}`, `    ${cmdlet}`])),
    ...whatIfText(system, advice, styles),
    ...under([strong('What this rests on')], assumptions.map(({ name, says }) => dim(`  ${name}: ${visible(says)}`))),
    ...under([strong('Notes')], notes.map((note) => dim(`  ${visible(note)}`))),
    ...under([strong('Read')], inputs.map(({ cmdlet, file, objects }) => dim(`  ${objects} of ${cmdlet} in ${visible(file)}`))),
    '',
  ].join('\n');
}

function serverText(advice: ServerAdvice, { good, bad, dim, strong }: Styles) {
  const { server, release, pool, why, claims, cases, remedies } = advice;
  const paint = { needed: bad, 'must-not': bad, fine: good, unknown: dim }[pool];
  return [
    `${strong(server)}${releaseText(release)}: ${paint(verdictText[pool])}; ${standingText(advice)}`,
    `  ${visible(why)}`,
    ...claims.map((claim) => dim(`  ${visible(claimText(claim))}`)),
    ...cases.map((possible) => `  ${caseText(possible, pool)}`),
    ...remedies.flatMap(({ name, says, cmdlets }) => [`  ${strong(name)}: ${says}`, ...cmdlets.map((line) => `    ${line}`)]),
  ];
}

function whatIfText(system: System, advice: Advice, styles: Styles) {
  const { whatIf, safeOrder } = advice;
  if (safeOrder === null) return [];
  const { bad, good, strong } = styles;
  const steps = whatIf.flatMap((step, index) => [
    `  ${index + 1}  ${strong(changeText(system, step))}`,
    ...stepLines(system, advice, index, styles, '     '),
  ]);
  return ['', strong('What if'), ...steps, `  ${(safeOrder.given ? good : bad)(visible(safeOrder.says))}`];
}

/** What a change logs, in all dialects, and where it leaves the servers that it touches. */
function stepLines(system: System, { whatIf, servers }: Advice, index: number, { bad, dim }: Styles, indent = '') {
  const step = whatIf[index]!;
  const eventText = (event: object) => (system.eventWord(event).alarms === true ? bad : String)(eventLine(system, event));
  return [
    ...(step.events.length === 0 ? [dim(`${indent}no event`)] : step.events.map((event) => `${indent}${eventText(event)}`)),
    ...otherwiseLines(system, step).map((line) => dim(`${indent}${line}`)),
    ...touchedBy(step, whatIf[index - 1]?.servers ?? servers).map((server) => {
      return `${indent}${server.server} ${standingText(server)}${server.conflict === true ? bad(', in conflict') : ''}`;
    }),
  ];
}

/** Advice as Markdown: a table of the servers, then a section for each that something is to be done about. */
export function adviseMarkdown(system: System, advice: Advice): string {
  const { missing, assumptions, notes } = advice;
  return [
    `## Trusted application pools: ${summaryText(advice)}`,
    '',
    markdownTable(['server', 'pool', 'known', 'UM', 'OWA IM'], inOrder(advice).map(cellsOf)),
    ...inOrder(advice).flatMap(serverMarkdown),
    // A line for a shell has no backtick in it.
    ...under(['### What is missing', ''], missing.map(({ what, cmdlet }) => `- ${inline(what)}: \`${cmdlet}\``)),
    ...whatIfMarkdown(system, advice),
    ...under(['### What this rests on', ''], listItems(assumptions.map(({ name, says }) => `${name}: ${says}`))),
    ...under(['### Notes', ''], listItems(notes)),
    '',
  ].join('\n');
}

function cellsOf({ server, release, pool, known, version, um, owaIm }: ServerAdvice) {
  const listed = known === null ? '?' : known ? `version ${version ?? '?'}` : 'no';
  return [`${inline(server)}${releaseText(release)}`, verdictText[pool], listed, um ?? '?', owaIm ?? '?'];
}

function serverMarkdown({ server, pool, why, cases, remedies, claims }: ServerAdvice) {
  return [
    '',
    `### ${inline(server)}: ${verdictText[pool]}`,
    '',
    inline(why),
    ...under([], listItems(claims.map(claimText))),
    ...under([], listItems(cases.map((possible) => caseText(possible, pool)))),
    ...remedies.flatMap(({ name, says, cmdlets }) => ['', `**${name}.** ${inline(says)}`, '', ...fenced(cmdlets)]),
  ];
}

function whatIfMarkdown(system: System, advice: Advice) {
  if (advice.safeOrder === null) return [];
  const steps = advice.whatIf.flatMap((step, index) => {
    return ['', `${index + 1}. ${inline(changeText(system, step))}`, '', ...fenced(stepLines(system, advice, index, unstyled))];
  });
  return ['', '### What if', ...steps, '', inline(advice.safeOrder.says)];
}

function releaseText(release: ServerAdvice['release']) {
  return release === null ? '' : ` (Exchange ${release})`;
}
