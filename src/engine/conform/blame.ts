/**
 * An expectation that was not met, and the rule behind it.
 */
import { applicationsOf, stateAfter } from '../rules/play.ts';
import { systemOf } from '../rules/system.ts';
import { answerOf, type Onlooker } from './look.ts';
import type { AnyRule } from '../rules/table.ts';
import type { Specification } from '../specification.ts';
import type { Expectations } from './expectations.ts';
import type { Sequence } from './sequences.ts';
import type { Player, Tried } from './player.ts';

/** Commands of which the last is answered otherwise than the rules say. */
export interface Diverging {
  readonly commands: Sequence;
  /** How the answer to the last one looked. */
  readonly look: string;
  /** The rule behind what was expected, or the protocol. */
  readonly rule: Pick<AnyRule, 'id' | 'says' | 'cites'>;
}

/** What stands where a rule's id would: no rule is behind what is no answer at all. */
export const protocolId = 'protocol';

/** The first divergence in a test case, with the rule behind what was expected; null where there is none. */
export function divergenceIn({ test, looks }: Tried, player: Player, expectations: Expectations): Diverging | null {
  const at = expectations.firstMismatch(test.commands, looks);
  if (at === -1) return null;
  const { onlooker, specification } = expectations;
  const [commands, look] = [test.commands.slice(0, at + 1), looks[at]!];
  const answer = player.answerLike(look);
  const rule = onlooker.partsOf(answer) === null ? protocolRule(specification) : blamedRule(expectations, commands, answer);
  return { commands, look, rule };
}

function protocolRule(specification: Specification) {
  const shown = ['its events', ...systemOf(specification).observes.map((name) => `the ${name}`)].join(' and ');
  return { id: protocolId, says: `A command is answered by ${shown}, or by rejected alone`, cites: [] };
}

/**
 * Of the rules that apply to the last command the one without which the rules' answer would change in most of what the
 * implementation's differs in, of several the one that was asked last; or else the last one about the part of which something
 * differs. Several parts may have gone wrong in one step, each by a rule of its own: the first of them counts, or what is about none.
 *
 * @param answer what the implementation answered to the last command.
 */
function blamedRule({ specification, dialect, onlooker }: Expectations, commands: Sequence, answer: unknown) {
  const system = systemOf(specification);
  const state = stateAfter(system, dialect, commands.slice(0, -1));
  const answered = (without: number | null) => {
    const { applications, outcome } = applicationsOf(system, state, commands.at(-1)!, dialect, without);
    return { applications, answer: outcome.kind === 'taken' ? answerOf(specification, outcome) : null };
  };
  const { applications, answer: expected } = answered(null);
  const differing = differences(onlooker, expected, answer);
  const parts = [...differing.values()];
  const about = parts.includes(null) ? null : (parts.sort()[0] ?? null);

  let [blamed, most] = [applications.findLast(({ subject }) => subject === about) ?? applications.at(-1)!, 1];
  for (const [index, application] of applications.entries()) {
    const changes = differences(onlooker, expected, answered(index).answer).keys();
    const changed = [...changes].filter((name) => differing.get(name) === about).length;
    if (changed >= most) [blamed, most] = [application, changed];
  }
  return blamed.rule;
}

/** What two answers differ in, and which part that is about; everything in the first, where the other is no answer. */
function differences(onlooker: Onlooker, one: unknown, other: unknown) {
  const [a, b] = [onlooker.partsOf(one), onlooker.partsOf(other)];
  const differs = (name: string) => a?.get(name)?.looks.join() !== b?.get(name)?.looks.join();
  const all = [...new Map([...(a ?? []), ...(b ?? [])])];
  return new Map(all.filter(([name]) => differs(name)).map(([name, { about }]) => [name, about]));
}
