/**
 * What the Exchange Management Shell tells: which servers there are, and which are joined to which UM dial plans.
 */
import { type ExportedObject, has, isObject, listOf, numberOf, property, referredName, textOf } from '../formats/exported.ts';
import type { UriType } from '../../../kst/state.ts';
import type { ExchangeRelease, UmServer } from '../../inventory.ts';
import type { Cmdlet, Gathering } from './gathering.ts';

export const exchangeServers: Cmdlet = {
  name: 'Get-ExchangeServer',
  recognises: (object) => has(object, 'AdminDisplayVersion') || has(object, 'ServerRole', 'Fqdn'),
  read: (object, into) => {
    const name = into.server(textOf(object, 'Name', 'Identity', 'Fqdn'), 'the Exchange server');
    if (name === null) return;
    const text = textOf(object, 'Fqdn');
    const fqdn = text === null ? null : into.server(text, 'the FQDN');
    const release = releaseOf(object);
    if (release === null) {
      const expected = 'expected an AdminDisplayVersion such as "Version 15.0 (Build 847.32)"';
      into.note(`the release of the Exchange server ${name} could not be read: ${expected}`);
    }
    into.add('exchangeServers', { name, fqdn, release, roles: rolesOf(object) });
  },
};

/** A version as a text, `Version 15.0 (Build 847.32)`, or as an object that has its parts. */
function releaseOf(object: ExportedObject) {
  const value = property(object, 'AdminDisplayVersion');
  const parts = isObject(value) ? [numberOf(value, 'Major'), numberOf(value, 'Minor')] : [];
  const [, major = parts[0], minor = parts[1]] = /(\d+)\.(\d+)/.exec(textOf(object, 'AdminDisplayVersion') ?? '') ?? [];
  return releases[`${major}.${minor}`] ?? releases[`${major}`] ?? null;
}

const releases: Readonly<Record<string, ExchangeRelease>> = { '8': '2007', '14': '2010', '15.0': '2013', '15.1': '2016', '15.2': '2019' };

/** Names with commas between them, or a number whose bits stand for them. */
function rolesOf(object: ExportedObject) {
  const text = textOf(object, 'ServerRole');
  if (text === null) return null;
  const bits = numberOf(object, 'ServerRole');
  if (bits !== null) return roleBits.filter(([bit]) => (bits & bit) !== 0).map(([, role]) => role);
  return text.split(',').map((role) => role.trim()).filter((role) => role !== '');
}

const roleBits = [[2, 'Mailbox'], [4, 'ClientAccess'], [16, 'UnifiedMessaging'], [32, 'HubTransport'], [64, 'Edge']] as const;

export const dialPlans: Cmdlet = {
  name: 'Get-UMDialPlan',
  recognises: (object) => has(object, 'URIType'),
  read: (object, into) => {
    const name = textOf(object, 'Name', 'Identity');
    if (name === null) return into.note('a dial plan without a name was passed over');
    const uriType = uriTypeOf(object);
    if (uriType === null) {
      const expected = 'expected TelExtn, E164 or SipName, or 1, 2 or 3';
      into.note(`the URI type of the dial plan ${JSON.stringify(name)} could not be read: ${expected}`);
    }
    const servers = into.servers((listOf(object, 'UMServers')?.items ?? []).map(referredName), 'the UM server');
    into.add('dialPlans', { name: referredName(name), uriType, servers });
  },
};

/** A word in CSV and Format-List, a number in JSON, either of them in CliXml. */
function uriTypeOf(object: ExportedObject) {
  const text = textOf(object, 'URIType')?.toLowerCase();
  return uriTypes.find((type, index) => text === type.toLowerCase() || text === String(index + 1)) ?? null;
}

/** In the order of their numbers, from 1. */
const uriTypes: readonly UriType[] = ['TelExtn', 'E164', 'SipName'];

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
function isCallRouter(object: ExportedObject) {
  if (settings.test(`${textOf(object, 'Identity')} ${textOf(object, 'Name')}`)) return true;
  if (['Status', 'Languages', 'GrammarGenerationSchedule', 'IrmLogEnabled'].some((name) => has(object, name))) return false;
  return has(object, 'Server') || has(object, 'SipTcpListeningPort');
}

const settings = /CallRouter/i;

/** The server that the settings are of: `EX1\UMCallRouterSettings`, `CN=UMCallRouterSettings,...,CN=EX1,CN=Servers,...`. */
function routerServer(object: ExportedObject) {
  const server = textOf(object, 'Server');
  if (server !== null) return server;
  const identity = textOf(object, 'Identity') ?? '';
  const [, within] = /CN=([^,]+),CN=Servers,/i.exec(`${identity} ${textOf(object, 'DistinguishedName')}`) ?? [];
  if (within !== undefined) return within;
  const names = [identity.split('\\')[0]!, textOf(object, 'Name') ?? '', textOf(object, 'PSComputerName') ?? ''];
  return names.find((name) => name !== '' && !settings.test(name)) ?? null;
}

function readServer(role: UmServer['role'], text: string | null, object: ExportedObject, into: Gathering) {
  const what = role === 'um-service' ? 'the UM server' : 'the call router';
  const name = into.server(text === null ? null : referredName(text), what);
  if (name === null) return;
  const plans = listOf(object, 'DialPlans');
  const type = 'the export shows the type of the list, and not what is in it';
  if (plans === null) into.note(`the dial plans of ${what} ${name} could not be read: ${type}`);
  else if (!plans.complete) into.note(`the dial plans of ${what} ${name} could not all be read: the export cuts the list off`);
  const isDisabled = /disabled/i.test(textOf(object, 'Status') ?? '');
  if (isDisabled) into.note(`${what} ${name} is disabled; it is taken to host its dial plans all the same`);
  into.add('umServers', { role, name, plans: (plans?.items ?? []).map(referredName), complete: plans?.complete ?? false });
}
