/**
 * A diagnosis of event logs: the verdict, and of every server how it stands, why, what helps, and its events along a line.
 */
import { visible } from '../../../engine/text.ts';
import { useMatter } from '../../../page/context.ts';
import * as told from '../../../reports/diagnose/diagnosis-text.ts';
import { isBroken } from '../../standing.ts';
import { Sentences, WaysOut } from './ways-out.tsx';
import type { Version } from '../../../kst/state.ts';
import type { Kst } from '../../../kst/words.ts';
import type { DiagnosedServer, Diagnosis, RefusedLog } from '../../diagnose/diagnose.ts';

export function Diagnosed({ diagnosis }: { readonly diagnosis: Diagnosis }) {
  const { verdict, dialects, servers, refusal, missing, lookAlikes, notes } = diagnosis;
  const { dialects: all } = useMatter<Kst>().system;
  const decided = told.decidedLine(all, diagnosis);
  return (
    <section aria-labelledby="diagnosis-title">
      <h2 id="diagnosis-title" class={verdict === 'refused' ? 'bad' : ''}>{visible(told.verdictLine(all, diagnosis))}</h2>
      <p class="dim">Events: {told.countsLine(diagnosis)}.{decided !== null && ` Dialects: ${decided}.`}</p>
      <Sentences sentences={notes} />
      {refusal !== null && <Refused refusal={refusal} />}
      {servers.map((server) => <Server key={`${server.frontEnd} ${server.server}`} server={server} dialects={dialects} />)}
      {lookAlikes.length > 0 && <h3>Other events that break integration for other reasons</h3>}
      <Sentences sentences={lookAlikes.map(told.lookAlikeLine)} />
      {missing.length > 0 && <h3>Missing</h3>}
      <Sentences sentences={missing} />
    </section>
  );
}

function Refused({ refusal }: { readonly refusal: RefusedLog }) {
  return (
    <div class="panel">
      <p class="bad">{visible(told.refusalLine(refusal))}</p>
      <p>{visible(told.allowedLine(refusal))}</p>
      <Sentences sentences={told.mergedObjections(refusal).map(({ rule, reason, state }) => `${rule}: ${reason} (where ${state})`)} />
      <p class="dim">{told.refusalHint}</p>
    </div>
  );
}

function Server({ server, dialects }: { readonly server: DiagnosedServer; readonly dialects: Diagnosis['dialects'] }) {
  const cause = told.causeOf(server);
  const { server: name, version, mayHaveChanged } = server;
  return (
    <article class="panel">
      <h3 class={isBroken(server) ? 'bad' : ''}>{visible(`${name} on ${server.frontEnd}: ${told.standing(server)}`)}</h3>
      <p class="dim">At the last event, had nothing happened since: {told.statusLine(server)}.</p>
      {cause !== null && <p>{visible(cause)}</p>}
      <WaysOut
        server={name}
        standing={{ ...server, version: version ?? offeredVersion(server) }}
        dialect={dialects[0]}
        remedies={told.remediesFor(server)}
      />
      <Events server={server} />
      {mayHaveChanged.length > 0 && <p class="dim">Since then, without a numbered event: {mayHaveChanged.join('; ')}.</p>}
    </article>
  );
}

/** The version of the pool that the last conflict was with: that of a server that is not listed. */
function offeredVersion({ timeline }: DiagnosedServer): Version | null {
  const evicting = timeline.findLast(({ event }) => event.id === 14563)?.event;
  return evicting !== undefined && 'versions' in evicting ? (evicting.versions?.[1] ?? null) : null;
}

/** So many of the last events are drawn: `kst diagnose --json` has more. */
const most = 60;

function Events({ server: { timeline, earlier } }: { readonly server: DiagnosedServer }) {
  const shown = timeline.slice(-most);
  const before = earlier + timeline.length - shown.length;
  return (
    <>
      {before > 0 && <p class="dim">{before} earlier events are not shown.</p>}
      <ol class="rail" aria-label="Events, the oldest first">
        {shown.map(({ at, event, file, line, story }, index) => (
          <li key={index} class={marks[event.id]}>
            <span class="dim number">{visible(told.when(at))}</span> <strong>{event.id}</strong> {visible(story)}{' '}
            <span class="dim">{visible(`${file}:${line}`)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}

/** How an event is marked on the line: the server comes in, goes out, or neither. */
const marks = { 14492: 'start', 44024: 'start', 14493: 'in', 14495: 'out', 14563: 'out', 44030: 'warning' } as const;
