/**
 * The states of a server as a drawing; where `choose` is given, states and arrows are buttons, and the arrows have words.
 */
import { useMemo } from 'preact/hooks';
import { layoutOf, smallGrid, wideGrid } from './layout.ts';
import { type Diagram, titleOf } from './model.ts';

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
    const here = diagram.nodes.find(({ id }) => id === marked);
    const label = `States of a server${here === undefined ? '' : `; it is ${here.label}`}`;
    const kindOf = (kind: string, id: string) => `${kind} ${id === chosen ? 'chosen' : ''}`;
    return (
      <svg class={`diagram ${isSmall ? 'small' : ''}`} {...frame} aria-label={label}>
        <defs>
          <marker id={tip} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
            <path d="M0 0L8 4L0 8z" />
          </marker>
        </defs>
        {layout.edges.map(({ edge, path, x, y }) => (
          <g key={edge.id} class={kindOf('arrow', edge.id)} {...asButton(edge.id, titleOf(edge, diagram), edge.id === chosen, choose)}>
            <path class="line" d={path} marker-end={`url(#${tip})`} />
            {!isSmall && <path class="reach" d={path} />}
            {!isSmall && <Lines lines={edge.labels} x={x} y={y} />}
          </g>
        ))}
        {layout.nodes.map(({ node: { id, label: says, works }, lines, x, y }) => {
          const kind = `state ${id === 'stopped' ? 'off' : works ? 'works' : 'broken'} ${id === marked ? 'marked' : ''}`;
          const { width: across, height } = grid.node;
          return (
            <g key={id} class={kindOf(kind, id)} {...asButton(id, says, id === chosen, choose)}>
              <rect x={x - across / 2} y={y - height / 2} width={across} height={height} rx="5" />
              <Lines lines={lines} x={x} y={y} />
            </g>
          );
        })}
      </svg>
    );
  }, [diagram, grid, marked, chosen, choose, width]);
}

/** Lines around a middle; the space after each is for those who read them in a row. */
function Lines({ lines, x, y }: { readonly lines: readonly string[]; readonly x: number; readonly y: number }) {
  const top = y - ((lines.length - 1) / 2) * 13 + 4;
  return <text>{lines.map((line, index) => <tspan key={line} x={x} y={top + index * 13}>{`${line} `}</tspan>)}</text>;
}

/** What makes a shape a button that the keyboard reaches. */
function asButton(id: string, title: string, isPressed: boolean, choose: Props['choose']) {
  if (choose === undefined) return {};
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    choose(id);
  };
  // In lower case: SVG knows attributes by their exact names.
  return { role: 'button', tabindex: 0, 'aria-label': title, 'aria-pressed': isPressed, onClick: () => choose(id), onKeyDown } as const;
}
