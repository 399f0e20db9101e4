/**
 * Overview: whether the rules hold, and what is known of that.
 */
import { counted, number, plural } from '../../reports/plain-text.ts';
import { Panel, Table } from '../components/blocks.tsx';
import { useMatter } from '../context.ts';
import type { ComponentChildren } from 'preact';
import type { Overview } from '../../reports/page/overview.ts';

export function OverviewView({ overview }: { readonly overview: Overview }) {
  const { presentation, system } = useMatter();
  const { name, part } = system.rulebook;
  const { verdict, dialects, rules, invariants, gaps, overlaps, random, mutants, mutation, lastChange, parts } = overview;
  return (
    <div class="overview">
      <h1>The {name}</h1>
      {presentation.introduction}
      <Panel name="proof" title={<>Proof: <strong class={verdict === 'upheld' ? 'good' : 'bad'}>{verdict}</strong></>}>
        <dl class="figures">
          <Figure name="dialects" value={dialects}>every combination of answers to the questions that the source leaves open</Figure>
          <Figure name="rules" value={rules}>
            exactly one of a table applies in each state: {gaps} gaps, {overlaps} overlaps
          </Figure>
          <Figure name="invariants" value={invariants}>
            each holds wherever it speaks: proved for one {part} by visiting every reachable state, and so for any number of {plural(part)},
            since no rule sees two
          </Figure>
          <Figure name="random steps" value={number(random.steps)}>
            in {random.runs} sequences over several {plural(part)} (seed {random.seed}), each step judged
          </Figure>
        </dl>
        <Table label="What was explored" headings={['Explored whole', 'Commands about', 'States a dialect', 'Rows a dialect', 'Accepted']}>
          {parts.map((explored) => (
            <tr key={explored.name}>
              <th scope="row">{explored.name}</th>
              <td>{explored.says}</td>
              {(['states', 'rows', 'accepted'] as const).map((figure) => <td key={figure} class="number">{explored[figure]}</td>)}
            </tr>
          ))}
        </Table>
      </Panel>
      <Panel name="strength" title="Would a mistake be noticed?">
        <dl class="figures">
          <Figure name="rule mutants killed" value={number(mutants.killed)}>
            an invariant rejects each of these wrong rules; {number(mutants.equivalent)} more do the same as the rules, and{' '}
            {number(mutants.survived)} survive
          </Figure>
          {mutation !== null && (
            <Figure name="mutation score" value={mutation.score}>
              of the text of the sources: {number(mutation.killed)} mutants killed, {mutation.survived} live, each for a reason that is
              written down
            </Figure>
          )}
        </dl>
      </Panel>
      <Panel name="changed" title="Last change of behaviour">
        {lastChange === null ? (
          <p>No change of behaviour has been accepted since the rules were first laid down.</p>
        ) : (
          <p>{lastChange.day}: {lastChange.why} <span class="dim">({counted(lastChange.changes, 'change')})</span></p>
        )}
      </Panel>
    </div>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string | number;
  readonly children: ComponentChildren;
}

function Figure({ name, value, children }: FigureProps) {
  return <div><dt>{name}</dt><dd><strong>{value}</strong> <span class="dim">{children}</span></dd></div>;
}
