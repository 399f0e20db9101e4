/**
 * fast-check arbitraries for the Known Servers Table: `kst-kit/arbitraries`. Sized and biased so that conflicts,
 * restarts and healing come up all the time; the defaults of fast-check give sequences of about five commands, which
 * miss a four-step fault for thousands of runs.
 */
import fc from 'fast-check';
import { once } from './kit/once.ts';
import { dialects } from './kst/dialect.ts';
import type { Command } from './kst/commands.ts';
import type { Dialect } from './kst/dialect.ts';
import type { UriType, Version } from './kst/state.ts';

/** Canonical server names, with look-alikes: prefixes of each other, 63-character labels, punycode, digits, underscores. */
export function serverName(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...lookAlikes()) },
    { weight: 1, arbitrary: fc.array(label(), { minLength: 1, maxLength: 4 }).map((labels) => [...labels, 'test'].join('.')) },
  );
}

/** Made once: fast-check takes the pattern apart anew each time, which is most of the time that an arbitrary takes to make. */
const label = once(() => fc.stringMatching(/^[a-z0-9_]([a-z0-9_-]{0,8}[a-z0-9_])?$/));

function lookAlikes(): readonly string[] {
  const long = 'x'.repeat(63);
  return [
    'ex1.contoso.com',
    'ex10.contoso.com',
    'ex1.contoso.co',
    'ex-1.contoso.com',
    'ex_1.contoso.com',
    'ex1',
    `${long}.contoso.com`,
    `${long.slice(1)}y.contoso.com`,
    'xn--bcher-kva.contoso.com',
    'bucher.contoso.com',
    '1.2.3.4.contoso.com',
  ];
}

/** A canonical name as somebody might write it: in any case, with a trailing dot, in Unicode where it is punycode (F1). */
export function spelling(name: string): fc.Arbitrary<string> {
  const unicode = name.replace('xn--bcher-kva', 'b\u00fccher');
  return fc.tuple(fc.nat(2 ** 31 - 1), fc.boolean(), fc.boolean()).map(([shout, dot, beyondAscii]) => {
    // Which letters are capitals is a number's bits, again and again: a stream of truths takes most of a sequence's time.
    const letters = [...(beyondAscii ? unicode : name)].map((letter, index) => ((shout >> index % 31) & 1 ? letter.toUpperCase() : letter));
    return `${letters.join('')}${dot ? '.' : ''}`;
  });
}

/** A dial plan's name: two that differ in case only, one with a space, one that is a word of JavaScript. */
export function planName(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant('DP1') },
    { weight: 2, arbitrary: fc.constant('DP2') },
    { weight: 1, arbitrary: fc.constantFrom('dp1', ' DP1', 'UM Dial Plan 1', '__proto__', '\u{1f4de}') },
  );
}

/** SipName more often than the others, which make no claim (C9). */
export function uriType(): fc.Arbitrary<UriType> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant('SipName' as const) },
    { weight: 1, arbitrary: fc.constantFrom('TelExtn' as const, 'E164' as const) },
  );
}

/** A topology version, 1..9, those in use by Lync more often (F3). */
export function version(): fc.Arbitrary<Version> {
  return fc.oneof({ weight: 2, arbitrary: fc.constantFrom(5, 6) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 9 }) });
}

/** A dialect, each as likely as any other. */
export function dialect(): fc.Arbitrary<Dialect> {
  return fc.constantFrom(...dialects());
}

/** A command about one of the given servers, or about RTCSRV. Cycles come often, stops seldom. */
export function command(servers: readonly string[]): fc.Arbitrary<Command> {
  const server = fc.constantFrom(...servers).chain(spelling);
  return fc.oneof(
    { weight: 5, arbitrary: fc.record({ do: fc.constant('pool.add' as const), server, version: version() }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('pool.remove' as const), server }) },
    { weight: 5, arbitrary: fc.record({ do: fc.constant('dialPlan.host' as const), server, plan: planName(), uriType: uriType() }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('dialPlan.unhost' as const), server, plan: planName() }) },
    { weight: 7, arbitrary: fc.constant({ do: 'umRouting.discover' as const }) },
    { weight: 4, arbitrary: fc.constant({ do: 'rtcsrv.start' as const }) },
    { weight: 2, arbitrary: fc.constant({ do: 'rtcsrv.stop' as const }) },
    { weight: 2, arbitrary: fc.constant({ do: 'rtcsrv.restart' as const }) },
  );
}

/** How large a sequence may be. */
export interface SequenceSize {
  /** At most so many servers; 3 unless told. */
  readonly servers?: number;
  /** At most so many commands; 80 unless told. */
  readonly commands?: number;
}

/**
 * A sequence of commands about a few servers, from the empty start on; all lengths up to the greatest are as likely. One
 * server or two come more often than more: the fewer they are, the more happens to each.
 */
export function commands({ servers = 3, commands: most = 80 }: SequenceSize = {}): fc.Arbitrary<readonly Command[]> {
  const number = fc.oneof(fc.integer({ min: 1, max: Math.min(2, servers) }), fc.integer({ min: 1, max: servers }));
  const name = serverName();
  return number
    .chain((length) => fc.uniqueArray(name, { minLength: length, maxLength: length }))
    .chain((names) => fc.array(command(names), { minLength: 1, maxLength: most, size: 'max' }));
}
