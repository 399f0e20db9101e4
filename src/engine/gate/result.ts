/**
 * The gate: eight steps between a changed rule and the others who rely on it, each with a verdict of its own.
 */
import type { Title } from '../title.ts';

export type StepName = 'rulebook' | 'proof' | 'random' | 'strength' | 'canaries' | 'scenarios' | 'drift' | 'change';

export type StepVerdict = 'upheld' | 'violated' | 'inconclusive';

/** Lines of a file of the project, counted from 1, the last one included. */
export interface Place {
  /** Relative to the project's folder, with `/` between its parts. */
  readonly file: string;
  readonly from: number;
  readonly to: number;
}

/** One thing that a step found wrong. */
export interface GateFinding {
  /** What it is about: a rule or an invariant by its id, else a word such as `gap`, `drift` or `now-refused`. Stable. */
  readonly id: string;
  readonly verdict: 'violated' | 'inconclusive';
  /** In one line, what is wrong. */
  readonly says: string;
  /** What a person needs to see: the shortest trace, both outcomes side by side. Lines of text. */
  readonly details: readonly string[];
  /** Where to look first; null where no line is to blame. */
  readonly place: Place | null;
  /** Equal for the same finding in every run, and for no other. */
  readonly fingerprint: string;
}

export interface GateStep {
  readonly name: StepName;
  readonly verdict: StepVerdict;
  /** In one line, what was looked at, with its counts. */
  readonly says: string;
  /** How long it took; 0 where a result was reused. */
  readonly milliseconds: number;
  readonly findings: readonly GateFinding[];
}

/** A step as whoever runs it sees it: before it is named, and before anybody has looked at the clock. */
export type StepFound = Pick<GateStep, 'verdict' | 'says' | 'findings'>;

/** A finding of something that is wrong, with nothing more to show and no line to blame, unless told. */
export function finding(about: Pick<GateFinding, 'id' | 'says' | 'fingerprint'> & Partial<GateFinding>): GateFinding {
  const { id, verdict = 'violated', says, details = [], place = null, fingerprint } = about;
  return { id, verdict, says, details, place, fingerprint };
}

/** What a step comes to by its findings; one that looked at nothing says nothing. */
export function stepFound(says: string, findings: readonly GateFinding[], lookedAtSomething = true): StepFound {
  const isViolated = findings.some(({ verdict }) => verdict === 'violated');
  const verdict = isViolated ? 'violated' : findings.length > 0 || !lookedAtSomething ? 'inconclusive' : 'upheld';
  return { verdict, says, findings };
}

/** A rule or an invariant. */
export interface Named {
  readonly id: string;
  readonly says: string;
  readonly cites: readonly string[];
}

export interface GateResult {
  readonly title: Title;
  readonly verdict: StepVerdict;
  readonly seed: number;
  /** What was compared with, as a person would name it; null where there was nothing to compare with. */
  readonly base: string | null;
  readonly steps: readonly GateStep[];
  /** The behaviour that changed, as Markdown; null where nothing was compared. */
  readonly changes: string | null;
  /** The rules and invariants that findings may be about. */
  readonly named: readonly Named[];
  /** Where to look when no line is to blame. */
  readonly anywhere: Place;
}

/** The steps put together: violated before inconclusive before upheld; nothing looked at is inconclusive. */
export function gateResult(steps: readonly GateStep[], about: Omit<GateResult, 'verdict' | 'steps'>): GateResult {
  const verdicts = new Set(steps.map(({ verdict }) => verdict));
  const verdict = verdicts.has('violated') ? 'violated' : verdicts.has('inconclusive') || steps.length === 0 ? 'inconclusive' : 'upheld';
  return { verdict, steps, ...about };
}
