/**
 * Get-UMService, Get-UMServer (Exchange 2010) and Get-UMCallRouterSettings: which servers are joined to which dial plans.
 */
import { has, listOf, referredName, textOf } from './values.ts';
import type { ExportedObject } from '../formats/exported.ts';
import type { Cmdlet } from './cmdlet.ts';
import type { Gathering } from './gathering.ts';
import type { UmServer } from '../../inventory.ts';

export const umServices: Cmdlet = {
  name: 'Get-UMService or Get-UMServer',
  recognises: (object) => has(object, 'DialPlans') && !isCallRouter(object),
  read: (object, into) => readServer('um-service', textOf(object, 'Name', 'Identity'), object, into),
};

export const callRouters: Cmdlet = {
  name: 'Get-UMCallRouterSettings',
  recognises: (object) => has(object, 'DialPlans') && isCallRouter(object),
  read: (object, into) => readServer('call-router', routerServer(object), object, into),
};

/**
 * The two have most properties in common. Settings of a call router say so in their Identity, or belong to a `Server`; whole
 * ones have ports, but no Status and no languages, as a UM service has.
 */
function isCallRouter(object: ExportedObject): boolean {
  if (settings.test(`${textOf(object, 'Identity')} ${textOf(object, 'Name')}`)) return true;
  if (['Status', 'Languages', 'GrammarGenerationSchedule', 'IrmLogEnabled'].some((name) => has(object, name))) return false;
  return has(object, 'Server') || has(object, 'SipTcpListeningPort');
}

const settings = /CallRouter/i;

/** The server that the settings are of: `EX1\UMCallRouterSettings`, `CN=UMCallRouterSettings,...,CN=EX1,CN=Servers,...`. */
function routerServer(object: ExportedObject): string | null {
  const server = textOf(object, 'Server');
  if (server !== null) return server;
  const identity = textOf(object, 'Identity') ?? '';
  const [, within] = /CN=([^,]+),CN=Servers,/i.exec(`${identity} ${textOf(object, 'DistinguishedName')}`) ?? [];
  if (within !== undefined) return within;
  const names = [identity.split('\\')[0]!, textOf(object, 'Name') ?? '', textOf(object, 'PSComputerName') ?? ''];
  return names.find((name) => name !== '' && !settings.test(name)) ?? null;
}

function readServer(role: UmServer['role'], text: string | null, object: ExportedObject, into: Gathering): void {
  const what = role === 'um-service' ? 'the UM server' : 'the call router';
  const name = into.server(text === null ? null : referredName(text), what, object.place);
  if (name === null) return;
  const plans = listOf(object, 'DialPlans');
  const note = (text: string): void => into.note(object.place, text);
  const type = 'the export shows the type of the list, and not what is in it';
  if (plans === null) note(`the dial plans of ${what} ${name} could not be read: ${type}`);
  else if (!plans.complete) note(`the dial plans of ${what} ${name} could not all be read: the export cuts the list off`);
  const isDisabled = /disabled/i.test(textOf(object, 'Status') ?? '');
  if (isDisabled) note(`${what} ${name} is disabled; it is taken to host its dial plans all the same`);
  into.umServer({ role, name, plans: (plans?.items ?? []).map(referredName), complete: plans?.complete ?? false }, object.place);
}
