/**
 * The states of a server as a drawing; where `choose` is given, states and arrows are buttons, and the arrows have words.
 */
import { useMemo } from 'preact/hooks';
import { layoutOf, smallGrid, wideGrid } from './layout.ts';
import { titleOf } from './model.ts';
import type { Grid, PlacedEdge, PlacedNode } from './layout.ts';
import type { Diagram } from './model.ts';

interface Props {
  readonly diagram: Diagram;
  /** The id of the state to mark. */
  readonly marked?: string;
  /** The id of the state or arrow that is looked at. */
  readonly chosen?: string;
  readonly choose?: (id: string) => void;
  /** In CSS pixels; as wide as there is room, unless given. */
  readonly width?: number;
}

export function StateDiagram({ diagram, marked, chosen, choose, width }: Props) {
  const isSmall = choose === undefined;
  const grid = isSmall ? smallGrid : wideGrid;
  return useMemo(() => {
    const layout = layoutOf(diagram, grid);
    const frame = { viewBox: `0 0 ${layout.width} ${layout.height}`, width, role: isSmall ? 'img' : 'group' } as const;
    const tip = isSmall ? 'tip-small' : 'tip';
    const looks = (id: string) => ({ isChosen: id === chosen, choose });
    const here = diagram.nodes.find(({ id }) => id === marked);
    const label = `States of a server${here === undefined ? '' : `; it is ${here.label}`}`;
    return (
      <svg class={`diagram ${isSmall ? 'small' : ''}`} {...frame} aria-label={label}>
        <defs>
          <marker id={tip} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
            <path d="M0 0L8 4L0 8z" />
          </marker>
        </defs>
        {layout.edges.map((placed) => (
          <Arrow key={placed.edge.id} placed={placed} title={titleOf(placed.edge, diagram)} {...looks(placed.edge.id)} />
        ))}
        {layout.nodes.map((placed) => (
          <State key={placed.node.id} placed={placed} grid={grid} isMarked={placed.node.id === marked} {...looks(placed.node.id)} />
        ))}
      </svg>
    );
  }, [diagram, grid, marked, chosen, choose, width]);
}

interface StateProps {
  readonly placed: PlacedNode;
  readonly grid: Grid;
  readonly isMarked: boolean;
  readonly isChosen: boolean;
  readonly choose: Props['choose'];
}

function State({ placed: { node, lines, x, y }, grid, isMarked, isChosen, choose }: StateProps) {
  const { width, height } = grid.node;
  const kind = node.id === 'stopped' ? 'off' : node.works ? 'works' : 'broken';
  return (
    <g class={`state ${kind} ${isMarked ? 'marked' : ''} ${isChosen ? 'chosen' : ''}`} {...asButton(node.id, node.label, isChosen, choose)}>
      <rect x={x - width / 2} y={y - height / 2} width={width} height={height} rx="5" />
      <Lines lines={lines} x={x} y={y} />
    </g>
  );
}

interface ArrowProps {
  readonly placed: PlacedEdge;
  readonly title: string;
  readonly isChosen: boolean;
  readonly choose: Props['choose'];
}

function Arrow({ placed: { edge, path, x, y }, title, isChosen, choose }: ArrowProps) {
  return (
    <g class={`arrow ${isChosen ? 'chosen' : ''}`} {...asButton(edge.id, title, isChosen, choose)}>
      <path class="line" d={path} marker-end={`url(#${choose === undefined ? 'tip-small' : 'tip'})`} />
      {choose !== undefined && <path class="reach" d={path} />}
      {choose !== undefined && <Lines lines={edge.labels} x={x} y={y} />}
    </g>
  );
}

/** Lines around a middle; the space after each is for those who read them in a row. */
function Lines({ lines, x, y }: { readonly lines: readonly string[]; readonly x: number; readonly y: number }) {
  return (
    <text>
      {lines.map((line, index) => (
        <tspan key={line} x={x} y={y + (index - (lines.length - 1) / 2) * 13 + 4}>
          {`${line} `}
        </tspan>
      ))}
    </text>
  );
}

/** What makes a shape a button that the keyboard reaches. */
function asButton(id: string, title: string, isPressed: boolean, choose: Props['choose']) {
  if (choose === undefined) return {};
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    choose(id);
  };
  // In lower case: SVG knows attributes by their exact names.
  return { role: 'button', tabindex: 0, 'aria-label': title, 'aria-pressed': isPressed, onClick: () => choose(id), onKeyDown } as const;
}
