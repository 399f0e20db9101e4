/**
 * The shape of an invariant. Invariants are an independent reading of the claims: they never import the rules.
 */
import { P } from 'ts-pattern';
import type { Dialect } from '../dialect.ts';
import type { Version } from '../state.ts';
import type { Logged, SeenCommand, SeenStep } from './seen.ts';

export interface Named {
  /** I01, I02, ...: stable, never given to another invariant. */
  readonly id: string;
  /** What holds, as a sentence. */
  readonly says: string;
  /** The claims, assumptions and choices that it reads. */
  readonly cites: readonly string[];
  /** The dialects that it speaks of, where not all. */
  readonly onlyIn?: Partial<Dialect>;
}

/** An invariant of a step, seen from one server: silent where the pattern does not match, else `must` decides. */
export interface StepInvariant extends Named {
  readonly when: () => StepPattern;
  readonly must: (step: SeenStep) => boolean;
}

/** A pattern over the cells of a step; of the command it looks at the kind alone. */
export type StepPattern = { readonly [cell in Exclude<keyof SeenStep, 'command'>]?: P.Pattern<SeenStep[cell]> } & {
  readonly command?: { readonly do: P.Pattern<SeenCommand['do']> };
};

/** A log with a record that the condition holds for. */
export function logWith(condition: (record: Logged) => boolean): P.Pattern<readonly Logged[]> {
  return P.when((log: readonly Logged[]): log is readonly Logged[] => log.some(condition));
}

/** Something is listed. */
export function some(): P.Pattern<readonly Version[]> {
  return [P._, ...P.array(P._)];
}

/** The step was a command of one of these kinds, and it was not refused. */
export function accepted<K extends SeenCommand['do']>(...kinds: readonly [K, ...K[]]): StepPattern {
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
