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
import { causesOf, judgeAcceptances } from '../src/engine/diff/acceptance.ts';
import { visible } from '../src/engine/text.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import { behaviourJson } from '../src/reports/pages/behaviour-json.ts';
import { acceptanceMarkdown, slugOf, withoutChanges } from '../src/reports/diff/acceptance.ts';
import { causeText, changeSummary } from '../src/reports/diff/change-lines.ts';
import { diffJson } from '../src/reports/diff/diff-json.ts';
import { diffMarkdown } from '../src/reports/diff/diff-markdown.ts';
import { diffText } from '../src/reports/diff/diff-text.ts';
import { leases } from '../starter/leases.ts';
import { allFaults } from './faults/index.ts';
import { diffOf, mapRows, narrowTable, wholeTable } from './tables.ts';
import type { Acceptance, Comparison } from '../src/engine/diff/acceptance.ts';
import type { BehaviourDiff } from '../src/engine/diff/diff.ts';
import type { Specification } from '../src/engine/specification.ts';

const title = { specification: 'Known Servers Table', config: 'kst.config.ts' };

const right = knownServersTable();
const table = narrowTable(right);
const plain = { good: String, bad: String, dim: String, strong: String };

const wrong = allFaults().find(({ id }) => id === 'X02')!.plant(right);
const wide = { rows: 2, digest: 'f'.repeat(64), rules: [{ rule: 'R99', rows: 2, digest: 'f'.repeat(64) }] };
const before = { ...table, default: { ...table.default, 'eviction-log': 'also-removed' } };
const diff = diffOf(before, { ...narrowTable(wrong), wide }, wrong);

function comparison(of: BehaviourDiff, acceptances: readonly Acceptance[] = [], specification: Specification = right): Comparison {
  const judgement = judgeAcceptances(of.changes, acceptances, (cause) => causeText(cause, specification));
  return { specification, base: 'commit main, 0123456789ab', commit: '0123456789ab', diff: of, judgement };
}

const causes = causesOf(diff.changes);
const accepting = (file: string, ...fingerprints: readonly string[]): Acceptance => ({
  file,
  accepts: fingerprints.map((fingerprint) => {
    const cause = causes.find((each) => each.fingerprint === fingerprint);
    return { fingerprint, class: cause?.class ?? 'other-state', says: cause === undefined ? 'so it was' : causeText(cause, right) };
  }),
});

describe('as JSON', () => {
  const schema = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, '../spec/schema', `${name}.schema.json`), 'utf8'));
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false });
  const fits = ajv.addSchema(schema('simulate')).compile(schema('diff'));

  test('it has the shape of its schema, with every kind of change', () => {
    const whole = comparison(diff, [accepting('spec/changes/a.md', diff.changes[0]!.fingerprint, '0'.repeat(16))]);
    const json = JSON.parse(diffJson(whole, title));
    expect(fits(json), JSON.stringify(fits.errors)).toBe(true);
    const classes = json.changes.map((change: { class: string }) => change.class);
    expect(classes).toEqual(expect.arrayContaining(['integration-breaks', 'row-added', 'row-removed', 'default-changed', 'wide']));
    expect(json.changes.filter(({ dialects }: { dialects?: null }) => dialects === null)).not.toEqual([]);
    expect(json).toMatchObject({ verdict: 'violated', obsolete: [{ file: 'spec/changes/a.md', fingerprint: '0'.repeat(16) }] });
    expect(json.changes[0]).toMatchObject({ class: 'integration-breaks', acceptedIn: 'spec/changes/a.md' });
    const [first] = diff.changes;
    expect(json.changes.map(({ acceptedIn }: { acceptedIn: string | null }) => acceptedIn)).toEqual(
      diff.changes.map(({ fingerprint }) => (fingerprint === first!.fingerprint ? 'spec/changes/a.md' : null)),
    );
    expect(causes.length).toBeLessThan(diff.changes.length);
  });

  test('without a change it is upheld', () => {
    const json = JSON.parse(diffJson(comparison(diffOf(table, table)), title));
    expect(fits(json), JSON.stringify(fits.errors)).toBe(true);
    expect(json).toMatchObject({ verdict: 'upheld', changes: [] });
  });
});

const rowsIn = ({ changes }: BehaviourDiff): number => changes.filter((change) => 'outcome' in change).length;

