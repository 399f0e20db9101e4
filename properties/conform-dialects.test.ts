/**
 * Which dialect an implementation speaks, however many there are.
 */
import { describe, expect, test } from 'vitest';
import { Onlooker } from '../src/engine/conform/look.ts';
import { dialectClasses } from '../src/engine/conform/specified.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { compare, inDialect } from './conform/compare.ts';
import { manyDialects } from './many-dialects.ts';

describe.each([{ assumptions: 10, answers: 2 }, { assumptions: 5, answers: 3 }, { assumptions: 3, answers: 2 }])(
  'of $assumptions assumptions of $answers answers',
  ({ assumptions, answers }) => {
    const specification = manyDialects(assumptions, answers);
    const { dialects } = systemOf(specification);
    const count = answers ** assumptions;

    test('each is a class of its own by what is logged, and all are one by what is observed alone', () => {
      const classes = (observes: readonly string[]) => dialectClasses(specification, new Onlooker(specification, observes)).classes;
      expect(classes(['sheets', 'events']).map(({ dialect }) => dialect)).toEqual(dialects.list);
      expect(classes(['sheets']).map(({ dialects: alike }) => alike)).toEqual([dialects.all]);
    });

    test.for([0, 1, Math.floor(count / 3), count - 1])('number %i is recognised', async (index) => {
      const dialect = dialects.list[index]!;
      const result = await compare(specification, inDialect(specification, dialect), { commands: 200 });
      expect([result.verdict, result.dialects]).toEqual(['conforms', [dialect]]);
      expect(result.parts[0]!.commands).toBeLessThan(assumptions * 3);
    });

    test('those that would allow what is wrong are all told', async () => {
      const [wrong, choices] = [{ ...dialects.usual, q1: 'a2' }, { q1: 'a1' }];
      const { verdict, divergences } = await compare(specification, inDialect(specification, wrong), { choices, only: ['complete'] });
      expect([verdict, divergences[0]!.commands]).toEqual(['diverges', [{ do: 'ask', sheet: 'x', question: 1 }]]);
      expect(divergences[0]!.allowedIn).toEqual(dialects.listed(dialects.with({ q1: 'a2' })));
    });
  },
);
