/**
 * reports/strength.md: whether the invariants can tell right from wrong.
 */
import { counts } from '../../kit/strength/wrong-outcomes.ts';
import { dialects } from '../../kst/dialect.ts';
import { generated } from './markdown.ts';
import type { Share, Strength } from '../../kit/strength/strength.ts';
import type { Wrongness } from '../../kit/strength/wrong-outcomes.ts';

/** The page. */
export function strengthPage({ mutants, outcomes, rules }: Strength): string {
  const sum = (key: 'killed' | 'equivalent' | 'survived'): number => mutants.operators.reduce((all, operator) => all + operator[key], 0);
  const counting = outcomes.shares.filter(({ wrongness }) => counts(wrongness));
  const apart = outcomes.shares.filter((share) => !counting.includes(share));
  return `# How strong the invariants are

${generated}

An invariant that is never broken proves little if nothing could break it. So wrong rules and wrong outcomes are made, as many as there are,
and each of them must be rejected by some invariant; wrong outcomes and wrong rules in every dialect in which they are wrong.

## Rule mutants

Made from the records of the rules, judged in all ${dialects().length} dialects. *Killed*: in some dialect an invariant breaks, or a table has a gap or an overlap. *Equivalent*: nobody
can ever tell it from the rules, over the wide alphabet, two servers, three servers and one server in three spellings. *Survived*: neither; a hole.

| operator | killed | equivalent | survived |
| --- | --- | --- | --- |
${mutants.operators.map(({ operator, killed, equivalent, survived }) => `| ${operator} | ${killed} | ${equivalent} | ${survived} |`).join('\n')}
| **all** | **${sum('killed')}** | **${sum('equivalent')}** | **${sum('survived')}** |

${listOr(mutants.survivors.map(({ id }) => id), 'None survived.')}

## Wrong outcomes of a row

For each row of one server (version 6 standing for either), each rule that applies in it is given every other list of effects up to one longer than its
own; what that brings about is judged at once, where the row is. A list whose log is past mending is judged and not made longer: its continuations are
rejected with it. Nor is one made longer that has parted a server's log and table. Accepted for refused and the reverse are tried too, on refused rows as well.

| wrong is | how many | rejected |
| --- | --- | --- |
${counting.map(shareRow).join('\n')}

Nearly free to catch, and not counted:

| wrong is | how many | rejected |
| --- | --- | --- |
${apart.map(shareRow).join('\n')}

Another ${outcomes.neverShown} get the hidden conflict wrong in a way that nobody can ever see.

${listOr(outcomes.survivors.map(({ row, outcome, dialects }) => `${row}: ${outcome} (${dialects})`), 'None of them is let through.')}

## On what the rejections rest

\`spec/cells.json\` says of each cell of the table what settles it: a claim of the source, an assumption, or a choice of the model; it was laid down before
this was first measured. An invariant rests on the weakest of what it cites. Of the outcomes that count:

| contradicts a cell settled by | how many | rejected | by invariants that rest on claims alone | on an assumption | on a choice |
| --- | --- | --- | --- | --- | --- |
${outcomes.bases.map(({ contradicts, of, rejected, by }) => `| ${contradicts === 'assumption' ? 'an assumption' : `a ${contradicts}`} | ${of} | ${percent(rejected, of)} | ${percent(by.claim, of)} | ${percent(by.assumption, of)} | ${percent(by.choice, of)} |`).join('\n')}
${totalRow(outcomes.bases)}

## Transcriptions

An invariant that speaks of one state only, or rejects outcomes of one row or in one state only, says no more than a row of the rules does: ${outcomes.transcriptions.length} of them.
Without them ${percent(outcomes.withoutTranscriptions.rejected, outcomes.withoutTranscriptions.of)} of what counts is rejected.
${outcomes.transcriptions.length === 0 ? '' : `\n${outcomes.transcriptions.map(({ id, because }) => `- ${id}: ${because}`).join('\n')}\n`}
## Wrong rules

The same lists of effects, each in all rows of its rule at once: ${rules.rejected} of ${rules.of} are rejected (a list that shows nothing else in any row is the same rule).

${listOr(rules.survivors.map(({ rule, effects }) => `${rule}: ${effects}`), 'None is let through.')}
`;
}

/** For each invariant the mutants that it alone kills: a few of them, and how many more. */
export function aloneCaught({ mutants }: Strength): ReadonlyMap<string, readonly string[]> {
  const few = 5;
  return new Map(
    mutants.killers
      .filter(({ alone }) => alone.length > 0)
      .map(({ id, alone }) => [id, [...alone.slice(0, few), ...(alone.length > few ? [`${alone.length - few} more`] : [])]]),
  );
}

const meanings: { readonly [wrongness in Wrongness]: string } = {
  answer: 'accepted for refused, the reverse, or another reason',
  both: 'the log, and the table with it',
  log: 'the log alone',
  state: 'pool, plans or claim, and not the log',
  torn: 'the table, and the log tells another one',
  hidden: 'the conflict alone; judged where a continuation shows it',
};

function shareRow({ wrongness, of, rejected }: Share & { readonly wrongness: Wrongness }): string {
  return `| ${meanings[wrongness]} | ${of} | ${percent(rejected, of)} |`;
}

function totalRow(bases: Strength['outcomes']['bases']): string {
  const sum = (of: (share: (typeof bases)[number]) => number): number => bases.reduce((all, share) => all + of(share), 0);
  const all = sum((share) => share.of);
  const by = (['claim', 'assumption', 'choice'] as const).map((basis) => `**${percent(sum((share) => share.by[basis]), all)}**`);
  return `| **all** | **${all}** | **${percent(sum((share) => share.rejected), all)}** | ${by.join(' | ')} |`;
}

/** With one decimal; never rounded up to the whole. */
function percent(part: number, of: number): string {
  return of === 0 ? '-' : part === of ? '100%' : `${(Math.floor((1000 * part) / of) / 10).toFixed(1)}%`;
}

function listOr(items: readonly string[], none: string): string {
  return items.length === 0 ? none : items.map((item) => `- ${item}`).join('\n');
}
