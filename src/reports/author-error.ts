/**
 * A function of the author's that threw: how one comes there, and how things stand by then.
 */
import { AuthorError } from '../engine/rules/author-error.ts';
import { stateAfter } from '../engine/rules/play.ts';
import { systemOf } from '../engine/rules/system.ts';
import { replay } from '../engine/replay/simulate.ts';
import { dialectText, stateLines } from './words.ts';
import { counted } from './plain-text.ts';
import { unstyled } from './styles.ts';
import { stepsLines } from './timeline.ts';
import type { Specification } from '../engine/specification.ts';

/** Lines of text: the commands that lead there, played, and the state in which it threw; none where nobody knows. */
export function authorErrorLines(specification: Specification, { way, what }: AuthorError): readonly string[] {
  if (way === null) return [];
  const system = systemOf(specification);
  const throwsIn = (dialect: object) => {
    try {
      stateAfter(system, dialect, way.commands);
      return false;
    } catch (error) {
      if (error instanceof AuthorError) return true;
      throw error;
    }
  };
  const dialects = system.dialects.listed(way.variants);
  const throwing = dialects.find(throwsIn);
  const dialect = throwing ?? dialects[0]!;
  const played = throwing === undefined ? way.commands : way.commands.slice(0, -1);
  const { steps, after } = replay(specification, { commands: played, variant: system.dialects.only(dialect) });
  const last = way.commands[played.length];
  return [
    `shortest trace: ${counted(way.commands.length, 'command')}, then ${what} throws`,
    `dialect ${dialectText(dialect)}`,
    ...[...stepsLines(system, steps, unstyled)].flat(),
    ...stateLines(specification, after).map((line) => `     state   ${line}`),
    ...(last === undefined ? [] : [`${String(played.length + 1).padStart(3)}  ${system.text(last)}  throws`]),
  ];
}
