/**
 * A link to a run that ends where a server stands; none where that is open, or the server's name is none. The server
 * stands in the form as well: a run may end before any command names it.
 */
import { noServerName } from '../../../kst/names.ts';
import { useMatter, useRun } from '../../../page/context.ts';
import { fragmentOf } from '../../../page/route.ts';
import { linkOf } from '../../../page/run/link.ts';
import { runTo } from './run-to.ts';
import type { Dialect } from '../../../kst/assumptions.ts';
import type { StandingToPlay } from './run-to.ts';
import type { Kst } from '../../../kst/words.ts';

interface Props {
  readonly standing: StandingToPlay;
  readonly server: string;
  /** One in which it can stand so; that of the page, where none is given. */
  readonly dialect: Dialect | undefined;
}

export function PlayFromHere({ standing, server, dialect }: Props) {
  const { presentation, rows } = useMatter<Kst>();
  const { run, aim, setAim } = useRun();
  if (standing.known === null || noServerName(server) !== null) return null;
  const found = runTo(presentation.rulebook, standing, server, rows, dialect ?? (run.dialect as Dialect));
  return found === null ? null : (
    <p>
      <a class="button" href={fragmentOf('play', linkOf(presentation, found))} onClick={() => setAim({ ...aim, server })}>
        Play from here
      </a>
    </p>
  );
}
