/**
 * Planned changes, from what is written to what is played: a short name stands for the server that has it, a pool for all that it
 * lists, and each change is played from what there is then, with the discovery cycle that follows it.
 */
import { compareNames } from '../../engine/text.ts';
import { canonicalName } from '../../kst/names.ts';
import { type KstSystem, playThrough } from '../standing.ts';
import { namesText } from './why.ts';
import { commandsFor, type Possibility } from './possibilities.ts';
import type { Dialect } from '../../kst/assumptions.ts';
import type { Command, ServerCommand } from '../../kst/commands.ts';
import type { World } from '../../kst/state.ts';
import type { Inventory } from '../inventory.ts';
import type { PoolClaim, ServerFacts } from './facts.ts';

/** A change, and what is played of it. */
export interface PlannedChange {
  /** As it was written, but with the FQDN in the place of a short name. */
  readonly command: Command;
  /** One command, by the canonical name of its server; for the removal of a pool, one for each server that it lists. */
  readonly parts: readonly Command[];
  /** Whether it waits for UM Routing, which learns of dial plans, and lists a server whose pool has gone, in its next cycle (F5, F8). */
  readonly waits: boolean;
}

const waiting: ReadonlySet<Command['do']> = new Set(['dialPlan.host', 'dialPlan.unhost', 'pool.remove']);

/** A short name in a change that is the first label of several servers. */
export class AmbiguousServer extends Error {
  override readonly name = 'AmbiguousServer';

  constructor(server: string, candidates: readonly string[]) {
    super(`${server} may be ${candidates.join(' or ')}: expected the FQDN`);
  }
}

/**
 * The changes as they are played, in the order given; the servers that they name and the facts do not; and how the changes were taken, in
 * sentences.
 *
 * @throws AmbiguousServer for a short name that several servers have.
 */
export function planned(system: KstSystem, commands: readonly Command[], facts: readonly ServerFacts[], inventory: Inventory) {
  const told = new Map(facts.map((server) => [server.server, server]));
  const exchange = new Set(inventory.exchangeServers.map(({ name, fqdn }) => fqdn ?? name));
  const strangers = new Set<string>();
  const notes = new Set<string>();
  // Cycles are left to run by themselves, unless the changes have some of their own.
  const cycles = !commands.some((command) => command.do === 'umRouting.discover');
  const changes = commands.map((written) => {
    if (!('server' in written)) return { command: written, parts: [written], waits: false };
    const name = canonicalName(written.server);
    const server = serverCalled(name, facts, inventory);
    if (server !== name) notes.add(`${name} is taken as ${server}`);
    if (!told.has(server)) strangers.add(server);
    if (!told.has(server) && !exchange.has(server)) notes.add(`${server} is in none of the inputs: a new server, or a typing error`);
    const command = server === name ? written : { ...written, server };
    const { parts, note } = partsOf(system, command, server, told.get(server)?.pools ?? []);
    if (note !== null) notes.add(note);
    return { command, parts, waits: cycles && waiting.has(command.do) };
  });
  return { changes, strangers: [...strangers], notes: [...notes] };
}

/** The server that has the name, or has it as its short name; the name itself where none has. */
function serverCalled(name: string, facts: readonly ServerFacts[], { exchangeServers }: Inventory) {
  const listed = exchangeServers.filter((server) => server.name === name).map(({ fqdn }) => fqdn ?? name);
  const alike = facts.map(({ server }) => server).filter((server) => server.split('.')[0] === name);
  const candidates = [...new Set([...listed, ...alike])];
  if (name.includes('.') || candidates.includes(name)) return name;
  if (candidates.length > 1) throw new AmbiguousServer(name, candidates.sort(compareNames));
  return candidates[0] ?? name;
}

/** What is played of a command about a server, and what is to be said of that; the rules know servers, and no pools of several. */
function partsOf(system: KstSystem, command: ServerCommand, server: string, pools: readonly PoolClaim[]) {
  const says = (note: string, parts: readonly Command[] = [{ ...command, server }]) => ({ parts, note: `${system.text(command)} ${note}` });
  const own = pools.find(({ pool, computers }) => pool === server && computers?.some((computer) => computer !== pool) === true);
  if (command.do === 'pool.remove' && own !== undefined) {
    const listed = [...new Set([server, ...own.computers!])].sort(compareNames);
    const name = own.nameOnly ? ', and its own name where that is listed (assumption pool-name)' : '';
    const computers = namesText(own.computers!.toSorted(compareNames));
    return says(`takes the whole pool away: ${computers}${name}`, listed.map((each) => ({ do: 'pool.remove', server: each })));
  }
  if (command.do === 'pool.add' && own !== undefined) {
    return says('adds a pool of one computer, of the same name: those of the present pool are not added');
  }
  const around = pools.find(({ computers }) => computers !== null && computers.length > 1);
  if (command.do !== 'pool.remove' || around === undefined) return { parts: [{ ...command, server }], note: null };
  const does = 'as Remove-CsTrustedApplicationComputer does: the pool stays, with its other computers';
  return says(`takes it out of the pool ${around.pool}, ${does}`);
}

/** The world after a start of RTCSRV with servers that are so: what the changes start from. */
export function startOf(system: KstSystem, servers: Iterable<readonly [string, Possibility]>, dialect: Dialect): World {
  const commands = [...servers].flatMap(([server, possibility]) => Object.values(commandsFor(possibility, server)).flat());
  return playThrough(system, system.start, [...commands, { do: 'rtcsrv.start' }], dialect).state;
}

/** The servers that changes are about, by their canonical names. */
export function serversNamed(changes: readonly PlannedChange[]): ReadonlySet<string> {
  return new Set(changes.flatMap(({ parts }) => parts.flatMap((part) => ('server' in part ? part.server : []))));
}

/** What a change means for one server. Servers do not disturb each other, and a cycle tells nothing new to the others. */
export function changeFor({ parts, ...change }: PlannedChange, server: string): PlannedChange {
  return { ...change, parts: parts.filter((part) => !('server' in part) || part.server === server) };
}

/**
 * Plays one change, which is refused when each of its parts is. One that waits for a discovery cycle is followed by one at once, while
 * RTCSRV runs: nobody plans what lasts only until then.
 *
 * @throws Undecided where the rulebook has a gap or an overlap.
 */
export function playChange(system: KstSystem, start: World, { parts, waits }: PlannedChange, dialect: Dialect) {
  const { state, events, refusals } = playThrough(system, start, parts, dialect);
  if (refusals.length === parts.length) return { state, events, rejected: refusals[0] ?? null, cycle: false };
  if (!waits || !state.whole.running) return { state, events, rejected: null, cycle: false };
  const after = playThrough(system, state, [{ do: 'umRouting.discover' }], dialect);
  return { state: after.state, events: [...events, ...after.events], rejected: null, cycle: true };
}

/** Plays changes one after the other. */
export function playChanges(system: KstSystem, start: World, changes: readonly PlannedChange[], dialect: Dialect) {
  let state = start;
  return changes.map((change) => {
    const changed = playChange(system, state, change, dialect);
    state = changed.state;
    return changed;
  });
}
