/**
 * What people and programs read of a difference: text, Markdown, JSON, and acceptances.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acceptanceFromMarkdown } from '../src/inputs/acceptance.ts';
import { behaviourFromJson } from '../src/inputs/behaviour.ts';
import { knownServersTable } from '../src/kst/model.ts';
import { visible } from '../src/kst/names.ts';
import { judgeAcceptances } from '../src/kit/diff/acceptance.ts';
import { acceptanceMarkdown, slugOf, withoutChanges } from '../src/reports/diff/acceptance.ts';
import { changeSummary } from '../src/reports/diff/change-lines.ts';
import { diffJson } from '../src/reports/diff/diff-json.ts';
import { diffMarkdown } from '../src/reports/diff/diff-markdown.ts';
import { diffText } from '../src/reports/diff/diff-text.ts';
import { allFaults } from './faults/index.ts';
import { diffOf, mapRows, narrowTable } from './tables.ts';
import type { Acceptance, Comparison } from '../src/kit/diff/acceptance.ts';
import type { BehaviourDiff } from '../src/kit/diff/diff.ts';

const right = knownServersTable();
const table = narrowTable(right);
const plain = { good: String, bad: String, dim: String, strong: String };

const wrong = allFaults().find(({ id }) => id === 'X02')!.plant(right);
const wide = { rows: 2, digest: 'f'.repeat(64), rules: [{ rule: 'R03', rows: 2, digest: 'f'.repeat(64) }] };
const before = { ...table, default: { ...table.default, 'eviction-log': 'also-removed' } };
const diff = diffOf(before, { ...narrowTable(wrong), wide }, wrong);

function comparison(of: BehaviourDiff, acceptances: readonly Acceptance[] = []): Comparison {
  return { base: 'commit main, 0123456789ab', commit: '0123456789ab', diff: of, judgement: judgeAcceptances(of.changes, acceptances) };
}

const accepting = (file: string, ...fingerprints: readonly string[]): Acceptance => ({ file, accepts: fingerprints.map((fingerprint) => ({ fingerprint })) });

describe('as JSON', () => {
  const schema = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, '../spec/schema', `${name}.schema.json`), 'utf8'));
  const fits = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false }).addSchema(schema('simulate')).compile(schema('diff'));

  test('it has the shape of its schema, with every kind of change', () => {
    const whole = comparison(diff, [accepting('spec/changes/a.md', diff.changes[0]!.fingerprint, '0'.repeat(16))]);
    const json = JSON.parse(diffJson(whole));
    expect(fits(json), JSON.stringify(fits.errors)).toBe(true);
    expect(json.changes.map((change: { class: string }) => change.class)).toEqual(expect.arrayContaining(['integration-breaks', 'row-added', 'row-removed', 'default-changed', 'wide']));
    expect(json.changes.filter(({ dialects }: { dialects?: null }) => dialects === null)).not.toEqual([]);
    expect(json).toMatchObject({ verdict: 'violated', obsolete: [{ file: 'spec/changes/a.md', fingerprint: '0'.repeat(16) }] });
    expect(json.changes[0]).toMatchObject({ class: 'integration-breaks', acceptedIn: 'spec/changes/a.md' });
    expect(json.changes[1]).toMatchObject({ acceptedIn: null });
  });

  test('without a change it is upheld', () => {
    const json = JSON.parse(diffJson(comparison(diffOf(table, table))));
    expect(fits(json), JSON.stringify(fits.errors)).toBe(true);
    expect(json).toMatchObject({ verdict: 'upheld', changes: [] });
  });
});

describe('as text', () => {
  test('it shows both outcomes side by side, the way there, the rules, and what to do', () => {
    const text = diffText(comparison(diff), plain);
    expect(text).toContain('integration-breaks  8: UM or OWA IM works less after it');
    expect(text).toContain('shown by: rtcsrv.start; pool.add ex1.contoso.com 5');
    expect(text).toMatch(/before +now\n/);
    expect(text).toMatch(/logs +14493 ex1\.contoso\.com 5 +\|\n/);
    expect(text).toMatch(/users +UM none, OWA IM works +\| UM none, OWA IM broken/);
    expect(text).toMatch(/only behind another change: /);
    expect(text).toContain('kst accept --why');
    for (const { fingerprint } of diff.changes) expect(text).toContain(fingerprint);
  });

  test('it says when all is accepted, and when nothing has changed', () => {
    const all = comparison(diff, [accepting('spec/changes/a.md', ...diff.changes.map(({ fingerprint }) => fingerprint))]);
    expect(diffText(all, plain)).toContain(`${diff.changes.length} changes of behaviour since commit main, 0123456789ab: all accepted\n`);
    expect(diffText(all, plain)).not.toContain('kst accept');
    expect(diffText(comparison(diffOf(table, table)), plain)).toContain('no change of behaviour since commit main');
    expect(diffText(comparison(diffOf(table, table), [accepting('spec/changes/a.md', '0'.repeat(16))]), plain)).toContain('spec/changes/a.md accepts 0000000000000000, which is no change');
  });
});

describe('as Markdown', () => {
  test('the summary comes first, and every change is in it', () => {
    const text = diffMarkdown(comparison(diff));
    expect(text.indexOf('| class |')).toBeLessThan(text.indexOf('### '));
    expect(text).toContain('| integration-breaks | UM or OWA IM works less after it | 8 | 0 |');
    for (const { fingerprint } of diff.changes) expect(text).toContain(`\`${fingerprint}\``);
  });

  test('it stays under its limit: whole classes give way, the largest first, and keep their fingerprints', () => {
    const whole = diffMarkdown(comparison(diff));
    const less = diffMarkdown(comparison(diff), 40_000);
    expect(Buffer.byteLength(whole)).toBeGreaterThan(40_000);
    expect(Buffer.byteLength(less)).toBeLessThanOrEqual(40_000);
    expect(less).toMatch(/### row-added: [^\n]+\n\n\d+ changes, too many to show here/);
    expect(less).toContain('shown by: rtcsrv.start; pool.add ex1.contoso.com 5');
    for (const { fingerprint } of diff.changes) expect(less).toContain(`\`${fingerprint}\``);
  });

  test('the largest difference that there is fits into what GitHub takes', () => {
    const other = mapRows(table, (row) => row.dialects.map((choices, index) => ({ ...row, dialects: [choices], events: [{ id: index, much: 'x'.repeat(3000) }] })));
    const text = diffMarkdown(comparison(diffOf(table, other)));
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
    expect(text).toContain('too many to show here');
  });
});

test('what a base holds steers neither a terminal nor Markdown', () => {
  const hostile = mapRows(table, (row) => [{ ...row, events: [{ id: '\u001b[31m```\n# <b>' }] }]);
  const compared = comparison(diffOf(hostile, table));
  expect(diffText(compared, plain)).not.toContain('\u001b');
  const text = diffMarkdown(compared);
  expect(text).not.toContain('\u001b');
  expect(text).toContain('&#60;b&#62;');
  expect(text.split('\n').filter((line) => line.includes('<b>') && !line.startsWith('  '))).toEqual([]);
  expect(text).toContain('\n  ````text\n');
  expect(diffMarkdown({ ...compared, base: 'file @octocat &lt.json' })).toContain('file @<!-- -->octocat &#38;lt.json');
});

test('what is accepted now is told with why it was refused', () => {
  const lenient = allFaults().find(({ id }) => id === 'X18')!.plant(right);
  const change = diffOf(table, narrowTable(lenient), lenient).changes.find((each) => each.class === 'now-accepted')!;
  expect(changeSummary(change)).toMatch(/is accepted now, was refused \([a-z-]+\)$/);
});

describe('an acceptance', () => {
  test('is read with the line ends of Windows, and not in the middle of a merge', () => {
    const good = '- why: a\n- base: b\n- `0123456789abcdef` wide: x\n';
    expect(acceptanceFromMarkdown(good.replaceAll('\n', '\r\n'), 'a.md')).toMatchObject({ why: 'a', base: 'b', accepts: [{ says: 'x' }] });
    expect(() => acceptanceFromMarkdown(`<<<<<<< ours\n${good}=======\n>>>>>>> theirs\n`, 'a.md')).toThrow('a.md:1:1: expected no conflict of a merge');
  });

  test('is read as it is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }).filter((why) => why.trim() !== ''), fc.subarray([...diff.changes], { minLength: 1 }), (words, changes) => {
        const why = words.trim().replace(/\s+/g, ' ');
        const { accepts, ...read } = acceptanceFromMarkdown(acceptanceMarkdown({ why, base: 'HEAD^, 1', changes }), 'a.md');
        return read.base === 'HEAD^, 1' && read.why === visible(why) && accepts.map(({ fingerprint }) => fingerprint).join() === changes.map(({ fingerprint }) => fingerprint).join();
      }),
      { numRuns: 20 },
    );
  });

  test('loses the changes that are taken out, and nothing else', () => {
    const text = acceptanceMarkdown({ why: 'So it is', base: 'HEAD', changes: diff.changes });
    const [gone, ...left] = diff.changes.map(({ fingerprint }) => fingerprint);
    const less = withoutChanges(text, new Set([gone!]));
    expect(acceptanceFromMarkdown(less, 'a.md').accepts.map(({ fingerprint }) => fingerprint)).toEqual(left);
    expect(text.split('\n').filter((line) => !less.split('\n').includes(line))).toHaveLength(1);
  });

  test.for([
    ['', 'expected a line "- `FINGERPRINT` CLASS: ..." for each change'],
    ['- why: a\n- base: b\n', 'expected a line "- `FINGERPRINT`'],
    ['- base: b\n- `0123456789abcdef` wide: x', 'expected a line "- why: ..."'],
    ['- why: \n- base: b\n- `0123456789abcdef` wide: x', 'expected a line "- why: ..."'],
    ['- why: a\n- `0123456789abcdef` wide: x', 'expected a line "- base: ..."'],
    ['- why: a\n- base: b\n- `0123456789` wide: x', 'a.md:3:1: expected a line'],
  ] as const)('%j is none', ([text, message]) => {
    expect(() => acceptanceFromMarkdown(text, 'a.md')).toThrow(message);
  });

  test.for([
    ['The survivor stays away!', 'the-survivor-stays-away'],
    ['Überraschung: "A1"', 'uberraschung-a1'],
    ['理由', 'change'],
    ['one two three four five six seven eight nine ten eleven', 'one-two-three-four-five-six-seven-eight-nine-ten'],
    ['x'.repeat(80), 'x'.repeat(48)],
    ['../../etc', 'etc'],
  ] as const)('for %j has the file name %s', ([why, slug]) => {
    expect(slugOf(why)).toBe(slug);
  });
});

describe('a table that is read', () => {
  const text = JSON.stringify({ format: 1, ...table });
  test('is the one that was written', () => {
    expect(behaviourFromJson(text, 'b.json')).toEqual({ format: 1, ...table });
  });

  test.for([
    ['[]', 'b.json:1:1: expected a behaviour table'],
    ['', 'b.json'],
    ['{"rows":', 'expected more JSON'],
    ['{}', 'expected "format" 1, got none'],
    [text.replace('"format":1', '"format":2'), '(at /format): expected "format" 1, got 2'],
    [text.replace('"default"', '"Default"'), 'expected "default" as a behaviour table has it'],
    [JSON.stringify({ format: 1, ...table, rows: [] }), '(at /rows): expected "rows"'],
    [text.replace('"nextIntegration"', '"nextintegration"'), '(at /rows/0): expected "nextIntegration" as a row has it'],
    [text.replace('"um":"none","owaIm":"broken"},"cites"', '"um":"nil","owaIm":"broken"},"cites"'), '/nextIntegration): expected "nextIntegration" as a row has it'],
  ] as const)('is refused: %.20s...', ([wrongText, message]) => {
    expect(() => behaviourFromJson(wrongText, 'b.json')).toThrow(message);
  });
});