describe('as text', () => {
  test('it shows both outcomes side by side, the way there, the rules, and what to do', () => {
    const text = diffText(comparison(diff), title, plain);
    expect(text).toContain('integration-breaks  2: UM or OWA IM works less after it');
    expect(text).toContain('shown by: rtcsrv.start; pool.add ex1.contoso.com 5');
    expect(text).toMatch(/before +now\n/);
    expect(text).toMatch(/logs +14493 ex1\.contoso\.com 5 +\|\n/);
    expect(text).toMatch(/users +UM none, OWA IM works +\| UM none, OWA IM broken/);
    expect(text).toMatch(/only behind another change: /);
    expect(text).toContain('kst accept --why');
    for (const { fingerprint } of diff.changes) expect(text).toContain(fingerprint);
  });

  test('it says when all is accepted, and when nothing has changed', () => {
    const all = comparison(diff, [accepting('spec/changes/a.md', ...causes.map(({ fingerprint }) => fingerprint))]);
    expect(diffText(all, title, plain)).toContain(`${causes.length} changes of behaviour since commit main, 0123456789ab, in ${rowsIn(diff)} rows: all accepted\n`);
    expect(diffText(all, title, plain)).not.toContain('kst accept');
    expect(diffText(comparison(diffOf(table, table)), title, plain)).toContain('no change of behaviour since commit main');
    const obsolete = comparison(diffOf(table, table), [accepting('spec/changes/a.md', '0'.repeat(16))]);
    expect(diffText(obsolete, title, plain)).toContain('spec/changes/a.md accepts 0000000000000000, which is no change');
  });
});

