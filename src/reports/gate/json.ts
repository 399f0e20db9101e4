import type { GateResult } from '../../engine/gate/result.ts';

/** A gate's result as JSON, one line; spec/schema/gate.schema.json. */
export function gateJson({ verdict, seed, base, steps, changes }: GateResult): string {
  return `${JSON.stringify({
    verdict,
    seed,
    base,
    steps: steps.map(({ name, verdict: found, says, milliseconds, findings }) => ({
      name,
      verdict: found,
      says,
      milliseconds,
      findings: findings.map(({ id, verdict: kind, says: wrong, details, place, fingerprint }) => ({
        id,
        verdict: kind,
        says: wrong,
        details,
        place: place === null ? null : { file: place.file, from: place.from, to: place.to },
        fingerprint,
      })),
    })),
    changes,
  })}\n`;
}
