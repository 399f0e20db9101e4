/**
 * What the invariants of a step are made of. Invariants are an independent reading of the claims: they never import the rules.
 */
import { P } from 'ts-pattern';
import type { Invariant } from '../../engine/specification.ts';
import type { Version } from '../state.ts';
import type { Kst } from '../words.ts';
import type { Logged, SeenStep } from './seen.ts';

export type KstInvariant = Invariant<Kst>;
type StepPattern = KstInvariant['when'];

/** A log with a record that the condition holds for. */
export function logWith(condition: (record: Logged) => boolean): P.Pattern<readonly Logged[]> {
  return P.when((log: readonly Logged[]): log is readonly Logged[] => log.some(condition));
}

/** Something is listed. */
export function some(): P.Pattern<readonly Version[]> {
  return [P._, ...P.array(P._)];
}

/** The step was a command of one of these kinds, and it was not refused. */
export function accepted<K extends SeenStep['command']['do']>(...kinds: readonly [K, ...K[]]): StepPattern {
  return { command: { do: P.union(...kinds) }, refused: null };
}

/** RTCSRV starts: what a start does, a restart does as well. */
export function starts(): StepPattern {
  return accepted('rtcsrv.start', 'rtcsrv.restart');
}

/** UM Routing looks for servers. */
export function looks(): StepPattern {
  return accepted('umRouting.discover', 'rtcsrv.start', 'rtcsrv.restart');
}

/** Whether two lists of plain values are the same. */
export function same(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

/** The numbers of the events that the step logged about the server, in order. */
export function idsOf(step: SeenStep): readonly (number | null)[] {
  return step.log.map(({ id }) => id);
}

/** The same, without C11's two events, which have no number (F10). */
export function numberedIdsOf(step: SeenStep): readonly (number | null)[] {
  return idsOf(step).filter((id) => id !== null);
}
