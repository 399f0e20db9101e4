/**
 * A diagnosis for a person at a terminal.
 */
import { isBroken } from '../../kit/diagnose/status.ts';
import { visible } from '../../kst/names.ts';
import { number } from '../plain-text.ts';
import { wayOut } from './remedies.ts';
import { allowedLine, causeOf, countsLine, decidedLine, lookAlikeLine, mergedObjections, refusalHint, refusalLine, shownTimeline, standing, statusLine, verdictLine, when } from './told.ts';
import type { DiagnosedServer, Diagnosis } from '../../kit/diagnose/diagnosis.ts';
import type { Styles } from '../styles.ts';

/** A diagnosis as text; what comes from the files cannot steer the terminal. */
export function diagnoseText(diagnosis: Diagnosis, styles: Styles): string {
  const { servers, refusal, missing, lookAlikes, notes, verdict } = diagnosis;
  const good = verdict === 'explained' && !servers.some(isBroken);
  const paint = good ? styles.good : styles.bad;
  const decided = decidedLine(diagnosis);
  return [
    paint(verdictLine(diagnosis)),
    `events    ${countsLine(diagnosis)}`,
    ...(decided === null ? [] : [`dialects  ${decided}`]),
    ...notes.map((note) => `note      ${visible(note)}`),
    ...(refusal === null ? [] : ['', styles.bad(visible(refusalLine(refusal))), visible(allowedLine(refusal)), ...mergedObjections(refusal).flatMap(({ state, rule, reason }) => [`  ${rule.padEnd(5)} ${visible(reason)}`, styles.dim(`        where ${state}`)]), refusalHint]),
    ...servers.flatMap((server) => ['', ...serverLines(server, styles)]),
    ...(lookAlikes.length === 0 ? [] : ['', 'other events in the log that break integration for other reasons']),
    ...lookAlikes.map((each) => `  ${visible(lookAlikeLine(each))}`),
    ...(missing.length === 0 ? [] : ['', 'missing', ...missing.map((each) => `  ${visible(each)}`)]),
    '',
  ].join('\n');
}

function serverLines(server: DiagnosedServer, styles: Styles): readonly string[] {
  const { earlier, entries } = shownTimeline(server);
  const cause = causeOf(server);
  return [
    styles.strong(visible(`${server.server} on ${server.frontEnd}: ${standing(server)}`)),
    `  at the last event, had nothing happened since: ${statusLine(server)}`,
    ...(earlier === 0 ? [] : [`  ${number(earlier)} earlier events`]),
    ...entries.map(({ at, event, story }) => visible(`  ${when(at)}  ${event.id}  ${story}`)),
    ...(cause === null ? [] : ['', `  cause  ${cause}`]),
    ...server.remedies.flatMap((remedy) => {
      const { title, cmdlets, expect, caveat } = wayOut(remedy, server.server);
      return ['', `  ${styles.strong(title)}`, ...cmdlets.map((cmdlet) => `    ${cmdlet}`), `    then the log shows, ${expect}`, ...(caveat === null ? [] : [`    but ${caveat}`])];
    }),
    ...(server.mayHaveChanged.length === 0 ? [] : ['', '  since then, without a numbered event', ...server.mayHaveChanged.map((each) => styles.dim(`    ${each}`))]),
  ];
}
