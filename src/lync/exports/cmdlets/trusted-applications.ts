/**
 * Get-CsTrustedApplication: each application, and with it that its pool exists.
 */
import { listOf, textOf } from './values.ts';
import type { ExportedObject } from '../formats/exported.ts';
import type { Cmdlet } from './cmdlet.ts';

export const trustedApplications: Cmdlet = {
  name: 'Get-CsTrustedApplication',
  recognises: (object) => identity.test(textOf(object, 'Identity') ?? ''),
  read: (object, into) => {
    const text = textOf(object, 'Identity') ?? '';
    const name = textOf(object, 'TrustedApplicationPoolFqdn') ?? identity.exec(text)?.[1] ?? null;
    const pool = into.server(name, 'the trusted application pool', object.place);
    if (pool === null) return;
    into.pool(pool, null, null, object.place);
    into.application(pool, text, object.place);
    for (const gruu of gruusOf(object)) {
      const computer = into.server(gruu, 'the computer', object.place);
      if (computer !== null) into.poolComputer(pool, computer, object.place);
    }
  },
};

/** `ex1.contoso.com/urn:application:exchangeoutlookwebapp`. */
const identity = /^([^/]+)\/urn:application:/i;

/** The computers in `{ex1.contoso.com sip:ex1.contoso.com@contoso.com;gruu;opaque=srvr:..., ...}`, each before its address. */
function gruusOf(object: ExportedObject): readonly string[] {
  return (listOf(object, 'ComputerGruus')?.items ?? []).flatMap((item) => /^(\S+) sip:/.exec(item)?.[1] ?? []);
}
