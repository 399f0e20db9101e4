/**
 * Get-ExchangeServer: the one cmdlet that has a server's short name beside its FQDN, and its release.
 */
import { property } from '../formats/exported.ts';
import { has, numberOf, textOf } from './values.ts';
import type { ExportedObject } from '../formats/exported.ts';
import type { Cmdlet } from './cmdlet.ts';
import type { ExchangeRelease } from '../../inventory.ts';

export const exchangeServers: Cmdlet = {
  name: 'Get-ExchangeServer',
  recognises: (object) => has(object, 'AdminDisplayVersion') || has(object, 'ServerRole', 'Fqdn'),
  read: (object, into) => {
    const name = into.server(textOf(object, 'Name', 'Identity', 'Fqdn'), 'the Exchange server', object.place);
    if (name === null) return;
    const text = textOf(object, 'Fqdn');
    const fqdn = text === null ? null : into.server(text, 'the FQDN', object.place);
    const release = releaseOf(object);
    if (release === null) {
      const expected = 'expected an AdminDisplayVersion such as "Version 15.0 (Build 847.32)"';
      into.note(object.place, `the release of the Exchange server ${name} could not be read: ${expected}`);
    }
    into.exchangeServer({ name, fqdn, release, roles: rolesOf(object) }, object.place);
  },
};

/** A version as a text, `Version 15.0 (Build 847.32)`, or as an object that has its parts. */
function releaseOf(object: ExportedObject): ExchangeRelease | null {
  const value = property(object, 'AdminDisplayVersion');
  const isObject = typeof value === 'object' && value !== null && 'properties' in value;
  const parts = isObject ? [numberOf(value, 'Major'), numberOf(value, 'Minor')] : [];
  const [, major = parts[0], minor = parts[1]] = /(\d+)\.(\d+)/.exec(textOf(object, 'AdminDisplayVersion') ?? '') ?? [];
  return releases[`${major}.${minor}`] ?? releases[`${major}`] ?? null;
}

const releases: Readonly<Record<string, ExchangeRelease>> = { '8': '2007', '14': '2010', '15.0': '2013', '15.1': '2016', '15.2': '2019' };

/** Names with commas between them, or a number whose bits stand for them. */
function rolesOf(object: ExportedObject): readonly string[] | null {
  const text = textOf(object, 'ServerRole');
  if (text === null) return null;
  const bits = numberOf(object, 'ServerRole');
  if (bits !== null) return roleBits.filter(([bit]) => (bits & bit) !== 0).map(([, role]) => role);
  return text.split(',').map((role) => role.trim()).filter((role) => role !== '');
}

const roleBits: readonly (readonly [number, string])[] = [
  [2, 'Mailbox'],
  [4, 'ClientAccess'],
  [16, 'UnifiedMessaging'],
  [32, 'HubTransport'],
  [64, 'Edge'],
];