describe('as Markdown', () => {
  test('the summary comes first, and every change is in it', () => {
    const text = diffMarkdown(comparison(diff), title);
    expect(text.indexOf('| class |')).toBeLessThan(text.indexOf('### '));
    expect(text).toContain('| integration-breaks | UM or OWA IM works less after it | 2 | 0 |');
    for (const { fingerprint } of diff.changes) expect(text).toContain(`\`${fingerprint}\``);
  });

  test('it stays under its limit: whole classes give way, the largest first, and keep their fingerprints', () => {
    const whole = diffMarkdown(comparison(diff), title);
    const less = diffMarkdown(comparison(diff), title, 40_000);
    expect(Buffer.byteLength(whole)).toBeGreaterThan(40_000);
    expect(Buffer.byteLength(less)).toBeLessThanOrEqual(40_000);
    expect(less).toMatch(/### row-added: [^\n]+\n\n\d+ changes, too many to show here/);
    expect(less).toContain('shown by: rtcsrv.start; pool.add ex1.contoso.com 5');
    for (const { fingerprint } of diff.changes) expect(less).toContain(`\`${fingerprint}\``);
  });

  test('the largest difference that there is fits into what GitHub takes', () => {
    const other = mapRows(table, (row) =>
      row.dialects.map((choices, index) => ({ ...row, dialects: [choices], events: [{ id: index, much: 'x'.repeat(60_000) }] })),
    );
    const text = diffMarkdown(comparison(diffOf(table, other)), title);
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
    expect(text).toContain('too many to show here');
  });
});

test('what a base holds steers neither a terminal nor Markdown', () => {
  const hostile = mapRows(table, (row) => [{ ...row, rejected: '\u001b[31m<b>', events: [{ id: '\u001b[31m```\n# <b>' }] }]);
  const compared = comparison(diffOf(hostile, table));
  expect(diffText(compared, title, plain)).not.toContain('\u001b');
  const text = diffMarkdown(compared, title);
  expect(text).not.toContain('\u001b');
  expect(text).toContain('&#60;b&#62;');
  expect(text.split('\n').filter((line) => line.includes('<b>') && !line.startsWith('  '))).toEqual([]);
  expect(text).toContain('\n  ````text\n');
  expect(diffMarkdown({ ...compared, base: 'file @octocat &lt.json' }, title)).toContain('file @<!-- -->octocat &#38;lt.json');
});

test('what is accepted now is told with why it was refused', () => {
  const lenient = allFaults().find(({ id }) => id === 'X18')!.plant(right);
  const change = diffOf(table, narrowTable(lenient), lenient).changes.find((each) => each.class === 'now-accepted')!;
  expect(changeSummary(change, right)).toMatch(/: no more refused: [a-z-]+$/);
});

describe('an acceptance', () => {
  test('is read with the line ends of Windows, and not in the middle of a merge', () => {
    const good = '- why: a\n- base: b\n- `0123456789abcdef` wide: x\n';
    expect(acceptanceFromMarkdown(good.replaceAll('\n', '\r\n'), 'a.md')).toMatchObject({ why: 'a', base: 'b', accepts: [{ says: 'x' }] });
    const unmerged = `<<<<<<< ours\n${good}=======\n>>>>>>> theirs\n`;
    expect(() => acceptanceFromMarkdown(unmerged, 'a.md')).toThrow('a.md:1:1: expected no conflict of a merge');
  });

  test('is read as it is written', () => {
    const reasons = fc.string({ unit: 'grapheme', minLength: 1 }).filter((why) => why.trim() !== '');
    const prints = (some: readonly { readonly fingerprint: string }[]): readonly string[] => some.map(({ fingerprint }) => fingerprint);
    fc.assert(
      fc.property(reasons, fc.subarray([...causes], { minLength: 1 }), (words, some) => {
        const why = words.trim().replace(/\s+/g, ' ');
        const { accepts, ...read } = acceptanceFromMarkdown(acceptanceMarkdown({ why, base: 'HEAD^, 1', causes: some }, right), 'a.md');
        expect(read).toEqual({ base: 'HEAD^, 1', why: visible(why) });
        expect(prints(accepts)).toEqual(prints(some));
        expect(judgeAcceptances(diff.changes, [{ file: 'a.md', accepts }], (cause) => causeText(cause, right)).untrue).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  test('loses the changes that are taken out, and nothing else', () => {
    const text = acceptanceMarkdown({ why: 'So it is', base: 'HEAD', causes }, right);
    const [gone, ...left] = causes.map(({ fingerprint }) => fingerprint);
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

describe('on a rulebook without a status, and with other words', () => {
  const rules = leases();
  const own = narrowTable(rules);
  const silent = mapRows(own, (row) => [{ ...row, events: [] }]);
  const found = comparison(diffOf(own, silent, rules), [], rules);

  test('what is shown is named as an implementation names it, and nobody tells of users', () => {
    const text = diffText(found, title, plain);
    expect(text).toMatch(/^other-events {2}\d+: other events are logged\n/m);
    expect(text).toMatch(/holders +holder="ann" +holder="ann"\n/);
    expect(text).toMatch(/take by R1: logs granted -> nothing \(\d rows?\)\n {6}first seen in nobody\.0 \/ take x ann\n/);
    expect(text).not.toMatch(/users|UM|integration/);
    expect(diffMarkdown(found, title)).toContain('| other-events | other events are logged |');
    for (const { outcome } of JSON.parse(diffJson(found, title)).changes) expect(Object.keys(outcome.now)).toEqual(['rejected', 'events', 'next']);
  });

  test('another entry is told by the fields that are shown', () => {
    const other = mapRows(own, (row) => [{ ...row, next: { ...row.next, holder: 'bob' } }]);
    const { changes } = diffOf(own, other, rules);
    const entry = changes.find((change) => change.class === 'other-entry')!;
    expect(changeSummary(entry, rules)).toMatch(/ \/ [a-z]+.*: holder "(ann|nobody)" -> "bob"$/);
  });

  test('a difference over the other alphabets names them', () => {
    const found = diffOf(own, { ...own, wide }, rules);
    const change = found.changes.find((each) => each.class === 'wide')!;
    expect(changeSummary(change, rules)).toBe('rows of R99 differ over the alphabet two');
    expect(diffText(comparison(found, [], rules), title, plain)).toContain('no row of today that only the two alphabet has is its own');
  });
});

describe('a table that is read', () => {
  const text = behaviourJson(right, wholeTable());
  const rowLine = (edit: (row: Record<string, unknown>) => void): string => {
    const file = JSON.parse(text) as { readonly rows: Record<string, unknown>[] };
    edit(file.rows[0]!);
    return JSON.stringify(file);
  };

  test('is the one that was written', () => {
    const { rows, ...read } = behaviourFromJson(text, 'b.json', right);
    const { rows: written, ...all } = wholeTable();
    expect(read).toMatchObject(all);
    expect(rows).toMatchObject(written.map(({ set: _set, status: _status, ...row }) => row));
  });

  test('of a rulebook without a status has none, and neither has one from before there was a status', () => {
    const none = behaviourFromJson(text, 'b.json', leases());
    expect(new Set(none.rows.map(({ nextStatus }) => nextStatus))).toEqual(new Set([null]));
    const older = behaviourFromJson(text.replaceAll(',"nextIntegration":', ',"unknown":'), 'b.json', right);
    expect(older.rows[0]!.nextStatus).toBeNull();
  });

  test('may know fewer lights, the same in each row', () => {
    const older = text.replaceAll(/("nextIntegration":\{)"um":"[a-z]+",/g, '$1');
    expect(behaviourFromJson(older, 'b.json', right).rows[0]!.nextStatus).toEqual({ owaIm: 'broken' });
    expect(() => behaviourFromJson(older.replace(/("nextIntegration":\{)"owaIm":"[a-z]+"/, '$1'), 'b.json', right)).not.toThrow();
    const mixed = text.replace(/(.*"nextIntegration":\{)"um":"[a-z]+",/s, '$1');
    const expected = /\/rows\/\d+\/nextIntegration\): expected "nextIntegration" as a row has it/;
    expect(() => behaviourFromJson(mixed, 'b.json', right)).toThrow(expected);
  });

  test.for([
    ['[]', 'b.json:1:1: expected a behaviour table'],
    ['', 'b.json'],
    ['{"rows":', 'expected more JSON'],
    ['{}', 'expected "format" 1, got none'],
    [text.replace('"format": 1', '"format": 2'), '(at /format): expected "format" 1, got 2'],
    [text.replace('"default"', '"Default"'), 'expected "default" as a behaviour table has it'],
    [JSON.stringify({ ...JSON.parse(text), rows: [] }), '(at /rows): expected "rows"'],
    [rowLine((row) => delete row['nextIntegration']), '(at /rows/0): expected "nextIntegration" as a row has it'],
    [rowLine((row) => (row['nextIntegration'] = { um: 'nil', owaIm: 'broken' })), '/nextIntegration): expected "nextIntegration"'],
    [rowLine((row) => (row['nextIntegration'] = null)), '/nextIntegration): expected "nextIntegration" as a row has it'],
  ] as const)('is refused: %.20s...', ([wrongText, message]) => {
    expect(() => behaviourFromJson(wrongText, 'b.json', right)).toThrow(message);
  });
});
