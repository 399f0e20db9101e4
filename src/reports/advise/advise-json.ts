import type { Advice } from '../../lync/advise/advice.ts';

/** Advice as JSON (spec/schema/advise.schema.json). */
export function adviseJson({ servers, missing, whatIf, safeOrder, assumptions, notes, inputs }: Advice): string {
  return `${JSON.stringify({ servers, missing, whatIf, safeOrder, assumptions, notes, inputs }, null, 2)}\n`;
}
