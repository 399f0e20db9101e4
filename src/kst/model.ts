/**
 * The model: everything that decides how the table behaves, in one record, so that a fault can be planted in any of it.
 */
import { headingOf } from './events.ts';
import { hosting, integrationOf } from './integration.ts';
import { canonicalName } from './names.ts';
import { rulebook } from './rules/index.ts';
import type { Rulebook } from './rules/index.ts';
import type { Event, Heading } from './events.ts';
import type { Integration } from './integration.ts';
import type { DialPlan, Server } from './state.ts';

export interface Model {
  readonly rulebook: Rulebook;
  readonly canonicalName: (text: string) => string;
  readonly hosting: (plans: readonly DialPlan[]) => boolean;
  readonly integrationOf: (running: boolean, server: Server) => Integration;
  readonly headingOf: (event: Event) => Heading;
}

/** The Known Servers Table as the claims, assumptions and choices describe it. */
export function knownServersTable(): Model {
  return { rulebook: rulebook(), canonicalName, hosting, integrationOf, headingOf };
}
