/**
 * Change: what the rules do otherwise than those of a base, change by change, with both outcomes side by side.
 */
import { useState } from 'preact/hooks';
import { Paragraphs } from '../components/paragraphs.tsx';
import { PlayLink } from '../components/play-link.tsx';
import { SideBySide } from '../components/side-by-side.tsx';
import type { ChangeData } from '../../reports/page/change-data.ts';

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
