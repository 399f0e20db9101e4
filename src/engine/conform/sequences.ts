/**
 * Sequences over an alphabet: their order, so that of what is as short all find the same; and the plainest names and values in the
 * place of those that chance has chosen, so that one fault is told in the same words whoever found it.
 */
import { compareNames } from '../text.ts';
import type { Field, ListField, Rulebook, Specification } from '../specification.ts';
import type { AnyCommand } from './player.ts';

/** Commands to be done one after the other. */
export type Sequence = readonly AnyCommand[];

/** Compares as `sort` asks for. */
export type CommandOrder = ReturnType<typeof orderOf>;

export function orderOf({ commands: words }: Pick<Rulebook, 'commands'>) {
  const kinds = Object.keys(words);
  /** By kind, as the specification lists them, then by subject and the rest. */
  const commands = (a: AnyCommand, b: AnyCommand) =>
    kinds.indexOf(a.do) - kinds.indexOf(b.do) || compareNames(JSON.stringify(a), JSON.stringify(b));
  /** Shorter ones first, then by their commands. */
  const sequences = (a: Sequence, b: Sequence) =>
    a.length - b.length || a.reduce((order, command, index) => order || commands(command, b[index]!), 0);
  return { commands, sequences };
}

/** All sequences of a length, in the order of the alphabet. */
export function* sequencesOver(alphabet: Sequence, length: number, begun: Sequence = []): Generator<Sequence> {
  if (begun.length === length) yield begun;
  else for (const command of alphabet) yield* sequencesOver(alphabet, length, [...begun, command]);
}

type SubjectField = Extract<Field, { is: 'subject' }>;

/** Each puts plainer names and values in the place of others; the first are to be tried first. */
export function simplifications({ commands, alphabets }: Specification): readonly ((commands: Sequence) => Sequence)[] {
  const fields = new Map(Object.values(commands).flatMap(({ fields: each }) => Object.entries<Field>(each)));
  const written = alphabets.flatMap((alphabet) => alphabet.commands as Sequence);
  return [...fields].flatMap(([name, field]) => {
    const plainer = field.is === 'subject' ? plainerNames(field, valuesIn(written, name) as readonly string[]) : plainerValues(field);
    return plainer.map((choose) => (given: Sequence) => replaced(given, name, choose(valuesIn(given, name))));
  });
}

/** Of the values of one field, as they come up, what is to stand in the place of each. */
type Choose = (values: readonly unknown[]) => (value: unknown) => unknown;

/** Fewer items for all lists, down to as many as there must be. */
function shorterLists({ count = 0 }: ListField): readonly Choose[] {
  const shortened = (shorten: (list: readonly unknown[]) => readonly unknown[]): Choose => () => (list) => {
    const shorter = shorten(list as readonly unknown[]);
    return shorter.length < count ? list : shorter;
  };
  return [shortened(() => []), shortened((list) => list.slice(0, 1)), shortened((list) => list.slice(-1))];
}

/** One plain value for all; then the plain values one after the other, each in the place of another. */
function plainerValues(field: Exclude<Field, SubjectField>): readonly Choose[] {
  if (field.is === 'list') return shorterLists(field);
  const plain: readonly unknown[] = field.is === 'one of' ? field.values.slice(0, 1) : field.examples;
  return [...plain.slice(0, 1).map((value): Choose => () => () => value), ...plain.map((value, index) => swapped(index, value))];
}

/**
 * Normal forms, for all or for one name after the other; then examples, each in the place of another name. Where it is the spelling
 * that matters, a name that is not in its normal form gets a spelling that some alphabet has.
 *
 * @param written the names as the alphabets write them.
 */
function plainerNames({ normal, examples }: SubjectField, written: readonly string[]): readonly Choose[] {
  const normalOf = (name: unknown) => normal(name as string);
  const names = [...new Set(examples.map(normal))];
  const unspelled = names.map((_, index): Choose => (values) => {
    const spelled = [...new Set(values)].filter((name) => name !== normalOf(name)).at(-1 - index);
    return (name) => (name === spelled ? normalOf(name) : name);
  });
  const renamed = names.flatMap((plain, index) => {
    const spellings = new Set(written.filter((name) => name !== plain && normal(name) === plain));
    return [...(spellings.size === 0 ? [plain] : spellings)].map((spelling): Choose => (values) => {
      const rename = swapped(index, plain)(values.map(normalOf));
      return (name) => {
        const [is, becomes] = [normalOf(name), rename(normalOf(name))];
        if (name === is) return becomes;
        return becomes === plain ? spelling : becomes === is ? name : becomes;
      };
    });
  });
  return [() => normalOf, ...unspelled, ...renamed];
}

/** Puts `plain` in the place of the `index`-th of some values, and that one in the place of `plain`. */
function swapped(index: number, plain: unknown): Choose {
  return (values) => {
    const other = [...new Set(values)][index] ?? plain;
    return (value) => (value === other ? plain : value === plain ? other : value);
  };
}

function valuesIn(commands: Sequence, field: string): readonly unknown[] {
  return commands.flatMap((command) => (field in command ? [(command as unknown as Readonly<Record<string, unknown>>)[field]] : []));
}

function replaced(commands: Sequence, field: string, choose: (value: unknown) => unknown): Sequence {
  return commands.map((command) => (field in command ? { ...command, [field]: choose(valuesIn([command], field)[0]) } : command));
}
