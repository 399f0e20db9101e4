/**
 * A diagnosis for a person at a terminal.
 */
import { visible } from '../../engine/text.ts';
import { remedies } from '../../lync/remedies.ts';
import { isBroken } from '../../lync/standing.ts';
import { number } from '../plain-text.ts';
import { allowedLine, causeOf, countsLine, decidedLine, lookAlikeLine, mergedObjections, refusalHint, refusalLine } from './told.ts';
import { shownTimeline, standing, statusLine, verdictLine, when } from './told.ts';
import type { Dialects } from '../../engine/dialects/dialects.ts';
import type { Dialect } from '../../kst/assumptions.ts';
import type { DiagnosedServer, Diagnosis, RefusedLog } from '../../lync/diagnose/diagnosis.ts';
import type { Styles } from '../styles.ts';

/** A diagnosis as text; what comes from the files cannot steer the terminal. */
export function diagnoseText(all: Dialects<Dialect>, diagnosis: Diagnosis, styles: Styles): string {
  const { servers, refusal, missing, lookAlikes, notes, verdict } = diagnosis;
  const good = verdict === 'explained' && !servers.some(isBroken);
  const paint = good ? styles.good : styles.bad;
  const decided = decidedLine(all, diagnosis);
  return [
    paint(verdictLine(all, diagnosis)),
    `events    ${countsLine(diagnosis)}`,
    ...(decided === null ? [] : [`dialects  ${decided}`]),
    ...notes.map((note) => `note      ${visible(note)}`),
    ...(refusal === null ? [] : ['', ...refusalLines(refusal, styles)]),
    ...servers.flatMap((server) => ['', ...serverLines(server, styles)]),
    ...(lookAlikes.length === 0 ? [] : ['', 'other events in the log that break integration for other reasons']),
    ...lookAlikes.map((each) => `  ${visible(lookAlikeLine(each))}`),
    ...(missing.length === 0 ? [] : ['', 'missing', ...missing.map((each) => `  ${visible(each)}`)]),
    '',
  ].join('\n');
}

function refusalLines(refusal: RefusedLog, { bad, dim }: Styles): readonly string[] {
  const objections = mergedObjections(refusal).flatMap(({ state, rule, reason }) => {
    return [`  ${rule.padEnd(5)} ${visible(reason)}`, dim(`        where ${state}`)];
  });
  return [bad(visible(refusalLine(refusal))), visible(allowedLine(refusal)), ...objections, refusalHint];
}

function serverLines(server: DiagnosedServer, styles: Styles): readonly string[] {
  const { earlier, timeline } = shownTimeline(server);
  const cause = causeOf(server);
  const changes = server.mayHaveChanged.map((each) => styles.dim(`    ${each}`));
  return [
    styles.strong(visible(`${server.server} on ${server.frontEnd}: ${standing(server)}`)),
    `  at the last event, had nothing happened since: ${statusLine(server)}`,
    ...(earlier === 0 ? [] : [`  ${number(earlier)} earlier events`]),
    ...timeline.map(({ at, event, story }) => visible(`  ${when(at)}  ${event.id}  ${story}`)),
    ...(cause === null ? [] : ['', `  cause  ${cause}`]),
    ...server.remedies.flatMap((remedy) => {
      const { title, cmdlets, expect, caveat } = remedies[remedy];
      const lines = [...cmdlets(server.server), `then the log shows, ${expect(server.server)}`, `but ${caveat}`];
      return ['', `  ${styles.strong(title)}`, ...lines.map((line) => `    ${line}`)];
    }),
    ...(changes.length === 0 ? [] : ['', '  since then, without a numbered event', ...changes]),
  ];
}
