/**
 * What a comparison comes to: its counts, and what may be concluded from it.
 */
import { systemOf } from '../rules/system.ts';
import { expectationsOf } from './expectations.ts';
import { Onlooker } from './look.ts';
import type { Dialect } from '../dialects/dialects.ts';
import type { Scenario } from '../replay/scenario.ts';
import type { Specification } from '../specification.ts';
import type { Conformance, PlayedPart, RuleDivergence } from './result.ts';

export function countsOf({ parts }: Pick<Conformance, 'parts'>) {
  return {
    commands: parts.reduce((sum, { commands }) => sum + commands, 0),
    resets: parts.reduce((sum, { sequences }) => sum + sequences, 0),
    /** Of the complete part: of every state and command. */
    rows: rowsOf(parts.find(({ name }) => name === 'complete')),
  };
}

export function rowsOf(part: Pick<PlayedPart, 'rows'> | undefined) {
  const rows = part?.rows ?? '';
  return { covered: rows.replaceAll('0', '').length, of: rows.length };
}

/** Whether any sequence was played to be judged: what only finds out the dialect judges nothing. */
export function wasTried({ parts }: Pick<Conformance, 'parts'>): boolean {
  return parts.some(({ name, whole }) => name !== 'dialect' && whole > 0);
}

/** What a run that found nothing wrong guarantees, with its conditions; or why it guarantees nothing. */
export function guaranteeOf({ alphabets }: Specification, conformance: Conformance): string {
  const { verdict, shard, asked, implementation, parts } = conformance;
  if (shard !== null) return `None by itself: this is shard ${shard.index} of ${shard.of}; kst merge puts them together.`;
  if (!wasTried(conformance)) return 'None: nothing was tried.';
  if (verdict !== 'conforms') return 'None: the complete part was not passed.';
  const { rows } = countsOf(conformance);
  if (rows.of === 0) return 'None: the complete part was not asked for.';
  if (rows.covered < rows.of) return 'None: the complete part was not played to its end.';
  const onlyComplete = parts.every(({ name }) => name === 'complete' || name === 'dialect');
  const { name, says, commands } = alphabets[0]!;
  const states = rows.of / commands.length;
  const shown = observedNames(implementation!.observes);
  return (
    `Whatever sequence of the ${commands.length} commands of the ${name} alphabet (${says}) it is given, the implementation shows in its ` +
    `${shown} what the rules show, provided that it is deterministic, that its reset works, and that it has at most ` +
    `${states + asked.extraStates} states: the ${states} that the rules have for whoever sees no more, and ` +
    `${asked.extraStates} more (HSI method).${onlyComplete ? '' : ' The other parts were tried, and prove nothing beyond what was tried.'}`
  );
}

/** `table and its events`: what an implementation shows, after `its`. */
export function observedNames(observes: readonly string[]) {
  return [observes.slice(0, -1).join(', its '), ...observes.slice(-1)].filter((text) => text !== '').join(' and its ');
}

/** A divergence as a scenario that `kst simulate` plays, with what the rules expect at every step. */
export function scenarioOf(specification: Specification, { rule, says, claims, commands }: RuleDivergence, dialect: Dialect): Scenario {
  const onlooker = new Onlooker(specification, systemOf(specification).observes);
  const answers = expectationsOf(specification, onlooker, dialect).answers(commands);
  return {
    name: null,
    says: `An implementation answers the last command otherwise than ${rule ?? 'the protocol'} has it: ${says}.`,
    cites: claims,
    dialect,
    steps: commands.map((command, index) => ({ command, expect: answers[index]! })),
  };
}
