/**
 * A sequence of commands in the rules before and now, step by step; what differs is marked.
 */
import { useState } from 'preact/hooks';
import { Table } from './wide.tsx';
import type { OutcomeCells } from '../../reports/diff/change-lines.ts';
import type { PlayedSequence } from '../../reports/page/change-data.ts';

export function SideBySide({ sequence: { steps } }: { readonly sequence: PlayedSequence }) {
  const [at, setAt] = useState(steps.length);
  const { before, now } = steps[at - 1]!;
  return (
    <div class="beside">
      <ol class="steps">
        {steps.map((step, index) => (
          <li key={index}>
            <button class="plain" aria-current={index + 1 === at ? 'step' : undefined} onClick={() => setAt(index + 1)}>
              <span class="number">{index + 1}</span>
              <span>{step.says} {seen(step.before) !== seen(step.now) && <span class="chip">differs</span>}</span>
            </button>
          </li>
        ))}
      </ol>
      <Table label="Both outcomes" headings={[`After step ${at}`, 'Before', 'Now']}>
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
      </Table>
    </div>
  );
}

function wordsOf(cells: OutcomeCells | null, cell: string): string {
  return cells === null ? '(not reached)' : (cells[cell] ?? []).join(cell === 'rules' ? ' ' : '\n') || '–';
}

/** What somebody can see of an outcome: other rules alone are no difference. */
function seen(cells: OutcomeCells | null): string {
  return JSON.stringify(cells && { ...cells, rules: [] });
}
