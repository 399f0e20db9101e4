/**
 * The rule behind an expectation that was not met.
 */
import { play } from '../../kst/play.ts';
import { worldAfter } from '../world-after.ts';
import { answerOf, partsOf } from './look.ts';
import type { Command } from '../../kst/commands.ts';
import type { Dialect } from '../../kst/dialect.ts';
import type { Model } from '../../kst/model.ts';
import type { Rule } from '../../kst/rules/rule.ts';
import type { Observes } from './look.ts';

/**
 * Of the rules that apply to the last command the one without which the rules' answer would change in most of what the
 * implementation's differs in, of several the one that was asked last; or else the last one about the server of which
 * something differs.
 *
 * @param answer what the implementation answered to the last command.
 */
export function blamedRule(model: Model, dialect: Dialect, commands: readonly Command[], answer: unknown, observes: Observes): Rule {
  const world = worldAfter(model, dialect, commands.slice(0, -1));
  const command = commands.at(-1)!;
  const { applications, soFar } = play(model, world, command, dialect);
  const expected = answerOf(soFar);
  const { server, parts } = firstDiffering(differences(expected, answer, observes));

  const about = applications.filter(({ subject }) => subject === server);
  let [blamed, most] = [(about.at(-1) ?? applications.at(-1))!, 1];
  for (const [index, application] of applications.entries()) {
    const without = answerOf(play(model, world, command, dialect, index).soFar);
    const changed = [...differences(expected, without, observes)].filter((part) => parts.has(part)).length;
    if (changed >= most) [blamed, most] = [application, changed];
  }
  return blamed.rule;
}

/** Several servers may have gone wrong in one step, each by a rule of its own: the first of them, or what is about none. */
function firstDiffering(differing: ReadonlySet<string>): { readonly server: string | null; readonly parts: ReadonlySet<string> } {
  const serverOf = (part: string): string | null => /^(?:table|events) (.*)$/s.exec(part)?.[1] ?? null;
  const servers = [...differing].map(serverOf);
  const server = servers.includes(null) ? null : (servers.sort()[0] ?? null);
  return { server, parts: new Set([...differing].filter((part) => serverOf(part) === server)) };
}

/** The parts in which two answers differ; every part of the first, where the other is no answer. */
function differences(one: unknown, other: unknown, observes: Observes): ReadonlySet<string> {
  const [a, b] = [partsOf(one, observes), partsOf(other, observes)];
  const names = [...(a?.keys() ?? []), ...(b?.keys() ?? [])];
  return new Set(names.filter((name) => a?.get(name) !== b?.get(name)));
}
