/**
 * What a comparison comes to: its counts, and what may be concluded from it.
 */
import { narrowAlphabet } from '../../kst/alphabets.ts';
import { Expectations } from './expectations.ts';
import type { Dialect } from '../../kst/dialect.ts';
import type { Model } from '../../kst/model.ts';
import type { Scenario } from '../../kst/scenario.ts';
import type { Conformance, Divergence, PartResult } from './result.ts';

export interface Counts {
  readonly commands: number;
  readonly resets: number;
  /** Of the complete part: of every state and command. */
  readonly rows: { readonly covered: number; readonly of: number };
}

export function countsOf({ parts }: Conformance): Counts {
  const complete = parts.find(({ name }) => name === 'complete');
  return {
    commands: parts.reduce((sum, { commands }) => sum + commands, 0),
    resets: parts.reduce((sum, { sequences }) => sum + sequences, 0),
    rows: rowsOf(complete),
  };
}

export function rowsOf(part: Pick<PartResult, 'rows'> | undefined): { readonly covered: number; readonly of: number } {
  const rows = part?.rows ?? '';
  return { covered: rows.replaceAll('0', '').length, of: rows.length };
}

/** Whether any sequence was played to be judged: what only finds out the dialect judges nothing. */
export function wasTried({ parts }: Pick<Conformance, 'parts'>): boolean {
  return parts.some(({ name, whole }) => name !== 'dialect' && whole > 0);
}

/** What a run that found nothing wrong guarantees, with its conditions; or why it guarantees nothing. */
export function guaranteeOf(conformance: Conformance): string {
  const { verdict, shard, asked, implementation, parts } = conformance;
  if (shard !== null) return `None by itself: this is shard ${shard.index} of ${shard.of}; kst merge puts them together.`;
  if (!wasTried(conformance)) return 'None: nothing was tried.';
  if (verdict !== 'conforms') return 'None: the complete part was not passed.';
  const { rows } = countsOf(conformance);
  if (rows.of === 0) return 'None: the complete part was not asked for.';
  if (rows.covered < rows.of) return 'None: the complete part was not played to its end.';
  const others = parts.every(({ name }) => name === 'complete' || name === 'dialect') ? '' : ' The other parts were tried, and prove nothing beyond what was tried.';
  const states = rows.of / narrowCommands;
  return (
    `Whatever sequence of the ${narrowCommands} commands of the narrow alphabet (one server, versions 5 and 6, one SipName dial plan) it is given, the implementation shows in its ` +
    `${implementation!.observes === 'table' ? 'table' : 'table and its events'} what the rules show, provided that it is deterministic, that its reset works, and that it has at most ` +
    `${states + asked.extraStates} states: the ${states} that the rules have for whoever sees no more, and ${asked.extraStates} more (HSI method).${others}`
  );
}

const narrowCommands = narrowAlphabet().length;

/** A divergence as a scenario that `kst simulate` plays, with what the rules expect at every step. */
export function scenarioOf(model: Model, { rule, says, claims, commands }: Divergence, dialect: Dialect): Scenario {
  const answers = new Expectations(model, 'table and events', dialect).answers(commands);
  return {
    name: null,
    says: `An implementation answers the last command otherwise than ${rule ?? 'the protocol'} has it: ${says}.`,
    cites: claims,
    dialect,
    steps: commands.map((command, index) => ({ command, expect: answers[index]! })),
  };
}
