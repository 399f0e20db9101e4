import type { System } from '../engine/rules/system.ts';

/** What heads an event in the log: its label, or its name; null where the label is a mere dash. */
export function headOf(system: System, event: object): string | null {
  const head = system.eventWord(event).label ?? system.rulebook.nameOf(event);
  return /\w/.test(head) ? head : null;
}
