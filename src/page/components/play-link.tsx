import { useMatter } from '../context.ts';
import { fragmentOf } from '../route.ts';
import { linkOf } from '../run/link.ts';
import type { PageRun } from '../run/run.ts';

interface Props {
  /** All of its commands are played. */
  readonly run: Omit<PageRun, 'at'>;
  readonly says?: string;
  readonly onClick?: () => void;
}

/** A link to the Play view with a run. */
export function PlayLink({ run: { dialect, commands }, says = 'Play from here', onClick }: Props) {
  const link = linkOf(useMatter().presentation, { dialect, commands, at: commands.length });
  return <a class="button" href={fragmentOf('play', link)} onClick={onClick}>{says}</a>;
}
