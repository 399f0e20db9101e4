import { guaranteeOf, observedNames, rowsOf, wasTried } from '../../engine/conform/summary.ts';
import { dialectText } from '../words.ts';
import { counted, number, plain } from '../plain-text.ts';
import { type ScenarioFiles, toldWrongs } from './told-divergence.ts';
import type { Conformance } from '../../engine/conform/result.ts';
import type { Specification } from '../../engine/specification.ts';
import type { Styles } from '../styles.ts';
import { type Title, titleText } from '../../engine/title.ts';

/** A comparison for a person: the verdict first, then what is wrong, then what was tried and what it guarantees. */
export function conformText(
  specification: Specification,
  title: Title,
  conformance: Conformance,
  { good, bad, dim, strong }: Styles,
  files: ScenarioFiles = new Map(),
): string {
  const { verdict, parts, asked, note } = conformance;
  const paint = verdict === 'conforms' ? good : bad;
  const wrongs = toldWrongs(specification, conformance, files).flatMap(({ id, says, details, file }) => [
    '', `${strong(id)}  ${says}`,
    ...details.map((line) => `  ${line}`),
    ...(file === null ? [] : [`  as a scenario: ${plain(file)}`]),
  ]);
  return [
    strong(plain(titleText(title))),
    `${paint(verdict)}: ${implementationText(conformance)}`,
    ...spokenLines(conformance),
    ...(note === null ? [] : [`Note: ${plain(note)}.`]),
    ...wrongs, '',
    ...(wasTried(conformance) ? [] : ['Nothing was tried: the parts that were asked for have no sequence.']),
    ...(parts.length === 0 ? [] : [dim(`Tried, with seed ${asked.seed}:`), ...triedLines(conformance)]),
    '', `Guarantee: ${guaranteeOf(specification, conformance)}`, '',
  ].join('\n');
}

function implementationText({ implementation }: Conformance) {
  if (implementation === null) return 'the implementation';
  const { name, observes } = implementation;
  return `"${plain(name)}", which shows its ${observedNames(observes)}${observes.length === 1 ? ' alone' : ''}`;
}

function spokenLines({ dialects, compared, verdict }: Conformance): readonly string[] {
  if (dialects.length === 1) return ['It speaks the dialect', `  ${dialectText(dialects[0]!)}`];
  if (dialects.length > 1) {
    const heading = `It speaks one of ${dialects.length} dialects that nobody can tell apart by what it shows:`;
    return [heading, ...dialects.map((dialect) => `  ${dialectText(dialect)}`)];
  }
  if (compared === null) return [];
  const none = 'It speaks none of the dialects asked for; compared with the nearest';
  return [verdict === 'diverges' ? none : 'Of the dialects asked for the nearest to its answers is', `  ${dialectText(compared)}`];
}

function triedLines({ parts }: Conformance): readonly string[] {
  const told = parts.map((part) => [part.name, number(part.sequences), number(part.commands)] as const);
  const [width, left, right] = ([0, 1, 2] as const).map((column) => Math.max(...told.map((row) => row[column].length)));
  return told.map(([name, sequences, commands], index) => {
    const { covered, of } = rowsOf(parts[index]);
    const rows = parts[index]!.rows === null ? '' : `  ${number(covered)} of ${counted(of, 'row')}`;
    return `  ${name.padEnd(width!)}  ${sequences.padStart(left!)} sequences  ${commands.padStart(right!)} commands${rows}`;
  });
}
