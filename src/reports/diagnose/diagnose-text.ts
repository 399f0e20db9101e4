/**
 * A diagnosis for a person at a terminal.
 */
import { isBroken } from '../../kit/diagnose/status.ts';
import { commonChoicesOf } from '../dialect-text.ts';
import { visible } from '../../kst/names.ts';
import { number } from '../gate/told.ts';
import { wayOut } from './remedies.ts';
import { allowedLine, causeOf, mergedObjections, refusalHint, refusalLine, shownTimeline, standing, statusLine, verdictLine, when } from './told.ts';
import type { DiagnosedServer, Diagnosis } from '../../kit/diagnose/diagnosis.ts';
import type { Styles } from '../styles.ts';

/** A diagnosis as text; what comes from the files cannot steer the terminal. */
export function diagnoseText(diagnosis: Diagnosis, styles: Styles): string {
  const { events, dialects, servers, refusal, missing, lookAlikes, notes, verdict } = diagnosis;
  const good = verdict === 'explained' && !servers.some(isBroken);
  const paint = good ? styles.good : styles.bad;
  const agreed = verdict === 'explained' && dialects.length < 16 ? [`dialects  ${commonChoicesOf(dialects) || 'no assumption decided'}`] : [];
  return [
    paint(verdictLine(diagnosis)),
    `events    ${number(events.read)} read, ${number(events.relevant)} about the table, ${number(events.unreadable)} of them with something that cannot be read`,
    ...agreed,
    ...notes.map((note) => `note      ${visible(note)}`),
    ...(refusal === null ? [] : ['', styles.bad(visible(refusalLine(refusal))), visible(allowedLine(refusal)), ...mergedObjections(refusal).flatMap(({ state, rule, reason }) => [`  ${rule.padEnd(5)} ${visible(reason)}`, styles.dim(`        where ${state}`)]), refusalHint]),
    ...servers.flatMap((server) => ['', ...serverLines(server, styles)]),
    ...(lookAlikes.length === 0 ? [] : ['', 'other events in the log that break integration for other reasons']),
    ...lookAlikes.map(({ provider, id, count, firstAt, says }) => `  ${id ?? '-'} (${visible(provider ?? 'no source')}), ${number(count)} times, first ${visible(when(firstAt))}: ${says}`),
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
