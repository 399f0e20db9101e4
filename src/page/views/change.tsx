/**
 * Change: what the rules do otherwise than those of a base, change by change, with both outcomes side by side.
 */
import { useState } from 'preact/hooks';
import { Paragraphs, Table } from '../components/blocks.tsx';
import { PlayLink } from '../components/links.tsx';
import type { OutcomeCells } from '../../reports/diff/change-lines.ts';
import type { ChangeData, PlayedSequence } from '../../reports/page/change-data.ts';

export function ChangeView({ change: { verdict, isMeant, remarks, changes } }: { readonly change: ChangeData }) {
  return (
    <div class="change">
      <h1>Change of behaviour</h1>
      <p><strong class={isMeant ? 'good' : 'bad'}>{verdict}</strong></p>
      {changes.map((each, index) => <Changed key={each.fingerprint} change={each} isFirst={index === 0} />)}
      <Paragraphs texts={remarks} kind="dim" />
    </div>
  );
}

/** There may be hundreds: what is folded is not drawn. */
function Changed({ change, isFirst }: { readonly change: ChangeData['changes'][number]; readonly isFirst: boolean }) {
  const { class: name, says, acceptedIn, fingerprint, details, shown } = change;
  const [isOpen, setOpen] = useState(isFirst);
  return (
    <details class="panel" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span class="chip">{name}</span> {says} {acceptedIn === null && <span class="chip bad">not accepted</span>}
      </summary>
      {isOpen && (
        <>
          <p class="dim"><code>{fingerprint}</code>{acceptedIn === null ? '' : `, accepted in ${acceptedIn}`}</p>
          {shown?.behindAnother === true && <p>Steps before the last one have changed as well: no other way leads there.</p>}
          {shown !== null && <SideBySide sequence={shown} />}
          {shown !== null && <p><PlayLink run={shown} says="Play with the rules of now" /></p>}
          <Paragraphs texts={details} kind="dim" />
        </>
      )}
    </details>
  );
}

/** A sequence of commands in the rules before and now, step by step; what differs is marked. */
function SideBySide({ sequence: { steps } }: { readonly sequence: PlayedSequence }) {
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
