/**
 * What helps a server: a run that ends where it stands, to try things out in, and remedies with their lines for a Management Shell; and
 * what else is said of it.
 */
import { visible } from '../../../engine/text.ts';
import { noServerName } from '../../../kst/names.ts';
import { PlayLink } from '../../../page/components/links.tsx';
import { useMatter, useRun } from '../../../page/context.ts';
import { runTo, type StandingToPlay } from './run-to.ts';
import type { Dialect } from '../../../kst/assumptions.ts';
import type { Kst } from '../../../kst/words.ts';

interface Props {
  readonly server: string;
  readonly standing: StandingToPlay;
  /** One in which it can stand so; that of the page, where none is given. */
  readonly dialect?: Dialect | undefined;
  readonly remedies: readonly { readonly title: string; readonly cmdlets: readonly string[]; readonly says: string }[];
}

/** The run is left out where it is open how the server stands, or the server's name is none. */
export function WaysOut({ server, standing, dialect, remedies }: Props) {
  const { presentation, rows } = useMatter<Kst>();
  const { run, aim, setAim } = useRun();
  const isOpen = standing.known === null || noServerName(server) !== null;
  const found = isOpen ? null : runTo(presentation.rulebook, standing, server, rows, dialect ?? (run.dialect as Dialect));
  return (
    <>
      {/* The server stands in the form as well: a run may end before any command names it. */}
      {found !== null && <p><PlayLink run={found} onClick={() => setAim({ ...aim, server })} /></p>}
      {remedies.map(({ title, cmdlets, says }) => (
        <details key={title}>
          <summary>{title}</summary>
          <pre tabIndex={0}>{cmdlets.map(visible).join('\n')}</pre>
          <p>{visible(says)}</p>
        </details>
      ))}
    </>
  );
}

/** Sentences in a list; none where there is nothing to say. */
export function Sentences({ sentences, kind }: { readonly sentences: readonly string[]; readonly kind?: string }) {
  return sentences.length === 0 ? null : <ul class={kind}>{sentences.map((each) => <li key={each}>{visible(each)}</li>)}</ul>;
}
