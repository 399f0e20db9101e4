/**
 * reports/proof.md: in a page what is proved, what is checked, what is only sampled, and what must be trusted.
 */
import { listsParts } from '../../engine/fields.ts';
import { sizeOf } from '../../engine/dialects/set.ts';
import { systemOf } from '../../engine/rules/system.ts';
import { counted } from '../plain-text.ts';
import { generated, markdownTable } from './markdown.ts';
import type { Size } from '../../engine/explore/sizes.ts';
import type { AnyInvariant, Proof } from '../../engine/prove/prove.ts';
import type { RandomResult } from '../../engine/random/sequences.ts';
import type { EventWord, Specification } from '../../engine/specification.ts';

/** The page, from a proof over all alphabets in all dialects, and the random sequences of the default seed. */
export function proofPage(specification: Specification, proof: Proof, random: RandomResult): string {
  const { part, whole, texts, ofWholeSteps, ofRuns } = specification;
  const count = (kind: 'gap' | 'overlap') => proof.undecided.filter(({ verdict }) => verdict === kind).length;
  const joint = proof.parts.filter(({ name }) => !isAboutOnePart(specification, name));
  const between = betweenParts(specification);
  const ways = (ofRuns?.() ?? []).filter(({ kind }) => kind === 'way');
  const rows = proof.invariants.map(({ id, says, cites, speaksOf, judged }) => {
    return [id, says, cites.join(' '), String(sizeOf(speaksOf)), String(judged)];
  });
  return `# What is proved, and what is not

${generated} Ids lead to \`kst explain ID\`.

Verdict: **${proof.verdict}**, in ${counted(proof.dialects.length, 'dialect')}.

## Proved

For **one ${part}**, by visiting every reachable state and taking every command in it, to the fixpoint, in every dialect:

${sizesTable(proof.parts.filter((each) => !joint.includes(each)))}

- Exactly one rule of each table applies in each row: ${count('gap')} gaps, ${count('overlap')} overlaps.
  Each of the ${proof.rules.length} rules applies somewhere in every dialect, or is declared never to in some and does not.
- Each of the ${proof.invariants.length} invariants below holds wherever it speaks, and speaks in every dialect that it is meant for.${
    between.length === 0 ? '' : `
  (${listed(between)} compare several ${part}s: they speak in the joint systems below alone, and are checked there, not proved.)`
  }

For **any number of ${part}s**: a rule about a ${part} sees that ${part} and ${whole}, and neither its name nor the others. Its effects
change that ${part} alone. A rule about ${whole} hands every ${part} to such rules, one by one. So what a command does to a ${part} is
what it would do to it alone, and an invariant of one ${part} holds of each among many. The proof checks that: it plays every state
of one ${part} beside another ${part}, and under another name.${manyInOne(specification)}
${beyond(part, ofWholeSteps?.() ?? [], ways)}
${joint.length === 0 ? '' : `## Checked besides

Evidence for the step from one ${part} to many, not part of its proof: the joint system of several ${part}s, explored whole.

${sizesTable(joint)}

`}## Sampled

${sampledText(specification, random)}

## Trusted

- The reading of the source: the claims, assumptions and choices in \`spec/\`. Nothing here shows that the real product does the same.
- The model's grain: ${texts?.grain ?? 'what its states and commands leave out'}.
- The code that judges: the engine of the kit, the observer and the invariants of the specification, and Node.

## The invariants

Judged: on how many rows, each counted in every dialect.

${markdownTable(['id', 'says', 'cites', 'dialects', 'judged'], rows)}
`;
}

/** Whether the commands of an alphabet name one part at most. */
function isAboutOnePart(specification: Specification, name: string) {
  const { commands } = specification.alphabets.find((alphabet) => alphabet.name === name)!;
  return systemOf(specification).partsIn(commands).size < 2;
}

/** The invariants for which it takes two parts: of a command about another one, and of two commands about two. */
function betweenParts({ invariants, ofRuns }: Specification) {
  const commuting = (ofRuns?.() ?? []).filter(({ kind }) => kind === 'commutes');
  return [...invariants().filter(({ when }) => when.command?.do === 'elsewhere'), ...commuting];
}

/** The events that tell of several parts at once. */
function manyInOne({ part, events }: Specification) {
  const many = Object.entries<EventWord>(events).filter(([, { fields }]) => listsParts(fields)).map(([name]) => name);
  if (many.length === 0) return '';
  return ` Of an event that lists
${part}s (${inSentence(many)}) an invariant reads only what concerns its ${part}.`;
}

/** To what the proof of one part does not carry over. */
function beyond(part: string, ofAll: readonly AnyInvariant[], ways: readonly AnyInvariant[]) {
  const texts = [
    ...(ofAll.length === 0 ? [] : [`what speaks of all ${part}s at once, such as names and orders (${listed(ofAll)})`]),
    ...(ways.length === 0 ? [] : [`what promises a way for some ${part}, not for each (${listed(ways)})`]),
  ];
  return texts.length === 0 ? '' : `
This does not carry over to ${texts.join(',\nnor to ')}.
That is checked on every alphabet${ofAll.length === 0 ? '' : `, ${ways.length === 0 ? 'and' : 'the former'} in each random step as well`}.
`;
}

function sampledText({ part }: Specification, { seed, statistics }: RandomResult) {
  const { runs, steps, accepted, longest, rules, rows } = statistics;
  const share = steps === 0 ? 0 : Math.round((100 * accepted) / steps);
  return `The alphabets abstract from many ${part}s, odd names, many values and long histories. Random sequences try these on the
same rules, and the invariants of a step judge each step: ${runs} sequences with seed ${seed}, ${steps} steps, at most ${longest} in one,
${share}% of the commands accepted, ${rules.fired} of ${rules.of} rules fired, ${rows.visited} of ${rows.of} rows visited.
(A row here: what rules see of a ${part}, and a kind of command.) That other names and values behave like those of the alphabets
rests on this, and on rules that see neither.`;
}

/** Names in a sentence: `I62, I63 and I71`. */
function inSentence(names: readonly string[]) {
  return [names.slice(0, -1).join(', '), names.at(-1)].filter((text) => text !== '').join(' and ');
}

function listed(invariants: readonly AnyInvariant[]) {
  return inSentence(invariants.map(({ id }) => id));
}

function sizesTable(parts: Proof['parts']) {
  const figures = ['states', 'transitions', 'accepted'] as const;
  const rows = parts.map(({ name, says, sizes }) => [name, says, ...figures.map((figure) => sizesText(sizes, figure))]);
  return markdownTable(['alphabet', 'commands about', 'states a dialect', 'rows a dialect', 'of them accepted'], rows);
}

/** The different sizes, small ones first. */
export function sizesText(sizes: readonly Size[], figure: keyof Size): string {
  return [...new Set(sizes.map((size) => size[figure]))].sort((a, b) => a - b).join(' or ');
}
