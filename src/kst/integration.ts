/**
 * What an Exchange server's users notice: derived from the state, never stored.
 */
import type { Status } from '../engine/specification.ts';
import type { Model } from './rulebook.ts';
import type { DialPlan, Rtcsrv, Server } from './state.ts';
import type { Kst } from './words.ts';

/** `um` is none for a server that has nothing to do with UM; else whether calls reach it. `owaIm`: presence and IM in OWA. */
export type Integration = {
  readonly um: 'none' | 'works' | 'broken';
  readonly owaIm: 'works' | 'broken';
};

/** UM Routing looks for servers that host a SipName dial plan; the other URI types make no claim (C9). */
export function hosting(plans: readonly DialPlan[]): boolean {
  return plans.some(({ uriType }) => uriType === 'SipName');
}

/** Both need the server to be known (C1, C13, C16); UM needs UM Routing to have found it, too (C9). */
export function integrationOf({ running }: Rtcsrv, server: Server): Integration {
  const hosts = hosting(server.plans);
  const known = running && server.known.length > 0;
  const um = !hosts && !server.claimed ? 'none' : known && hosts && server.claimed ? 'works' : 'broken';
  return { um, owaIm: known ? 'works' : 'broken' };
}

/** A server that has nothing to do with UM is better off than one whose UM is broken, and no better than one whose UM works. */
export const integration = ({ integrationOf: of }: Pick<Model, 'integrationOf'>): Status<Kst> => ({
  name: 'integration',
  of,
  lights: { um: { label: 'UM', values: ['broken', 'none', 'works'] }, owaIm: { label: 'OWA IM', values: ['broken', 'works'] } },
});
