import type { Verification } from '../kit/verification.ts';

/** A verification as JSON, one line; spec/schema/verify.schema.json. */
export function verificationJson({ verdict, proof, random, counterexample }: Verification): string {
  const narrow = proof.parts.find(({ name }) => name === 'narrow');
  return `${JSON.stringify({
    verdict,
    dialects: proof.dialects.map((dialect, index) => ({ dialect, ...narrow?.sizes[index] })),
    parts: proof.parts.map(({ name, says, complete, sizes }) => ({
      name,
      says,
      complete,
      states: sizes.reduce((sum, { states }) => sum + states, 0),
      transitions: sizes.reduce((sum, { transitions }) => sum + transitions, 0),
    })),
    invariants: proof.invariants.map(({ id, says, cites, judged, verdict: found, reason }) => ({
      id,
      says,
      cites,
      judged,
      verdict: found,
      ...(reason === null ? {} : { reason }),
    })),
    rules: proof.rules.map(({ id, says, cites, fired, verdict: found, reason }) => ({
      id,
      says,
      cites,
      fired,
      verdict: found,
      ...(reason === null ? {} : { reason }),
    })),
    undecided: proof.undecided.map(({ verdict: found, reason }) => ({ verdict: found, reason })),
    random:
      random === null
        ? null
        : { verdict: random.verdict, seed: random.seed, ...random.statistics, ...(random.tooLow.length === 0 ? {} : { tooLow: random.tooLow }) },
    ...(counterexample === null ? {} : { counterexample: counterexampleJson(counterexample) }),
  })}\n`;
}

function counterexampleJson({ id, says, verdict, reason, trace, replay, suspects }: NonNullable<Verification['counterexample']>) {
  const near = replay.near.map(({ rule: { id: rule }, butFor }) => ({ rule, butFor: butFor.map(({ cell }) => cell) }));
  return { id, says, verdict, reason, dialect: replay.dialect, commands: trace.commands, steps: replay.steps, suspects, near };
}
