/**
 * Acceptances: what the author of a change has said is meant, change by change.
 */
import type { Specification } from '../specification.ts';
import type { Change } from './change.ts';
import type { BehaviourDiff } from './diff.ts';

/** An acceptance that was added since the base. */
export interface Acceptance {
  readonly file: string;
  readonly accepts: readonly { readonly fingerprint: string }[];
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

/** Whether every change is accepted, and every acceptance is of a change. */
export function isMeant({ judgement: { missing, obsolete } }: Comparison): boolean {
  return missing.length === 0 && obsolete.length === 0;
}

/** Which of the changes are accepted, and which of the acceptances match none. */
export function judgeAcceptances(changes: readonly Change[], acceptances: readonly Acceptance[]) {
  const lines = acceptances.flatMap(({ file, accepts }) => accepts.map(({ fingerprint }) => ({ file, fingerprint })));
  const happening = new Set(changes.map(({ fingerprint }) => fingerprint));
  const current = lines.filter(({ fingerprint }) => happening.has(fingerprint));
  const accepted = new Map(current.map(({ file, fingerprint }) => [fingerprint, file]));
  return {
    /** By its fingerprint, the file that accepts a change. */
    accepted: accepted as ReadonlyMap<string, string>,
    /** Changes that nobody has said are meant. */
    missing: changes.filter(({ fingerprint }) => !accepted.has(fingerprint)),
    /** What is accepted and does not happen, or not any more. */
    obsolete: lines.filter(({ fingerprint }) => !happening.has(fingerprint)),
  };
}
