/**
 * Diagram: the states of a server; each state and arrow leads to its rows, and to a shortest way there.
 */
import { useState } from 'preact/hooks';
import { Button } from '../../../page/components/button.tsx';
import { ChosenHeading } from '../../../page/components/chosen-heading.tsx';
import { Rows } from '../../../page/components/rows.tsx';
import { Wide } from '../../../page/components/wide.tsx';
import { useMatter, useRun } from '../../../page/context.ts';
import { fragmentOf } from '../../../page/route.ts';
import { linkOf } from '../../../page/run/link.ts';
import { titleOf } from './model.ts';
import { StateDiagram } from './state-diagram.tsx';
import { useDiagram } from './use-diagram.ts';
import type { Diagram, DiagramNode } from './model.ts';
import type { Kst } from '../../../kst/words.ts';

const sizes = [350, 560, 700, 860, 1100, 1400, 1800] as const;

export function DiagramView({ subject }: { readonly subject: string }) {
  const diagram = useDiagram();
  const [size, setSize] = useState(3);
  return (
    <div class="diagram-view">
      <h1>States of a server</h1>
      <p class="prose">
        What is listed for a server, and how its conflict stands: to the left by UM Routing, to the right by the topology. An arrow is a
        command that is taken, with what else it needs in brackets. Stop, which leads from everywhere to <em>RTCSRV stopped</em>, and
        restart, which is a stop and a start, are not drawn. Choose a state or an arrow.
      </p>
      <div class="tools" role="group" aria-label="Zoom">
        <Button isOff={size === 0} onClick={() => setSize(size - 1)}>
          Smaller
        </Button>
        <Button isOff={size === sizes.length - 1} onClick={() => setSize(size + 1)}>
          Larger
        </Button>
      </div>
      <Wide label="Diagram">
        <StateDiagram diagram={diagram} chosen={subject} choose={goTo} width={sizes[size]!} />
      </Wide>
      <Chosen diagram={diagram} id={subject} />
    </div>
  );
}

function goTo(id: string): void {
  location.hash = fragmentOf('diagram', id);
}

function Chosen({ diagram, id }: { readonly diagram: Diagram; readonly id: string }) {
  const found = diagram.nodes.find((node) => node.id === id) ?? diagram.edges.find((edge) => edge.id === id);
  if (found === undefined) return <p class="dim">{id === '' ? 'Nothing is chosen yet.' : 'This dialect has no such state or arrow.'}</p>;
  return (
    <section class="panel" aria-labelledby="chosen-title">
      <ChosenHeading id="chosen-title" about={id}>
        {titleOf(found, diagram)}
      </ChosenHeading>
      <Way path={found.path} />
      <Rows rows={found.rows} />
    </section>
  );
}

/** A shortest way there, and a link that plays it. */
function Way({ path }: { readonly path: DiagramNode['path'] }) {
  const { presentation, system } = useMatter<Kst>();
  const { run } = useRun();
  const link = linkOf(presentation, { dialect: run.dialect, commands: path, at: path.length });
  return (
    <p>
      A shortest way:{' '}
      {path.length === 0
        ? 'the empty start'
        : path.map((command, index) => (
            <span key={index}>
              {index > 0 && ' → '}
              <code>{system.text(command)}</code>
            </span>
          ))}
      .{' '}
      <a class="button" href={fragmentOf('play', link)}>
        Play from here
      </a>
    </p>
  );
}
