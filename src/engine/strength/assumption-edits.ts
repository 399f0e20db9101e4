/**
 * Rules that get the assumptions wrong.
 */
import type { Dialect, Dialects } from '../dialects/dialects.ts';
import type { AnyRule } from '../rules/table.ts';
import type { Edit } from './edit.ts';

/** Each assumption that the rule reads, read as if another answer had been given, or as if there were only one. */
export function assumptionEdits(dialects: Dialects, rule: AnyRule): readonly Edit[] {
  const read = new Set<string>();
  dialects.each((dialect) => rule.then(reading(dialect, (name) => (read.add(name), dialect[name]!))));
  return [...read].flatMap((name) => {
    const choices = dialects.choices[name]!;
    const answering = (answer: (dialect: Dialect) => string): AnyRule => ({
      ...rule,
      then: (dialect: Dialect) => rule.then(reading(dialect, (asked) => (asked === name ? answer(dialect) : dialect[asked]!))),
    });
    const next = (dialect: Dialect): string => choices[(choices.indexOf(dialect[name]!) + 1) % choices.length]!;
    return [
      { operator: 'misread-assumption', place: name, rule: answering(next) },
      ...choices.map((choice) => ({ operator: 'ignore-assumption', place: `${name}=${choice}`, rule: answering(() => choice) })),
    ];
  });
}

function reading(dialect: Dialect, answer: (name: string) => string): Dialect {
  return new Proxy(dialect, { get: (_, name) => (typeof name === 'string' ? answer(name) : undefined) });
}
