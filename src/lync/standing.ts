/**
 * How a server stands: whether it is listed and by which version, and what its users notice. And the ways out of a broken integration:
 * what each does, whether it helps, and how an administrator carries it out.
 */
import { Undecided } from '../engine/replay/simulate.ts';
import { play } from '../engine/rules/play.ts';
import type { VariantSet } from '../engine/dialects/set.ts';
import type { System } from '../engine/rules/system.ts';
import type { Dialect } from '../kst/assumptions.ts';
import type { Command, Refusal } from '../kst/commands.ts';
import type { Event } from '../kst/events.ts';
import type { Integration } from '../kst/integration.ts';
import type { Version, World } from '../kst/state.ts';
import type { Kst } from '../kst/words.ts';

export type KstSystem = System<Kst>;

/** Null stands for what is open. */
export interface Standing {
  readonly known: boolean | null;
  /** The version that is listed; null where none is, too. */
  readonly version: Version | null;
  readonly um: Integration['um'] | null; readonly owaIm: Integration['owaIm'] | null;
}

/** A server's standing in a state; its name is canonical. */
export function standingIn(system: KstSystem, state: World, name: string): Standing {
  const server = system.partIn(state, name);
  const { um, owaIm } = system.rulebook.status!.of(state.whole, server) as Integration;
  const known = state.whole.running && server.known.length > 0;
  return { known, version: known ? server.known[0]! : null, um, owaIm };
}

/** A server's standing after some commands; null where one of them is refused or not decided. */
export function standingAfter(
  system: KstSystem, state: World, name: string, commands: readonly Command[], dialect: Dialect,
): Standing | null {
  let at = state;
  for (const command of commands) {
    const outcome = play(system, at, command, dialect);
    if (outcome.kind !== 'taken' || outcome.refused !== null) return null;
    at = outcome.next;
  }
  return standingIn(system, at, name);
}

/**
 * Plays the commands one after the other: where that leads, what it logs, and why some of them were refused.
 *
 * @throws Undecided where the rulebook has a gap or an overlap.
 */
export function playThrough(system: KstSystem, start: World, commands: readonly Command[], dialect: Dialect) {
  let state = start;
  const events: Event[] = [];
  const refusals: Refusal[] = [];
  for (const [index, command] of commands.entries()) {
    const outcome = play(system, state, command, dialect);
    if (outcome.kind !== 'taken') throw new Undecided(index, outcome);
    state = outcome.next;
    events.push(...outcome.events);
    if (outcome.refused !== null) refusals.push(outcome.refused);
  }
  return { state, events, refusals };
}

/** What all of the standings have in common; null where they differ. */
export function agreed(standings: readonly Standing[]): Standing {
  const common = <F extends keyof Standing>(field: F) => shared(standings.map((standing) => standing[field]));
  return { known: common('known'), version: common('version'), um: common('um'), owaIm: common('owaIm') };
}

/** The value that all of the values are; null where they differ, or there is none. */
export function shared<T>(values: readonly T[]): T | null {
  return new Set(values).size === 1 ? values[0]! : null;
}

/** Whether OWA IM works, and UM where the server has to do with it. */
export function isHealthy({ um, owaIm }: Pick<Standing, 'um' | 'owaIm'>): boolean {
  return owaIm === 'works' && (um === 'works' || um === 'none');
}

/** Whether one of the integrations is broken, whatever is open. */
export function isBroken({ um, owaIm }: Pick<Standing, 'um' | 'owaIm'>): boolean {
  return um === 'broken' || owaIm === 'broken';
}

/** Option 1 (C17), option 2 (C19), or a pool for a server that nothing else makes known (C18). */
export type Remedy = keyof ReturnType<typeof remedies>;

/**
 * The remedies for a server whose name is canonical, and so needs no quotes in a line for a Management Shell: what each brings about, what
 * the log of every Front End shows when it has worked, and what may come later.
 */
export const remedies = (server: string) => ({
  'option-1': {
    title: 'Option 1: remove the trusted application pool',
    says: [
      'Take the server out of the topology: both integrations work again shortly (C17).',
      'Should it host no SipName dial plan any more, the pool must come back (C18).',
    ].join(' '),
    commands: [{ do: 'pool.remove', server }, { do: 'umRouting.discover' }],
    cmdlets: [
      `Get-CsTrustedApplication -TrustedApplicationPoolFqdn ${server} | Remove-CsTrustedApplication`,
      `Remove-CsTrustedApplicationPool -Identity ${server}`,
      'Enable-CsTopology',
    ],
    expect: `on every Front End, shortly after: 14493 with ${server} and version 0 (LS Protocol Stack, Information)`,
    caveat: 'if the server hosts no SipName dial plan some day, OWA IM stops with UM integration, and the pool must be added back',
  },
  'option-2': {
    title: 'Option 2: restart RTCSRV, on every Front End',
    says: [
      'Restart RTCSRV on every Front End: 14563, 44030, then 14493 lists the server again (C19, C20).',
      'Both claims stay, and a change of either can break it anew.',
    ].join(' '),
    commands: [{ do: 'rtcsrv.restart' }],
    cmdlets: ['Restart-Service RTCSRV'],
    expect:
      `on every Front End: 14492 and 44024, then 14563 (Error) once more and 44030 (Warning), and 14493 with ${server} (Information)`,
    caveat: [
      'the pool stays, and with it both claims: they meet again at every start,',
      'and which version is listed then is an assumption (A1)',
    ].join(' '),
  },
  'add-pool': {
    title: 'Add a trusted application pool, if OWA is to have IM and the server hosts no SipName dial plan',
    says: 'Create the pool and the application, in a site and with a Front End pool of yours (C3).',
    commands: [{ do: 'pool.add', server, version: 6 }],
    cmdlets: [
      `New-CsTrustedApplicationPool -Identity ${server} -Registrar <Front End pool> -Site <site> -RequiresReplication $false`,
      `New-CsTrustedApplication -ApplicationId ExchangeOutlookWebApp -TrustedApplicationPoolFqdn ${server} -Port 5199`,
      'Enable-CsTopology',
    ],
    expect: `on every Front End: 14493 with ${server} and the version of your Lync (LS Protocol Stack, Information)`,
    caveat: 'a server that hosts a SipName dial plan must not have one: UM Routing adds it by itself, and both entries would be evicted',
  },
} satisfies Readonly<Record<string, { readonly commands: readonly Command[]; readonly [word: string]: unknown }>>);

/** Whether a remedy, each command of which must do something, leads from a state to where all works, in all of some dialects. */
export function helps(remedy: Remedy, system: KstSystem, state: World, server: string, dialects: VariantSet): boolean {
  const { commands } = remedies(server)[remedy];
  const after = system.dialects.each((dialect) => standingAfter(system, state, server, commands, dialect), dialects);
  return after.every(({ value }) => value !== null && isHealthy(value));
}
