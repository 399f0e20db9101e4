/**
 * A link to a run that ends where a server stands; none where that is open, or the server's name is none. The server
 * stands in the form as well: a run may end before any command names it.
 */
import { noServerName } from '../../kst/names.ts';
import { useShared } from '../context.ts';
import { runTo } from '../diagnose/run-to.ts';
import { fragmentOf } from '../route.ts';
import { linkOf } from '../run/link.ts';
import type { Dialect } from '../../kst/dialect.ts';
import type { Standing } from '../diagnose/run-to.ts';

interface Props {
  readonly standing: Standing;
  readonly server: string;
  /** One in which it can stand so; that of the page, where none is given. */
  readonly dialect: Dialect | undefined;
}

export function PlayFromHere({ standing, server, dialect }: Props) {
  const { data, run, aim, setAim } = useShared();
  const found = standing.known !== null && noServerName(server) === null ? runTo(standing, server, data.rows, dialect ?? run.dialect) : null;
  return found === null ? null : (
    <p>
      <a class="button" href={fragmentOf('play', linkOf(found))} onClick={() => setAim({ ...aim, server })}>
        Play from here
      </a>
    </p>
  );
}
