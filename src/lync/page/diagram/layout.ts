/**
 * Where states and arrows are drawn. The place of a state says what it is: to the left what UM Routing has listed, to the right what the
 * topology has; below, a conflict. So no state moves when the dialect changes.
 */
import type { Diagram, DiagramEdge } from './model.ts';

/** Distances in the drawing's own units, with words on the arrows; so many characters are one line of a node. */
export const wideGrid = { columns: [110, 450, 790], rows: [30, 190, 390], node: { width: 196, height: 46 }, line: 30 } as const;

/** Without. */
export const smallGrid = { columns: [64, 206, 348], rows: [25, 102, 188], node: { width: 118, height: 44 }, line: 20 } as const;

type Grid = typeof wideGrid | typeof smallGrid;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The drawing of a diagram. */
export function layoutOf({ nodes, edges }: Diagram, grid: Grid) {
  const { columns, rows, node } = grid;
  const linesOf = (label: string) => label.split(', ').flatMap((part) => wrapped(part, grid.line));
  const placed = nodes.map((each) => ({ node: each, lines: linesOf(each.label), ...placeOf(each.id, grid) }));
  const places = new Map(placed.map((each) => [each.node.id, each]));
  const comesBack = (edge: DiagramEdge) => edges.some(({ from, to }) => from === edge.to && to === edge.from);
  return {
    width: columns[2] + columns[0],
    height: rows[2] + node.height / 2 + 4,
    nodes: placed,
    edges: edges.map((edge) => placedEdge(edge, places.get(edge.from)!, places.get(edge.to)!, comesBack(edge), grid)),
  };
}

function placeOf(id: string, { columns, rows }: Grid) {
  if (id === 'stopped') return { x: columns[1], y: rows[0] };
  const x = id.startsWith('zero') ? columns[0] : id.startsWith('pool') ? columns[2] : columns[1];
  return { x, y: id.endsWith('_none') ? rows[1] : rows[2] };
}

/** A line as in the `d` of a path, bent a little to its right where another one comes back; and the point where its words are centred. */
function placedEdge(edge: DiagramEdge, from: Point, to: Point, isTwoWay: boolean, { node, rows }: Grid) {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const bend = isTwoWay ? node.height * 0.9 : 0;
  const middle = { x: (from.x + to.x) / 2 - ((to.y - from.y) / length) * bend, y: (from.y + to.y) / 2 + ((to.x - from.x) / length) * bend };
  const [start, end] = [border(from, middle, node), border(to, middle, node)];
  const along = wordsAlong(from, to, rows);
  const at = (a: number, b: number, c: number) => (1 - along) ** 2 * a + 2 * along * (1 - along) * b + along ** 2 * c;
  const path = `M${rounded(start)}Q${rounded(middle)} ${rounded(end)}`;
  return { edge, path, x: at(start.x, middle.x, end.x), y: at(start.y, middle.y, end.y) };
}

/** How far along a line its words stand: where lines are apart, and no state is in the way. */
function wordsAlong(from: Point, to: Point, rows: Grid['rows']) {
  if (from.x === to.x || from.y === to.y) return 0.5;
  return from.y === rows[0] && to.y === rows[2] ? 0.76 : 0.36;
}

/** Where the line from a node's centre towards a point leaves the node. */
function border(centre: Point, towards: Point, { width, height }: Grid['node']) {
  const [dx, dy] = [towards.x - centre.x, towards.y - centre.y];
  const scale = Math.min(dx === 0 ? Infinity : (width / 2 + 3) / Math.abs(dx), dy === 0 ? Infinity : (height / 2 + 3) / Math.abs(dy));
  return { x: centre.x + dx * scale, y: centre.y + dy * scale };
}

function rounded({ x, y }: Point) {
  return `${Math.round(x)} ${Math.round(y)}`;
}

/** Lines of at most so many characters, broken between words. */
function wrapped(text: string, most: number) {
  return text.split(' ').reduce<readonly string[]>((lines, word) => {
    const last = lines.at(-1);
    return last === undefined || last.length + word.length + 1 > most ? [...lines, word] : [...lines.slice(0, -1), `${last} ${word}`];
  }, []);
}
