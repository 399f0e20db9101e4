import { guaranteeOf, rowsOf, wasTried } from '../../kit/conform/summary.ts';
import { dialectText } from '../dialect-text.ts';
import { counted, number, plain } from '../plain-text.ts';
import { toldWrongs } from './told-divergence.ts';
import type { Conformance } from '../../kit/conform/result.ts';
import type { Styles } from '../styles.ts';

/** A comparison for a person: the verdict first, then what is wrong, then what was tried and what it guarantees. */
export function conformText(conformance: Conformance, { good, bad, dim, strong }: Styles, files: ReadonlyMap<string, string> = new Map()): string {
  const { verdict, implementation, dialects, compared, parts, asked, note } = conformance;
  const paint = verdict === 'conforms' ? good : bad;
  const name = implementation === null ? 'the implementation' : `"${plain(implementation.name)}"`;
  const shows = implementation === null ? '' : `, which shows its ${implementation.observes === 'table' ? 'table alone' : 'table and its events'}`;
  const spoken =
    dialects.length > 0
      ? [dialects.length === 1 ? 'It speaks the dialect' : `It speaks one of ${dialects.length} dialects that nobody can tell apart by what it shows:`, ...dialects.map((dialect) => `  ${dialectText(dialect)}`)]
      : compared !== null
        ? [verdict === 'diverges' ? 'It speaks none of the dialects asked for; compared with the nearest' : 'Of the dialects asked for the nearest to its answers is', `  ${dialectText(compared)}`]
        : [];
  const wrongs = toldWrongs(conformance, files).flatMap(({ id, says, details, file }) => [
    '',
    `${strong(id)}  ${says}`,
    ...details.map((line) => `  ${line}`),
    ...(file === null ? [] : [`  as a scenario: ${plain(file)}`]),
  ]);
  const widths = { name: Math.max(...parts.map((part) => part.name.length), 0), sequences: Math.max(...parts.map(({ sequences }) => number(sequences).length), 0), commands: Math.max(...parts.map(({ commands }) => number(commands).length), 0) };
  const tried = parts.map((part) => {
    const { covered, of } = rowsOf(part);
    return `  ${part.name.padEnd(widths.name)}  ${number(part.sequences).padStart(widths.sequences)} sequences  ${number(part.commands).padStart(widths.commands)} commands${part.rows === null ? '' : `  ${number(covered)} of ${counted(of, 'row')}`}`;
  });
  return [
    `${paint(verdict)}: ${name}${shows}`,
    ...spoken,
    ...(note === null ? [] : [`Note: ${plain(note)}.`]),
    ...wrongs,
    '',
    ...(wasTried(conformance) ? [] : ['Nothing was tried: the parts that were asked for have no sequence.']),
    ...(parts.length === 0 ? [] : [dim(`Tried, with seed ${asked.seed}:`), ...tried]),
    '',
    `Guarantee: ${guaranteeOf(conformance)}`,
    '',
  ].join('\n');
}
