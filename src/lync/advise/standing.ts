/**
 * Where a server stands in a world, and what several standings have in common.
 */
import { serverIn } from '../../kst/state.ts';
import type { Model } from '../../kst/model.ts';
import type { World } from '../../kst/state.ts';
import type { Standing } from './advice.ts';

/** A server's standing in a world: whether it is listed and by which version, and what its users notice. */
export function standingIn(model: Model, world: World, name: string): Standing {
  const server = serverIn(world, name);
  const known = world.running && server.known.length > 0;
  return { known, version: known ? server.known[0]! : null, ...model.integrationOf(world.running, server) };
}

/** What all of the standings say; null where they differ. */
export function agreed(standings: readonly Standing[]): Standing {
  const common = <F extends keyof Standing>(field: F): Standing[F] | null => {
    const values = new Set(standings.map((standing) => standing[field]));
    return values.size === 1 ? standings[0]![field] : null;
  };
  return { known: common('known'), version: common('version'), um: common('um'), owaIm: common('owaIm') };
}
