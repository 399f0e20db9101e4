/**
 * The parts of the proof: each an alphabet over which the rules are explored and proved.
 */
import { bystanderAlphabet, narrowAlphabet, spellingAlphabet, threeServerAlphabet, twoServerAlphabet, wideAlphabet } from '../kst/alphabets.ts';
import type { Command } from '../kst/commands.ts';

/** An alphabet over which the rules are proved. */
export interface Part {
  readonly name: string;
  readonly says: string;
  readonly commands: readonly Command[];
}

/** The parts of a quick proof: under half a second in a cold process. */
export function quickParts(): readonly Part[] {
  return [
    { name: 'narrow', says: 'one server, versions 5 and 6, one SipName plan', commands: narrowAlphabet() },
    { name: 'bystander', says: 'version 9, and a second server in three spellings with a TelExtn and an E164 plan', commands: bystanderAlphabet() },
  ];
}

/** The parts of the whole proof. */
export function allParts(): readonly Part[] {
  return [
    ...quickParts(),
    { name: 'spellings', says: 'one server under three spellings of its name', commands: spellingAlphabet() },
    { name: 'two servers', says: 'two servers, each with a version and a SipName plan', commands: twoServerAlphabet() },
    { name: 'wide', says: 'one server, versions 1 to 9, two plans, three URI types', commands: wideAlphabet() },
  ];
}

/**
 * The parts over which two rulebooks are told apart, small ones first. Only what nobody can tell apart in all of them is the
 * same: the narrow one cannot see that TelExtn counts as SipName.
 */
export function comparedParts(): readonly Part[] {
  return [...allParts(), { name: 'three servers', says: 'three servers: one with pool and SipName plan, one with a pool, one with a plan', commands: threeServerAlphabet() }];
}
