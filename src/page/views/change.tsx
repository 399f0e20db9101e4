/**
 * Change: what the rules do otherwise than those of a base, change by change, with both outcomes side by side.
 */
import { useState } from 'preact/hooks';
import { SideBySide } from '../components/side-by-side.tsx';
import { useMatter } from '../context.ts';
import { fragmentOf } from '../route.ts';
import { linkOf } from '../run/link.ts';
import type { PageChange } from '../../reports/page/page-data.ts';

export function ChangeView() {
  const { change } = useMatter().data;
  if (change === null) return null;
  const { verdict, isMeant, remarks, changes } = change;
  return (
    <div class="change">
      <h1>Change of behaviour</h1>
      <p>
        <strong class={isMeant ? 'good' : 'bad'}>{verdict}</strong>
      </p>
      {changes.map((each, index) => (
        <Changed key={each.fingerprint} change={each} isFirst={index === 0} />
      ))}
      {remarks.map((remark) => (
        <p key={remark} class="dim">
          {remark}
        </p>
      ))}
    </div>
  );
}

/** There may be hundreds: what is folded is not drawn. */
function Changed({ change, isFirst }: { readonly change: PageChange; readonly isFirst: boolean }) {
  const { class: name, says, acceptedIn, fingerprint, details, shown } = change;
  const { presentation } = useMatter();
  const [isOpen, setOpen] = useState(isFirst);
  return (
    <details class="panel" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span class="chip">{name}</span> {says} {acceptedIn === null && <span class="chip bad">not accepted</span>}
      </summary>
      {isOpen && (
        <>
          <p class="dim">
            <code>{fingerprint}</code>
            {acceptedIn === null ? '' : `, accepted in ${acceptedIn}`}
          </p>
          {shown !== null && (
            <>
              {shown.behindAnother && <p>Steps before the last one have changed as well: no other way leads there.</p>}
              <SideBySide sequence={shown} />
              <p>
                <a class="button" href={fragmentOf('play', linkOf(presentation, { ...shown, at: shown.commands.length }))}>
                  Play with the rules of now
                </a>
              </p>
            </>
          )}
          {details.map((detail) => (
            <p key={detail} class="dim">
              {detail}
            </p>
          ))}
        </>
      )}
    </details>
  );
}
