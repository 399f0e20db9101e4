/**
 * Get-UMDialPlan: the dial plans with their URI types.
 */
import { property } from '../formats/exported.ts';
import { has, listOf, referredName, textOf, valueText } from './values.ts';
import type { ExportedObject } from '../formats/exported.ts';
import type { Cmdlet } from './cmdlet.ts';
import type { UriType } from '../../../kst/state.ts';

export const dialPlans: Cmdlet = {
  name: 'Get-UMDialPlan',
  recognises: (object) => has(object, 'URIType'),
  read: (object, into) => {
    const name = textOf(object, 'Name', 'Identity');
    if (name === null) return into.note(object.place, 'a dial plan without a name was passed over');
    const uriType = uriTypeOf(object);
    if (uriType === null) {
      const expected = 'expected TelExtn, E164 or SipName, or 1, 2 or 3';
      into.note(object.place, `the URI type of the dial plan ${JSON.stringify(name)} could not be read: ${expected}`);
    }
    const listed = listOf(object, 'UMServers')?.items ?? [];
    const servers = listed.map((server) => into.server(referredName(server), 'the UM server', object.place));
    into.dialPlan({ name: referredName(name), uriType, servers: servers.filter((server) => server !== null) }, object.place);
  },
};

/** A word in CSV and Format-List, a number in JSON, either of them in CliXml. */
function uriTypeOf(object: ExportedObject): UriType | null {
  const value = property(object, 'URIType');
  const text = (valueText(value) ?? '').toLowerCase();
  return uriTypes.find((type, index) => text === type.toLowerCase() || text === String(index + 1)) ?? null;
}

/** In the order of their numbers, from 1. */
const uriTypes: readonly UriType[] = ['TelExtn', 'E164', 'SipName'];
