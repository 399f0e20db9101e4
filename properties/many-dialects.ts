/**
 * The leases with more open questions: so many assumptions of so many answers, and rules that differ by them.
 */
import { leases } from '../starter/leases.ts';
import { mapTables } from './with-rule.ts';
import type { Assumption, Specification } from '../src/engine/specification.ts';

/** Each rule leaves its last effect out in the second answer to some assumption. */
export function leasesWith(assumptions: number, answers: number): Specification {
  const right: Specification = leases();
  const choices = Array.from({ length: answers }, (_, answer) => `c${answer}`);
  const asked = Array.from({ length: assumptions - 1 }, (_, index): readonly [string, Assumption<string>] => {
    return [`a${index}`, { id: `A${index + 2}`, asks: `Which of ${answers}?`, choices }];
  });
  const renewal = { ...right.assumptions['renewal']!, choices: ['restarts', 'ignored', 'forbidden'].slice(0, answers) };
  let rules = 0;
  return mapTables({ ...right, assumptions: { renewal, ...Object.fromEntries(asked) } }, (table) =>
    table.map((rule) => {
      const [name] = asked[rules++ % asked.length]!;
      return { ...rule, then: (dialect) => (dialect[name] === 'c1' ? rule.then(dialect).slice(0, -1) : rule.then(dialect)) };
    }),
  );
}
