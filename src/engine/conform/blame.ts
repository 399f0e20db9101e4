/**
 * The rule behind an expectation that was not met.
 */
import { applicationsOf, stateAfter } from '../rules/play.ts';
import { systemOf } from '../rules/system.ts';
import { answerOf } from './look.ts';
import type { AnyRule } from '../rules/table.ts';
import type { Expectations } from './expectations.ts';
import type { Onlooker } from './look.ts';
import type { AnyCommand } from './player.ts';

/**
 * Of the rules that apply to the last command the one without which the rules' answer would change in most of what the
 * implementation's differs in, of several the one that was asked last; or else the last one about the part of which something
 * differs.
 *
 * @param answer what the implementation answered to the last command.
 */
export function blamedRule({ rulebook, dialect, onlooker }: Expectations, commands: readonly AnyCommand[], answer: unknown): AnyRule {
  const system = systemOf(rulebook);
  const state = stateAfter(system, dialect, commands.slice(0, -1));
  const command = commands.at(-1)!;
  const answered = (without: number | null) => {
    const { applications, outcome } = applicationsOf(system, state, command, dialect, without);
    return { applications, answer: outcome.kind === 'taken' ? answerOf(rulebook, outcome) : null };
  };
  const { applications, answer: expected } = answered(null);
  const { about, names } = firstDiffering(differences(onlooker, expected, answer));

  const fitting = applications.filter(({ subject }) => subject === about);
  let [blamed, most] = [(fitting.at(-1) ?? applications.at(-1))!, 1];
  for (const [index, application] of applications.entries()) {
    const changed = [...differences(onlooker, expected, answered(index).answer).keys()].filter((name) => names.has(name)).length;
    if (changed >= most) [blamed, most] = [application, changed];
  }
  return blamed.rule;
}

interface Differing {
  readonly about: string | null;
  readonly names: ReadonlySet<string>;
}

/** Several parts may have gone wrong in one step, each by a rule of its own: the first of them, or what is about none. */
function firstDiffering(differing: ReadonlyMap<string, string | null>): Differing {
  const parts = [...differing.values()];
  const about = parts.includes(null) ? null : (parts.sort()[0] ?? null);
  return { about, names: new Set([...differing].flatMap(([name, part]) => (part === about ? [name] : []))) };
}

/** What two answers differ in, and which part that is about; everything in the first, where the other is no answer. */
function differences(onlooker: Onlooker, one: unknown, other: unknown): ReadonlyMap<string, string | null> {
  const [a, b] = [onlooker.partsOf(one), onlooker.partsOf(other)];
  const differs = (name: string): boolean => a?.get(name)?.looks.join() !== b?.get(name)?.looks.join();
  const all = [...new Map([...(a ?? []), ...(b ?? [])])];
  return new Map(all.filter(([name]) => differs(name)).map(([name, { about }]) => [name, about]));
}
