import type { Diagnosis } from '../../lync/diagnose/diagnosis.ts';

/** JSON in the shape of spec/schema/diagnose.schema.json, an event of a timeline a line. */
export function diagnoseJson(diagnosis: Diagnosis): string {
  return `${JSON.stringify(diagnosis, null, 1)}\n`;
}
