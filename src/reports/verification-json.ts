import type { PlayedCounterexample, Verification } from '../engine/prove/verification.ts';
import type { InvariantResult, RuleResult } from '../engine/prove/prove.ts';
import type { RandomResult } from '../engine/random/sequences.ts';
import type { Title } from '../engine/title.ts';

/** A verification as JSON, one line; spec/schema/verify.schema.json. */
export function verificationJson({ verdict, proof, random, counterexample }: Verification, title: Title): string {
  const [first] = proof.parts;
  return `${JSON.stringify({
    ...title,
    verdict,
    dialects: proof.dialects.map((dialect, index) => ({ dialect, ...first?.sizes[index] })),
    parts: proof.parts.map(({ name, says, complete, grows, sizes }) => ({
      name, says, complete,
      ...(grows === null ? {} : { grows }),
      states: sizes.reduce((sum, { states }) => sum + states, 0),
      transitions: sizes.reduce((sum, { transitions }) => sum + transitions, 0),
    })),
    invariants: proof.invariants.map(({ id, says, cites, judged, ...found }) => ({ id, says, cites, judged, ...verdictOf(found) })),
    rules: proof.rules.map(({ id, says, cites, fired, ...found }) => ({ id, says, cites, fired, ...verdictOf(found) })),
    undecided: proof.undecided.map(({ verdict: found, reason }) => ({ verdict: found, reason })),
    ...(proof.nonLocal === null ? {} : { nonLocal: proof.nonLocal.reason }),
    random: random === null ? null : randomJson(random),
    ...(counterexample === null ? {} : { counterexample: counterexampleJson(counterexample) }),
  })}\n`;
}

function verdictOf({ verdict, reason }: Pick<InvariantResult | RuleResult, 'verdict' | 'reason'>) {
  return { verdict, ...(reason === null ? {} : { reason }) };
}

function randomJson({ verdict, seed, statistics, tooLow }: RandomResult) {
  return { verdict, seed, ...statistics, ...(tooLow.length === 0 ? {} : { tooLow }) };
}

function counterexampleJson({ id, says, verdict, reason, trace, replay, suspects }: PlayedCounterexample) {
  const near = replay.near.map(({ rule: { id: rule }, butFor }) => ({ rule, butFor: butFor.map(({ cell }) => cell) }));
  return { id, says, verdict, reason, dialect: replay.dialect, commands: trace.commands, steps: replay.steps, suspects, near };
}
