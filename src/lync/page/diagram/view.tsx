/**
 * Diagram: the states of a server; each state and arrow leads to its rows, and to a shortest way there.
 */
import { useMemo, useState } from 'preact/hooks';
import { Button, Panel, Wide } from '../../../page/components/blocks.tsx';
import { PlayLink } from '../../../page/components/links.tsx';
import { Rows } from '../../../page/components/rows.tsx';
import { useMatter, useRun } from '../../../page/context.ts';
import { fragmentOf } from '../../../page/route.ts';
import { type Diagram, diagramOf, stateOfServer, titleOf } from './model.ts';
import { StateDiagram } from './state-diagram.tsx';
import type { Dialect } from '../../../kst/assumptions.ts';
import type { World } from '../../../kst/state.ts';
import type { Kst } from '../../../kst/words.ts';

const sizes = [350, 560, 700, 860, 1100, 1400, 1800] as const;

export function DiagramView({ subject }: { readonly subject: string }) {
  const { system } = useMatter<Kst>();
  const { run } = useRun();
  const diagram = useDiagram();
  const [size, setSize] = useState(3);
  const found = [...diagram.nodes, ...diagram.edges].find(({ id }) => id === subject);
  return (
    <div class="diagram-view">
      <h1>States of a server</h1>
      <p class="prose">
        What is listed for a server, and how its conflict stands: to the left by UM Routing, to the right by the topology. An arrow is a
        command that is taken, with what else it needs in brackets. Stop, which leads from everywhere to <em>RTCSRV stopped</em>, and
        restart, which is a stop and a start, are not drawn. Choose a state or an arrow.
      </p>
      <div class="tools" role="group" aria-label="Zoom">
        <Button isOff={size === 0} onClick={() => setSize(size - 1)}>Smaller</Button>
        <Button isOff={size === sizes.length - 1} onClick={() => setSize(size + 1)}>Larger</Button>
      </div>
      <Wide label="Diagram">
        <StateDiagram diagram={diagram} chosen={subject} choose={goTo} width={sizes[size]!} />
      </Wide>
      {found === undefined ? (
        <p class="dim">{subject === '' ? 'Nothing is chosen yet.' : 'This dialect has no such state or arrow.'}</p>
      ) : (
        <Panel name="chosen" title={titleOf(found, diagram)} chosen={subject}>
          <p>
            A shortest way: {found.path.length === 0 && 'the empty start'}
            {found.path.map((command, index) => <span key={index}>{index > 0 && ' → '}<code>{system.text(command)}</code></span>)}.{' '}
            <PlayLink run={{ dialect: run.dialect, commands: found.path }} />
          </p>
          <Rows rows={found.rows} />
        </Panel>
      )}
    </div>
  );
}

function goTo(id: string): void {
  location.hash = fragmentOf('diagram', id);
}

/** Where a server is, in a small drawing beside the run. */
export function Where({ name, state }: { readonly name: string | null; readonly state: World }) {
  const { rulebook } = useMatter<Kst>().presentation;
  return (
    <Panel name="where" title={name === null ? 'States of a server' : `Where ${name} is`}>
      <StateDiagram diagram={useDiagram()} marked={stateOfServer(rulebook, state, name ?? '')} />
    </Panel>
  );
}

/** The diagram of the run's dialect, worked out when the dialect changes. */
function useDiagram(): Diagram {
  const { presentation, rows } = useMatter<Kst>();
  const { run } = useRun();
  return useMemo(() => diagramOf(presentation.rulebook, rows, run.dialect as Dialect), [presentation, rows, run.dialect]);
}
