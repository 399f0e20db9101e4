/**
 * Links to what stands behind an id, and to a run in the Play view.
 */
import { useMatter } from '../context.ts';
import { fragmentOf } from '../route.ts';
import { linkOf } from '../run/link.ts';
import type { PageRun } from '../run/run.ts';

/** Ids in a row, as links to what they stand for; one that is named often in succession is told once, with how often. */
export function Ids({ ids }: { readonly ids: readonly string[] }) {
  const { catalogue } = useMatter();
  const starts = [...ids.keys()].filter((at) => ids[at] !== ids[at - 1]);
  return (
    <span class="ids">
      {starts.map((at, index) => {
        const times = (starts[index + 1] ?? ids.length) - at;
        return (
          <span key={index}>
            <a href={fragmentOf('tables', ids[at])} title={catalogue.says(ids[at]!)}>{ids[at]}</a>
            {times > 1 && <span class="dim">×{times}</span>}{' '}
          </span>
        );
      })}
    </span>
  );
}

interface PlayLinkProps {
  /** All of its commands are played. */
  readonly run: Omit<PageRun, 'at'>;
  readonly says?: string;
  readonly onClick?: () => void;
}

/** A link to the Play view with a run. */
export function PlayLink({ run: { dialect, commands }, says = 'Play from here', onClick }: PlayLinkProps) {
  const link = linkOf(useMatter().presentation, { dialect, commands, at: commands.length });
  return <a class="button" href={fragmentOf('play', link)} onClick={onClick}>{says}</a>;
}
