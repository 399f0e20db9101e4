/**
 * Alphabets: the finite sets of commands over which the rules are proved.
 */
import type { Alphabet } from '../engine/specification.ts';
import type { Command } from './commands.ts';
import type { UriType, Version } from './state.ts';
import type { Kst } from './words.ts';

/** In name order, the first one a prefix of the second but for a digit. */
const [one, two, three] = ['ex1.contoso.com', 'ex10.contoso.com', 'ex2.contoso.com'] as const;

/** Every alphabet; the first is the one that people read. */
export const alphabets = (): readonly Alphabet<Kst>[] => [
  { name: 'narrow', says: 'one server, versions 5 and 6, one SipName plan', for: 'quick', commands: narrowAlphabet() },
  {
    name: 'bystander',
    says: 'version 9, and a second server in three spellings with a TelExtn and an E164 plan',
    for: 'quick',
    commands: bystanderAlphabet(),
  },
  { name: 'spellings', says: 'one server under three spellings of its name', for: 'proof', commands: spellingAlphabet() },
  { name: 'two servers', says: 'two servers, each with a version and a SipName plan', for: 'proof', commands: twoServerAlphabet() },
  { name: 'wide', says: 'one server, versions 1 to 9, two plans, three URI types', for: 'proof', commands: wideAlphabet() },
  {
    name: 'three servers',
    says: 'three servers: one with pool and SipName plan, one with a pool, one with a plan',
    for: 'compare',
    commands: [...aboutServer(one, [6]), ...pool(two, 5), ...plan(three), ...services()],
  },
  {
    name: 'three hosting',
    says: 'three servers that all host SipName plans, one of them with a pool as well',
    for: 'conform',
    // Faults of the third one show here.
    commands: [...plan(one), ...plan(two).slice(0, 1), ...aboutServer(three, [6]), ...services()],
  },
];

/** The commands about RTCSRV and UM Routing. */
export const services = (): readonly Command[] => [
  { do: 'umRouting.discover' },
  { do: 'rtcsrv.start' },
  { do: 'rtcsrv.stop' },
  { do: 'rtcsrv.restart' },
];

/** The commands about a server, with some versions, plans and URI types. */
export function aboutServer(
  server: string, versions: readonly Version[], plans: readonly string[] = ['DP1'], uriTypes: readonly UriType[] = ['SipName'],
): readonly Command[] {
  return [
    ...versions.map((version): Command => ({ do: 'pool.add', server, version })),
    { do: 'pool.remove', server },
    ...plans.flatMap((plan) => uriTypes.map((uriType): Command => ({ do: 'dialPlan.host', server, plan, uriType }))),
    ...plans.map((plan): Command => ({ do: 'dialPlan.unhost', server, plan })),
  ];
}

/** Those about its pool alone, or about a SipName plan. */
const pool = (server: string, version: Version) => aboutServer(server, [version], []);
const plan = (server: string) => aboutServer(server, []).slice(1);

/** One server, versions 5 and 6, one SipName plan: nine commands, the alphabet that people read. */
export function narrowAlphabet(): readonly Command[] {
  return [...aboutServer(one, [5, 6]), ...services()];
}

/** One server, every version, two plans, all URI types: what the narrow alphabet cannot see shows here. */
export function wideAlphabet(): readonly Command[] {
  const versions = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  return [...aboutServer(one, versions, ['DP1', 'DP2'], ['SipName', 'TelExtn', 'E164']), ...services()];
}

/** Two servers, one name a prefix of the other, with one version and one SipName plan each. */
export function twoServerAlphabet(): readonly Command[] {
  return [...aboutServer(one, [5]), ...aboutServer(two, [6]), ...services()];
}

/**
 * What the narrow alphabet leaves out, as small as can be: another version, and a second server with plans of the URI
 * types that make no claim, its name in three spellings, its plans in two that differ.
 */
export function bystanderAlphabet(): readonly Command[] {
  return [
    ...aboutServer(one, [9]),
    { do: 'dialPlan.host', server: two, plan: 'DP1', uriType: 'TelExtn' },
    { do: 'dialPlan.host', server: 'EX10.contoso.com.', plan: 'dp1', uriType: 'E164' },
    { do: 'dialPlan.unhost', server: 'Ex10.contoso.com', plan: 'DP1' },
    ...services(),
  ];
}

/** One server under three spellings that DNS takes for the same (F1). */
export function spellingAlphabet(): readonly Command[] {
  const spellings = [one, 'EX1.contoso.COM', 'ex1.contoso.com.'];
  return [...spellings.flatMap((server) => aboutServer(server, [5, 6])), ...services()];
}
