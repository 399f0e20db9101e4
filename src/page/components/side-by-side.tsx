/**
 * A sequence of commands in the rules before and now, step by step; what differs is marked.
 */
import { useState } from 'preact/hooks';
import { Wide } from './wide.tsx';
import type { OutcomeCells } from '../../reports/diff/change-lines.ts';
import type { PageSequence } from '../../reports/page/page-data.ts';

export function SideBySide({ sequence: { steps } }: { readonly sequence: PageSequence }) {
  const [at, setAt] = useState(steps.length);
  const { before, now } = steps[at - 1]!;
  return (
    <div class="beside">
      <ol class="steps">
        {steps.map((step, index) => (
          <li key={index}>
            <button class="plain" aria-current={index + 1 === at ? 'step' : undefined} onClick={() => setAt(index + 1)}>
              <span class="number">{index + 1}</span>
              <span>
                {step.says} {!alike(step.before, step.now) && <span class="chip">differs</span>}
              </span>
            </button>
          </li>
        ))}
      </ol>
      <Wide label="Both outcomes">
        <table>
          <thead>
            <tr>
              <th scope="col">After step {at}</th>
              <th scope="col">Before</th>
              <th scope="col">Now</th>
            </tr>
          </thead>
          <tbody>
            {Object.keys(now ?? before ?? {}).map((cell) => {
              const [old, present] = [wordsOf(before, cell), wordsOf(now, cell)];
              return (
                <tr key={cell} class={old === present ? '' : 'new'}>
                  <th scope="row">{cell}</th>
                  <td class="lines">{old}</td>
                  <td class="lines">{present}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Wide>
    </div>
  );
}

function wordsOf(cells: OutcomeCells | null, cell: string): string {
  return cells === null ? '(not reached)' : (cells[cell] ?? []).join(cell === 'rules' ? ' ' : '\n') || '–';
}

/** Whether nobody sees a difference: other rules alone are none. */
function alike(before: OutcomeCells | null, now: OutcomeCells | null): boolean {
  const seen = (cells: OutcomeCells | null): string => JSON.stringify({ ...cells, rules: [] });
  return (before === null) === (now === null) && seen(before) === seen(now);
}
