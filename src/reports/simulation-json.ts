import type { Simulation } from '../kit/simulate.ts';

/** A simulation as JSON, one line; spec/schema/simulate.schema.json. */
export function simulationJson({ dialect, steps, expectations }: Simulation): string {
  return `${JSON.stringify({ dialect, steps, expectations })}\n`;
}
