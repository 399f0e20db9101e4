/**
 * Overview: whether the rules hold, and what is known of that.
 */
import { counted, number } from '../../reports/plain-text.ts';
import { useMatter } from '../context.ts';
import { Wide } from '../components/wide.tsx';
import type { ComponentChildren } from 'preact';
import type { Overview } from '../../reports/page/page-data.ts';

export function OverviewView() {
  const { overview } = useMatter().data;
  return overview === null ? null : <Told overview={overview} />;
}

function Told({ overview }: { readonly overview: Overview }) {
  const { presentation, system } = useMatter();
  const { name, part } = system.rulebook;
  const { verdict, dialects, rules, invariants, gaps, overlaps, random, mutants, mutation, lastChange } = overview;
  return (
    <div class="overview">
      <h1>The {name}</h1>
      <presentation.Introduction />
      <section class="panel" aria-labelledby="proof-title">
        <h2 id="proof-title">
          Proof: <strong class={verdict === 'upheld' ? 'good' : 'bad'}>{verdict}</strong>
        </h2>
        <dl class="figures">
          <Figure name="dialects" value={dialects}>
            every combination of answers to the questions that the source leaves open
          </Figure>
          <Figure name="rules" value={rules}>
            exactly one of a table applies in each state: {gaps} gaps, {overlaps} overlaps
          </Figure>
          <Figure name="invariants" value={invariants}>
            each holds wherever it speaks: proved for one {part} by visiting every reachable state, and so for any number of {part}s,
            since no rule sees two
          </Figure>
          <Figure name="random steps" value={number(random.steps)}>
            in {random.runs} sequences over several {part}s (seed {random.seed}), each step judged
          </Figure>
        </dl>
        <Parts overview={overview} />
      </section>
      <section class="panel" aria-labelledby="strength-title">
        <h2 id="strength-title">Would a mistake be noticed?</h2>
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
      </section>
      <section class="panel" aria-labelledby="changed-title">
        <h2 id="changed-title">Last change of behaviour</h2>
        {lastChange === null ? (
          <p>No rule has changed behaviour since the table was first laid down.</p>
        ) : (
          <p>
            {lastChange.day}: {lastChange.why} <span class="dim">({counted(lastChange.changes, 'change')})</span>
          </p>
        )}
      </section>
    </div>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string | number;
  readonly children: ComponentChildren;
}

function Figure({ name, value, children }: FigureProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <strong>{value}</strong> <span class="dim">{children}</span>
      </dd>
    </div>
  );
}

function Parts({ overview: { parts } }: { readonly overview: Overview }) {
  return (
    <Wide label="What was explored">
      <table>
        <thead>
          <tr>
            <th scope="col">Explored whole</th>
            <th scope="col">Commands about</th>
            <th scope="col">States a dialect</th>
            <th scope="col">Rows a dialect</th>
            <th scope="col">Accepted</th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ name, says, states, rows, accepted }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{says}</td>
              <td class="number">{states}</td>
              <td class="number">{rows}</td>
              <td class="number">{accepted}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}
