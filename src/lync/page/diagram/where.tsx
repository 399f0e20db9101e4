/**
 * Where a server is, in a small drawing beside the run.
 */
import { useMatter } from '../../../page/context.ts';
import { stateOfServer } from './model.ts';
import { StateDiagram } from './state-diagram.tsx';
import { useDiagram } from './use-diagram.ts';
import type { World } from '../../../kst/state.ts';
import type { Kst } from '../../../kst/words.ts';

export function Where({ name, state }: { readonly name: string | null; readonly state: World }) {
  const { presentation } = useMatter<Kst>();
  const diagram = useDiagram();
  return (
    <section class="panel" aria-labelledby="where-title">
      <h2 id="where-title">{name === null ? 'States of a server' : `Where ${name} is`}</h2>
      <StateDiagram diagram={diagram} marked={stateOfServer(presentation.rulebook, state, name ?? '')} />
    </section>
  );
}
