import { conditionText } from '../../engine/dialects/conditions.ts';
import { arrowCells, type DiagramArrow, type DiagramState, type stateDiagram } from '../../lync/state-diagram.ts';
import { code, generated, markdownTable } from '../pages/markdown.ts';

/** reports/states.md: the life of one server's entry as a diagram that GitHub draws. */
export function statesPage({ states, arrows, differing }: ReturnType<typeof stateDiagram>): string {
  const stopped = states.find(({ running }) => !running)!;
  const others = states.filter(({ running }) => running);
  const drawn = arrows.filter(({ to }) => to.running);
  return `# The states of a server

${generated}

One server, in the default dialect, by what is listed for it and how its conflict stands; the version of its pool is left out. An arrow \
stands for a command that is
taken, with what else it needs in brackets: a pool, a SipName plan that the server hosts, UM Routing's claim. *start* is \
\`rtcsrv.start\`, *cycle* is
\`umRouting.discover\`. Commands that are refused or lead back to where they were are left out, and so are stop, \
which leads from everywhere to *${stateLabel(stopped)}*, and
restart, which is a stop and a start. Green: OWA IM works.

\`\`\`mermaid
stateDiagram-v2
  direction TB
${states.map((state) => `  state "${stateLabel(state)}" as ${stateId(state)}`).join('\n')}
  [*] --> ${stateId(stopped)}
${drawn.map((arrow) => `  ${stateId(arrow.from)} --> ${stateId(arrow.to)} : ${arrowText(arrow)}`).join('\n')}
  classDef works fill:#d7f0d7,stroke:#2e7d32,color:#1b3d1b
  classDef broken fill:#f6d9d9,stroke:#b23b3b,color:#4a1717
${classLine(others.filter(({ known }) => known !== 'nothing'), 'works')}
${classLine(others.filter(({ known }) => known === 'nothing'), 'broken')}
\`\`\`

## In other dialects

The arrows that depend on the assumptions ([assumptions.md](assumptions.md)):

${markdownTable(['from', 'command', 'to', 'dialects'], differing.map(differingCells))}
`;
}

function differingCells(arrow: DiagramArrow) {
  return [stateLabel(arrow.from), arrowText(arrow), stateLabel(arrow.to), code(conditionText(arrow.dialects))];
}

/** A state in words, as the diagram has it. */
export function stateLabel({ running, known, conflict }: DiagramState): string {
  if (!running) return 'RTCSRV stopped';
  const listed = known === 'nothing' ? 'not listed' : known === "pool's" ? "listed with the pool's version" : `listed with ${known}`;
  return conflict === 'none' ? listed : `${listed}, conflict ${conflict}`;
}

/** A state as one word. */
export function stateId({ running, known, conflict }: DiagramState): string {
  return running ? `${known === "pool's" ? 'pool' : known === '0' ? 'zero' : known.replaceAll(/\W+/g, '_')}_${conflict}` : 'stopped';
}

/** What an arrow stands for: the command, and in brackets what else it needs. */
export function arrowText({ command, when }: DiagramArrow): string {
  const needs = when.flatMap((values, index) => {
    const need = needed[arrowCells[index]!];
    return values?.length === 1 ? [values[0] === 'no' ? `no ${need}` : need] : [];
  });
  return `${shortly[command] ?? command}${needs.length === 0 ? '' : ` [${needs.join(', ')}]`}`;
}

/** Long words make labels that overlap. */
const shortly: Readonly<Record<string, string>> = { 'rtcsrv.start': 'start', 'umRouting.discover': 'cycle' };
const needed = { pool: 'pool', hosting: 'plan', claimed: 'claim' } as const;

function classLine(states: readonly DiagramState[], style: string) {
  return states.length === 0 ? '' : `  class ${states.map(stateId).join(',')} ${style}`;
}
