/**
 * Random sequences for an implementation: commands as they come, and every now and then the shortest way from where the
 * rules stand to what breaks most easily: a conflict, its healing, or a start in the middle of it.
 */
import fc from 'fast-check';
import { command, serverName, version } from '../../arbitraries.ts';
import { commandText } from '../../kst/commands.ts';
import { blankServer, emptyWorld, inOrder, serverIn, worldKey } from '../../kst/state.ts';
import { step } from '../../kst/step.ts';
import { Remembered } from './remembered.ts';
import type { Command } from '../../kst/commands.ts';
import type { Dialect } from '../../kst/dialect.ts';
import type { Model } from '../../kst/model.ts';
import type { Server, World } from '../../kst/state.ts';
import type { Standing } from './remembered.ts';

export interface RandomSize {
  /** At least so many commands in all; the last sequence is not cut. */
  readonly commands: number;
  /** At most so many servers in a sequence. */
  readonly servers: number;
  readonly seed: number;
}

/** The same sequences for the same size and dialect, on any machine. */
export function* randomSequences(model: Model, dialect: Dialect, { commands, servers, seed }: RandomSize): Generator<readonly Command[]> {
  const carryOut = carrier(model, dialect);
  const planned = plans(servers);
  let left = commands;
  for (let round = 0; left > 0; round++) {
    for (const plan of fc.sample(planned, { seed: mixed(seed, round), numRuns: 50 })) {
      if (left <= 0) return;
      const sequence = carryOut(plan);
      left -= sequence.length;
      yield sequence;
    }
  }
}

/** A seed for each round, of which those of one run are not those of the next seed's: whoever counts seeds up plays others each time. */
function mixed(seed: number, round: number): number {
  return (Math.imul(seed, 0x9e37_79b1) + round) | 0;
}

/** What a server is to be brought to. */
const goals: { readonly [name: string]: (server: Server, world: World, model: Model) => boolean } = {
  conflict: ({ conflict }) => conflict === 'open',
  settled: ({ conflict }) => conflict === 'settled',
  healed: (server, { running }, model) => {
    const { um, owaIm } = model.integrationOf(running, server);
    return um === 'works' && owaIm === 'works';
  },
  restored: ({ pool, known, claimed }) => pool !== null && known[0] === pool && !claimed,
};

interface Goal {
  readonly goal: string;
  readonly server: string;
  readonly version: number;
  /** What is done when it is reached. */
  readonly then: Command;
}

type Plan = readonly (Command | Goal)[];

function plans(servers: number): fc.Arbitrary<Plan> {
  const number = fc.oneof(fc.integer({ min: 1, max: Math.min(2, servers) }), fc.integer({ min: 1, max: servers }));
  const length = fc.oneof({ weight: 3, arbitrary: fc.constant(30) }, { weight: 1, arbitrary: fc.constant(120) });
  const name = serverName();
  return fc.tuple(number, length).chain(([many, most]) =>
    fc.uniqueArray(name, { minLength: many, maxLength: many }).chain((names) => {
      const then = fc.constantFrom<Command>({ do: 'rtcsrv.restart' }, { do: 'rtcsrv.start' }, { do: 'umRouting.discover' });
      const goal = fc.record({ goal: fc.constantFrom(...Object.keys(goals)), server: fc.constantFrom(...names), version: version(), then });
      return fc.array(fc.oneof({ weight: 4, arbitrary: command(names) }, { weight: 1, arbitrary: goal }), { minLength: 1, maxLength: most, size: 'max' });
    }),
  );
}

/** Makes a sequence of a plan: each goal becomes the way there from where the rules stand. */
function carrier(model: Model, dialect: Dialect): (plan: Plan) => readonly Command[] {
  const ways = new Ways(model, dialect);
  const after = (world: World, command: Command): World => {
    const outcome = step(model, world, command, dialect);
    return outcome.kind === 'taken' ? outcome.next : world;
  };
  return (plan) => {
    const sequence: Command[] = [];
    let world = emptyWorld();
    const take = (command: Command): void => {
      world = after(world, command);
      sequence.push(command);
    };
    for (const item of plan) {
      if ('do' in item) take(item);
      else [...ways.to(world, item), item.then].forEach(take);
    }
    return sequence;
  };
}

/** The one server about which ways are looked for, in the place of any other: a rule sees no more than one. */
const anyServer = 'ex1.contoso.com';

/** Shortest ways to goals, each looked for once. */
class Ways {
  private readonly model: Model;
  private readonly rules: Remembered<null>;
  private readonly found = new Map<string, readonly Command[]>();

  constructor(model: Model, dialect: Dialect) {
    this.model = model;
    this.rules = new Remembered(model, dialect, () => null);
  }

  /** Commands about the goal's server and about RTCSRV; none where it is not near. */
  to({ running, servers }: World, goal: Goal): readonly Command[] {
    const server = { ...(servers.find(({ name }) => name === goal.server) ?? blankServer(goal.server)), name: anyServer };
    const from = this.rules.standing({ running, servers: inOrder([server]) });
    const key = `${goal.goal} ${goal.version} ${worldKey(from.world)}`;
    let way = this.found.get(key);
    if (way === undefined) this.found.set(key, (way = this.shortest(from, goal, server)));
    return way.map((command) => ('server' in command ? { ...command, server: goal.server } : command));
  }

  private shortest(from: Standing<null>, { goal, version: pool }: Goal, { plans: hosted }: Server): readonly Command[] {
    const server = anyServer;
    const helpful: readonly Command[] = [
      { do: 'pool.add', server, version: pool },
      { do: 'pool.remove', server },
      { do: 'dialPlan.host', server, plan: 'DP1', uriType: 'SipName' },
      ...hosted.map(({ plan }): Command => ({ do: 'dialPlan.unhost', server, plan })),
      { do: 'umRouting.discover' },
      { do: 'rtcsrv.start' },
      { do: 'rtcsrv.restart' },
    ];
    const open: { readonly at: Standing<null>; readonly way: readonly Command[] }[] = [{ at: from, way: [] }];
    const met = new Set([from]);
    for (const { at, way } of open) {
      if (goals[goal]!(serverIn(at.world, server), at.world, this.model)) return way;
      if (way.length === 4) continue;
      for (const each of helpful) {
        const { next } = this.rules.take(at, each, commandText(each));
        if (!met.has(next)) open.push({ at: next, way: [...way, each] });
        met.add(next);
      }
    }
    return [];
  }
}
