/**
 * The gate's result as a job summary: no text from outside is markup, and what is too long is cut where nothing breaks.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutMarkdown, fenced, inline } from '../src/reports/markdown-text.ts';
import { renderGate } from '../src/reports/gate/index.ts';
import { plain } from '../src/reports/plain-text.ts';
import { finding, gateResults, nasty, plainStyles, resultOf, sample, step } from './gate-results.ts';
import type { GateResult } from '../src/engine/gate/result.ts';

const mebibyte = 1_048_576;
const render = (result: GateResult): string => renderGate('markdown', result, plainStyles);
const bytes = (text: string): number => new TextEncoder().encode(text).length;

/** A text without its code blocks; what is left open at its end fails. */
function outside(text: string): string {
  let fence: string | null = null;
  const lines = text.split('\n').filter((line) => {
    const marks = /^`{3,}/.exec(line)?.[0];
    if (fence === null && marks !== undefined) fence = marks;
    else if (fence === line) fence = null;
    else return fence === null;
    return false;
  });
  expect(fence, 'a code block is closed').toBe(null);
  return lines.join('\n');
}

/** An inline text as a reader sees it. */
const seen = (text: string): string => text.replaceAll('<!-- -->', '').replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));

describe('the page', () => {
  test('is a table of steps, what each finding shows, and the changes', () => {
    expect(render(sample())).toBe(`# kst gate: violated

leases (kst.config.ts).
Compared with origin/main; seed 1.

| step | verdict | looked at | time | share |
| --- | --- | --- | ---: | ---: |
| rulebook | upheld | 43 rules, 0 gaps, 0 overlaps | 0.25 s | 13% |
| proof | **violated** | 66 invariants, 16 dialects | 1.50 s | 75% |
| change | **inconclusive** | the base cannot be read | 0.25 s | 13% |

<details>
<summary>violated: <b>R04</b> I18 does not hold after pool.add (proof)</summary>

\`\`\`text
src/kst/rules/pools.ts:12-18
1  rtcsrv.start
2  pool.add ex1 6
\`\`\`

</details>

<details>
<summary>inconclusive: <b>change</b> the base cannot be read (change)</summary>

</details>

## What behaviour changed

| row | now |
| --- | --- |
| 1 | refused |
`);
  });

  test('has a row of five cells for each step, closes what it opens, and no markup but its own', () => {
    fc.assert(
      fc.property(gateResults, (result) => {
        const text = outside(render({ ...result, changes: null }));
        const rows = text.split('\n').filter((line) => line.startsWith('|'));
        expect(rows).toHaveLength(2 + result.steps.length);
        for (const row of rows) expect(row.split('|')).toHaveLength(7);
        expect(text.replaceAll(/<!-- -->|<\/?(details|summary|b)>/g, '')).not.toMatch(/[<>`]/);
        expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
      }),
    );
  });
});

describe('an inline text', () => {
  test('is seen as it is, and is no markup, no mention and no number of an issue', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(seen(inline(text))).toBe(plain(text));
        expect(inline(text).replaceAll('<!-- -->', '\0')).not.toMatch(/[<>|`*_[\]\\~$\n]|@\w|(?<!&)#\d|&(?!#\d+;)/);
      }),
    );
  });
});

describe('a code block', () => {
  test('is closed by its last line alone', () => {
    fc.assert(
      fc.property(fc.array(nasty.map(plain)), (lines) => {
        const [first, ...rest] = fenced(lines);
        expect(first).toBe(`${rest.at(-1)}text`);
        expect(rest.findIndex((line) => line.startsWith(rest.at(-1)!))).toBe(lines.length);
      }),
    );
  });
});

describe('a page that is too long', () => {
  const head = (changes: string | null, findings = [finding()]) => resultOf([step({ findings })], { changes });
  const table = (rows: number) => ['| row | now |', '| --- | --- |', ...Array.from({ length: rows }, (_, row) => `| ${row} | ü${'x'.repeat(98)} |`)].join('\n');

  test('is cut between rows of the changes, and its last line says what is left out', () => {
    const whole = head(table(20_000));
    const text = render(whole);
    const lines = text.trimEnd().split('\n');
    expect(bytes(text)).toBeLessThan(mebibyte);
    expect(bytes(text)).toBeGreaterThan(mebibyte - 1000);
    const kept = lines.filter((line) => line.startsWith('| ') && line.includes('ü'));
    expect(kept.every((row) => /^\| \d+ \| ü(x{98}) \|$/.test(row))).toBe(true);
    expect(lines.at(-1)).toBe(
      `**Cut here, since a summary must be under 1 MiB.** Left out: ${(20_000 - kept.length).toLocaleString('en')} of 20,002 lines about what behaviour changed. \`kst gate --format json\` tells all.`,
    );
  });

  test('gives up findings before changes, but not the first ten', () => {
    const large = Array.from({ length: 300 }, () => finding({ details: ['z'.repeat(10_000)] }));
    const text = render(head(table(5000), large));
    expect(bytes(text)).toBeLessThan(mebibyte);
    expect(text.match(/ü/g)).toHaveLength(5000);
    expect(text.trimEnd().split('\n').at(-1)).toBe(
      `**Cut here, since a summary must be under 1 MiB.** Left out: ${300 - text.match(/<details>/g)!.length} of 300 findings. \`kst gate --format json\` tells all.`,
    );
    const both = render(head(table(20_000), large));
    expect(both.match(/<details>/g)).toHaveLength(10);
    expect(both).toMatch(/Left out: 290 of 300 findings, [\d,]+ of 20,002 lines about what behaviour changed/);
  });

  test('closes the code block and the details that it is cut in', () => {
    const details = Array.from({ length: 40_000 }, () => `\`\`\` ${'y'.repeat(30)}`);
    const text = render(head(table(5), [finding(), finding({ details }), finding()]));
    expect(bytes(text)).toBeLessThan(mebibyte);
    const lines = text.trimEnd().split('\n');
    expect(lines.slice(-5, -1)).toEqual(['````', '', '</details>', '']);
    expect(lines.at(-1)).toContain('Left out: 2 of 3 findings, 7 of 7 lines about what behaviour changed.');
    outside(text);
  });

  test('is whole up to the last byte that GitHub takes', () => {
    const room = mebibyte - 1 - bytes(render(head('x'))) + 1;
    expect(bytes(render(head('x'.repeat(room))))).toBe(mebibyte - 1);
    expect(render(head('x'.repeat(room)))).not.toContain('Cut here');
    expect(render(head('x'.repeat(room + 1)))).toContain('Cut here');
  });

  test('is a beginning of the whole, closed and within the limit, wherever it is cut', () => {
    const line = fc.constantFrom('| a | b |', '```', '````text', '~~~', '<details>', '<details><summary>x</summary>', '</details>', 'text', 'üüüü');
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 200 }), fc.integer({ min: 0, max: 900 }), (whole, most) => {
        const { lines, kept } = cutMarkdown(whole, most);
        expect(lines.slice(0, kept)).toEqual(whole.slice(0, kept));
        expect(bytes(lines.map((each) => `${each}\n`).join(''))).toBeLessThanOrEqual(most);
        expect(cutMarkdown([...lines, 'after'], Infinity)).toEqual({ lines: [...lines, 'after'], kept: lines.length + 1 });
        if (kept < whole.length) expect(bytes(`${whole.slice(0, kept + 1).join('\n')}\n`)).toBeGreaterThan(most - 200 * '\n</details>\n'.length);
      }),
    );
  });
});
