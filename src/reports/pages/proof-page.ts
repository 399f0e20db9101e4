/**
 * reports/proof.md: in a page what is proved, what is checked, what is only sampled, and what must be trusted.
 */
import { invariantSet } from '../../kst/invariants/index.ts';
import { sizeOf } from '../../verify/machine.ts';
import { generated } from './markdown.ts';
import type { InvariantResult, Proof, Size } from '../../kit/proof.ts';
import type { RandomResult } from '../../kit/random.ts';
import type { Named } from '../../kst/invariants/invariant.ts';

/** The page, from a proof over all alphabets in all dialects, and the random sequences of the default seed. */
export function proofPage(proof: Proof, random: RandomResult): string {
  const { runs, steps, accepted, longest, rules, rows } = random.statistics;
  return `# What is proved, and what is not

${generated} Ids lead to \`kst explain ID\`.

Verdict: **${proof.verdict}**, in ${proof.dialects.length} dialects.

## Proved

For **one server**, by visiting every reachable state and taking every command in it, to the fixpoint, in every dialect:

| alphabet | commands about | states a dialect | rows a dialect | of them accepted |
| --- | --- | --- | --- | --- |
${table(proof, ['narrow', 'spellings', 'wide'])}

- Exactly one rule of each table applies in each row: ${proof.undecided.filter(({ verdict }) => verdict === 'gap').length} gaps, ${proof.undecided.filter(({ verdict }) => verdict === 'overlap').length} overlaps. Each of the ${proof.rules.length} rules applies somewhere in every dialect, or is declared
  never to in some and does not.
- Each of the ${proof.invariants.length} invariants below holds wherever it speaks, and speaks in every dialect that it is meant for. (${listed(betweenServers())} compare
  servers: they speak in the joint systems below alone, and are checked there, not proved.)

For **any number of servers**: a rule of a server's table is handed one server's view and nothing else - not its name, not the other
servers - and the compiler lets it have effects on that server alone; a rule about RTCSRV hands every server to such tables, one by one. So what a command does to a server is what it would do to it alone, and an invariant of one server holds of each among
many. (Only 14492 and 44024 speak of several servers in one event; an invariant reads of them what concerns its server.)

This does not carry what speaks of the whole world - names, the order across servers, servers out of nowhere (${listed(invariantSet().worlds)}) -
nor what promises a way for some server, not for each (${listed(invariantSet().ways)}). Both are checked on every alphabet; the former is judged in each
random step as well.

## Checked besides

Evidence for the step from one server to many, not part of its proof: the joint system of two servers, explored whole.

| alphabet | commands about | states a dialect | rows a dialect | of them accepted |
| --- | --- | --- | --- | --- |
${table(proof, ['bystander', 'two servers'])}

## Sampled

What the alphabets abstract from - many servers, odd names, many dial plans, long histories - is tried by random sequences on the same
rules, each step judged by the invariants of a step: ${runs} sequences with seed ${random.seed}, ${steps} steps, at most ${longest} in one, ${Math.round((100 * accepted) / steps)}% of the commands accepted,
${rules.fired} of ${rules.of} rules fired, ${rows.visited} of ${rows.of} rows visited (a row here: a server's state without numbers and names, and a kind of command). That a
name of any length, a plan of any name or a version behaves like those of the alphabets rests on this, and on rules that see neither.

## Trusted

- The reading of the source: the claims, assumptions and choices in \`spec/\`. Nothing here shows that the real product does the same.
- The model's grain: one server a pool, a discovery cycle as one step, no clock.
- The code that judges: \`src/verify\` (its own tests run it on another machine), the observer and the invariants in \`src/kst/invariants\`
  (planted faults show that each of them can fail), and Node.

## The invariants

Judged: on how many rows, each counted in every dialect.

| id | says | cites | dialects | judged |
| --- | --- | --- | --- | --- |
${proof.invariants.map(invariantRow).join('\n')}
`;
}

/** The invariants for which it takes two servers: of a command about another one, and of two commands about two. */
function betweenServers(): readonly Named[] {
  return [...invariantSet().steps.filter(({ when }) => when().command?.do === 'elsewhere'), ...invariantSet().commutations];
}

/** Their ids in a sentence: `I62, I63 and I71`. */
function listed(invariants: readonly Named[]): string {
  const ids = invariants.map(({ id }) => id);
  return [ids.slice(0, -1).join(', '), ids.at(-1)].filter((part) => part !== '').join(' and ');
}

function table({ parts }: Proof, names: readonly string[]): string {
  return parts
    .filter(({ name }) => names.includes(name))
    .map(({ name, says, sizes }) => {
      const figures = [sizesText(sizes, 'states'), sizesText(sizes, 'transitions'), sizesText(sizes, 'accepted')];
      return `| ${name} | ${says} | ${figures.join(' | ')} |`;
    })
    .join('\n');
}

/** The different sizes, small ones first. */
export function sizesText(sizes: readonly Size[], figure: keyof Size): string {
  return [...new Set(sizes.map((size) => size[figure]))].sort((a, b) => a - b).join(' or ');
}

function invariantRow({ id, says, cites, speaksOf, judged }: InvariantResult): string {
  return `| ${id} | ${says} | ${cites.join(' ')} | ${sizeOf(speaksOf)} | ${judged} |`;
}
