/**
 * The ways out of a broken integration, as an administrator carries them out.
 */
import { cmdletsToAddPool } from '../../kit/advise/remedies.ts';
import type { Remedy } from '../../kit/diagnose/diagnosis.ts';

/** A way out: what to do, the cmdlets, what the log shows when it has worked, and what may come later. */
export interface WayOut {
  readonly title: string;
  readonly cmdlets: readonly string[];
  readonly expect: string;
  readonly caveat: string | null;
}

/** The way out for a server, whose name is canonical and so needs no quoting (C17, C18, C19). */
export function wayOut(remedy: Remedy, server: string): WayOut {
  switch (remedy) {
    case 'option-1':
      return {
        title: 'Option 1: remove the trusted application pool',
        cmdlets: [`Get-CsTrustedApplication -TrustedApplicationPoolFqdn ${server} | Remove-CsTrustedApplication`, `Remove-CsTrustedApplicationPool -Identity ${server}`, 'Enable-CsTopology'],
        expect: `on every Front End, shortly after: 14493 with ${server} and version 0 (LS Protocol Stack, Information)`,
        caveat: 'if the server hosts no SipName dial plan some day, OWA IM stops with UM integration, and the pool must be added back',
      };
    case 'option-2':
      return {
        title: 'Option 2: restart RTCSRV, on every Front End',
        cmdlets: ['Restart-Service RTCSRV'],
        expect: `on every Front End: 14492 and 44024, then 14563 (Error) once more and 44030 (Warning), and 14493 with ${server} (Information)`,
        caveat: 'the pool stays, and with it both claims: they meet again at every start, and which version is listed then is an assumption (A1)',
      };
    case 'add-pool':
      return {
        title: 'Add a trusted application pool, if OWA is to have IM and the server hosts no SipName dial plan',
        cmdlets: cmdletsToAddPool(server),
        expect: `on every Front End: 14493 with ${server} and the version of your Lync (LS Protocol Stack, Information)`,
        caveat: 'a server that hosts a SipName dial plan must not have one: UM Routing adds it by itself, and both entries would be evicted',
      };
  }
}
