/**
 * What is wrong with the texts of rules and invariants: their ids, their sentences, and what they cite. A mistake a line.
 */
import { specEntries } from '../src/cli/spec.ts';
import { malformations } from '../src/engine/rules/well-formed.ts';
import { allInvariants } from '../src/engine/prove/prove.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import type { Project } from '../src/cli/project.ts';
import type { EventWord } from '../src/engine/specification.ts';

/** Everything that is wrong with them; none where all is right. */
export function textMistakes(project: Project): readonly string[] {
  const { specification } = project;
  const wrong = malformations(specification);
  if (wrong.length > 0) return wrong.map(({ says }) => says);
  const [rules, invariants] = [systemOf(specification).rules, allInvariants(specification)];
  const judging = [...rules, ...invariants];
  const events = Object.entries<EventWord<any>>(specification.events).map(([id, { cites = [] }]) => ({ id, cites }));
  const entries = specEntries(project).map(({ id }) => id);
  const [cited, judged] = [judging, invariants].map((list) => new Set(list.flatMap(({ cites }) => cites)));
  return [
    ...[...judging, ...events].flatMap(({ id, cites }) => {
      return cites.filter((each) => !entries.includes(each)).map((each) => `${id} cites ${each}, which there is not`);
    }),
    ...judging.filter(({ says }) => !isSentence.test(says)).map(({ id, says }) => `${id} has no sentence: ${JSON.stringify(says)}`),
    ...invariants.filter((each) => 'name' in each && each.name === '').map(({ id }) => `${id} has an empty name`),
    ...repeated(judging.map(({ says }) => says)).map((says) => `two say ${JSON.stringify(says)}`),
    ...judging.filter(({ cites }) => cites.length === 0).map(({ id }) => `${id} cites nothing`),
    ...[...judging, ...events].flatMap(({ id, cites }) => repeated(cites).map((twice) => `${id} cites ${twice} twice`)),
    ...entries.filter((id) => !cited!.has(id)).map((id) => `nothing cites ${id}`),
    ...entries.filter((id) => id.startsWith('C') && !judged!.has(id)).map((id) => `no invariant cites ${id}`),
    ...[['R', rules] as const, ['I', invariants] as const].flatMap(([letter, list]) => miscounted(letter, list.map(({ id }) => id))),
  ];
}

const isSentence = /^\S.{10,140}[^.\s]$/;

/** Ids are given one after the other, and of those that are gone none is left: here none has gone yet. */
function miscounted(letter: string, ids: readonly string[]) {
  const numbers = ids.map((id) => (id.startsWith(letter) ? Number(id.slice(letter.length)) : NaN)).sort((a, b) => a - b);
  return numbers.every((number, index) => number === index + 1) ? [] : [`the ids ${ids.toSorted().join(' ')} do not count from 1`];
}

function repeated(texts: readonly string[]) {
  return [...new Set(texts.filter((text, index) => texts.indexOf(text) !== index))];
}
