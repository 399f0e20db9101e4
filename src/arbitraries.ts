/**
 * fast-check arbitraries for the Known Servers Table: `kst-kit/arbitraries`.
 */
import fc from 'fast-check';
import { command as commandAbout, commandSequence } from './engine/random/commands.ts';
import { systemOf } from './engine/rules/system.ts';
import * as random from './kst/random.ts';
import { knownServersTable } from './kst/specification.ts';
import type { Dialect } from './kst/assumptions.ts';
import type { Command } from './kst/commands.ts';
import type { UriType, Version } from './kst/state.ts';

/** Canonical server names, with look-alikes: prefixes of each other, 63-character labels, punycode, digits, underscores. */
export const serverName = (): fc.Arbitrary<string> => random.serverName(fc);

/** A canonical name as somebody might write it: in any case, with a trailing dot, in Unicode where it is punycode (F1). */
export const spelling = (name: string): fc.Arbitrary<string> => random.spelling(fc, name);

/** A dial plan's name: two that differ in case only, one with a space, one that is a word of JavaScript. */
export const planName = (): fc.Arbitrary<string> => random.planName(fc);

/** SipName more often than the others, which make no claim (C9). */
export const uriType = (): fc.Arbitrary<UriType> => random.uriType(fc);

/** A topology version, 1..9, those in use by Lync more often (F3). */
export const version = (): fc.Arbitrary<Version> => random.version(fc);

/** A dialect, each as likely as any other. */
export const dialect = (): fc.Arbitrary<Dialect> => fc.constantFrom(...systemOf(knownServersTable()).dialects.list);

/** A command about one of the given servers, or about RTCSRV. Cycles come often, stops seldom. */
export const command = (servers: readonly string[]): fc.Arbitrary<Command> => commandAbout(fc, knownServersTable(), servers);

/**
 * A sequence of commands about a few servers, from the empty start on.
 *
 * @param size maximum numbers of servers (3 unless told) and of commands (80 unless told); all lengths are as likely.
 */
export function commands(size: { readonly servers?: number; readonly commands?: number } = {}): fc.Arbitrary<readonly Command[]> {
  const { servers: parts = 3, commands: most = 80 } = size;
  return commandSequence(fc, knownServersTable(), { parts, commands: most });
}
