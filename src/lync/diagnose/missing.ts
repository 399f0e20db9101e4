/**
 * What would help, where it cannot be told how a server stands.
 */
import { isBroken, isHealthy } from '../standing.ts';
import type { FrontEndLog } from '../observation.ts';
import type { DiagnosedServer, Logs } from './diagnosis.ts';

/** What to export as well, in sentences. */
export function missingFor({ relevant, frontEnds }: Logs, servers: readonly DiagnosedServer[]): readonly string[] {
  if (relevant === 0) return [nothing];
  const nameless = namelessIn(frontEnds);
  const unread = [
    `the names in ${nameless} of the events 14563, 14495 and 44030, which cannot be read:`,
    'some server may be broken; export them with their data, as XML or through ConvertTo-Json',
  ];
  return [...(nameless === 0 ? [] : [unread.join(' ')]), ...servers.flatMap(missingOf)];
}

const nothing = [
  'none of the events 14492, 14493, 14495, 14563 (LS Protocol Stack), 44024, 44030 (LS Exchange Unified Messaging Routing):',
  'export the log "Lync Server" of the Front End, from before the last start of RTCSRV on',
].join(' ');

/** How many events may tell of a server that is broken, and do not name it. */
function namelessIn(frontEnds: readonly FrontEndLog[]): number {
  let nameless = 0;
  for (const { events } of frontEnds) {
    for (const { observation: { id, ...told } } of events) {
      if ((id === 14563 || id === 14495 || id === 44030) && 'server' in told && told.server === null) nameless++;
    }
  }
  return nameless;
}

function missingOf(server: DiagnosedServer): readonly string[] {
  const who = `${server.server} on ${server.frontEnd}`;
  const awaited = server.awaited.join(' or ');
  if (awaited !== '') return [`what comes next for ${who}: the log ends where ${awaited} must still follow; export it again`];
  if (isHealthy(server) || isBroken(server)) return [];
  return [server.known === null ? `how ${who} stands: ${wholeLog}` : `whether ${who} hosts a SipName dial plan by now, ${otherCmdlets}`];
}

const wholeLog = [
  'export the log from the last 14492 and 44024 (a start of RTCSRV) on, without gaps;',
  'or ask kst advise, with Get-CsTrustedApplicationPool and Get-UMDialPlan',
].join(' ');

const otherCmdlets = [
  'which no numbered event tells until RTCSRV starts:',
  'Get-UMDialPlan and Get-UMService do, and kst advise reads them',
].join(' ');
