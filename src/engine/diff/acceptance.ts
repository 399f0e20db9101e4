/**
 * Acceptances: what the author of a change has said is meant, cause by cause.
 */
import type { Specification } from '../specification.ts';
import type { Change } from './change.ts';
import type { BehaviourDiff } from './diff.ts';

/** An acceptance that was added since the base. */
export interface Acceptance {
  readonly file: string;
  readonly accepts: readonly AcceptedLine[];
}

/** A line of it: a cause, as it was told when it was accepted. */
export interface AcceptedLine {
  readonly fingerprint: string; readonly class: string; readonly says: string;
}

/** Today's rules compared with a base. */
export interface Comparison {
  /** Of today's rules. */
  readonly specification: Specification;
  /** The base, as a person would name it. */
  readonly base: string;
  /** Null for a file. */
  readonly commit: string | null;
  readonly diff: BehaviourDiff;
  readonly judgement: ReturnType<typeof judgeAcceptances>;
}

/** The changes of one cause, the one that is seen soonest first. */
export interface Cause {
  readonly fingerprint: string; readonly class: Change['class'];
  readonly changes: readonly Change[];
}

/** The causes of some changes, in their order. */
export function causesOf(changes: readonly Change[]): readonly Cause[] {
  return [...Map.groupBy(changes, ({ fingerprint }) => fingerprint)].map(([fingerprint, of]) => {
    return { fingerprint, class: of[0]!.class, changes: of };
  });
}

/** A line of an acceptance is of a cause, however many rows it is seen in: `(12 rows)` at its end is for the reader. */
export function withoutCount(text: string): string {
  return text.replace(/ \(\d+ [a-z]+\)$/, '');
}

/** Whether every change is accepted, and every acceptance is of a change. */
export function isMeant({ judgement: { missing, obsolete, untrue, touched } }: Comparison): boolean {
  return [missing, obsolete, untrue, touched].every(({ length }) => length === 0);
}

/**
 * Which causes are accepted, which of the acceptances match none, and which do not say what happens.
 *
 * @param touched acceptances of the base that are not as they were.
 * @param sayingOf what an acceptance has to say of a cause.
 */
export function judgeAcceptances(
  changes: readonly Change[], acceptances: readonly Acceptance[], sayingOf: (cause: Cause) => string, touched: readonly string[] = [],
) {
  const causes = causesOf(changes);
  const happening = new Map(causes.map((cause) => [cause.fingerprint, cause]));
  const lines = acceptances.flatMap(({ file, accepts }) => accepts.map((line) => ({ file, ...line })));
  const current = lines.flatMap(({ file, fingerprint, class: name, says }) => {
    const cause = happening.get(fingerprint);
    if (cause === undefined) return [];
    const expected = `${cause.class}: ${sayingOf(cause)}`;
    return [{ file, fingerprint, expected, isTrue: expected === `${name}: ${says}` }];
  });
  const accepted = new Map(current.filter(({ isTrue }) => isTrue).map(({ file, fingerprint }) => [fingerprint, file]));
  return {
    causes,
    touched,
    /** By its fingerprint, the file that accepts a cause. */
    accepted: accepted as ReadonlyMap<string, string>,
    /** Causes that nobody has said are meant. */
    missing: causes.filter(({ fingerprint }) => !accepted.has(fingerprint)),
    /** What is accepted and does not happen, or not any more. */
    obsolete: lines.filter(({ fingerprint }) => !happening.has(fingerprint)).map(({ file, fingerprint }) => ({ file, fingerprint })),
    /** Lines that tell what happens otherwise, which accepts nothing. */
    untrue: current.filter(({ isTrue }) => !isTrue).map(({ file, fingerprint, expected }) => ({ file, fingerprint, expected })),
  };
}
