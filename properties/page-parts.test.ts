/**
 * The parts of the HTML page that need no browser: the file itself, its data, what has an id, the page of a difference.
 */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { pageData } from '../src/cli/page/page.ts';
import { knownServersProject } from '../src/cli/built-in.ts';
import { specScenarios } from '../src/cli/scenarios.ts';
import { holdsIn, startRow } from '../src/engine/diff/cells.ts';
import { playedBy } from '../src/reports/page/change-data.ts';
import { Exploration } from '../src/engine/explore/exploration.ts';
import { simulate } from '../src/engine/replay/simulate.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { rowsOfTable } from '../src/engine/table/rows.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import { catalogueOf } from '../src/page/catalogue.ts';
import { mutationIn, overviewOf } from '../src/reports/page/overview.ts';
import { pageHtml } from '../src/reports/page/page-html.ts';
import { changeFrom, narrowRows, otherRules, quickMeasures, reportData } from './page/build.ts';
import { rulebooks } from './rulebooks.ts';
import { narrowTable } from './tables.ts';
import type { Command } from '../src/kst/commands.ts';
import type { Kst } from '../src/kst/words.ts';
import type { Overview } from '../src/reports/page/overview.ts';

type PageVerdict = Overview['verdict'];

const specification = knownServersTable();
const { usual } = systemOf(specification).dialects;
const rows = narrowRows();
const data = reportData(rows);

describe('the file', () => {
  const digest = (text: string): string => createHash('sha256').update(text).digest('base64');
  const small = { ...data, rows: rows.slice(0, 1), scenarios: data.scenarios.slice(0, 1) };
  const given = { title: 'A <title>', data: small, script: 'let a = 1;', style: 'p { }' };
  const html = (over: object): string => pageHtml({ ...given, ...over }, digest);

  test('lets in its own script and style by their hashes, and nothing else', () => {
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html({}))!;
    const own = [`script-src 'sha256-${digest('let a = 1;')}'`, `style-src 'sha256-${digest('p { }')}'`];
    expect(policy.split('; ')).toEqual(["default-src 'none'", ...own, 'img-src data:', "base-uri 'none'", "form-action 'none'"]);
    expect(html({})).toContain('<title>A &lt;title&gt;</title>');
    expect(html({})).not.toMatch(/\bhttps?:\/\/|@import|url\(/);
  });

  test('holds data that cannot end its element, and that is read back as it was', () => {
    const hostile = { ...small, version: '</script><script>alert(1)</script><!--\u2028' };
    const page = html({ data: hostile });
    const [, json = ''] = /<script type="application\/json" id="data">([^]*?)<\/script>/.exec(page)!;
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(hostile)));
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(json).not.toMatch(/[<\u2028]/);
  });

  const ending = [{ script: '"</script>"' }, { script: '"</SCRIPT >"' }, { script: '"<!--"' }, { style: '/*</style>*/' }];
  test.for(ending)('takes no code that ends its element: %o', (code) => {
    expect(() => html(code)).toThrow(RangeError);
  });
});

describe('the overview', () => {
  test('tells figures as the reports do', () => {
    const { parts, mutants, dialects: spoken, verdict, gaps, overlaps } = data.overview!;
    expect([verdict, spoken, gaps, overlaps]).toEqual(['upheld', 16, 0, 0]);
    expect(parts[0]).toMatchObject({ name: 'narrow', states: '28 or 36', rows: '252 or 324' });
    expect(mutants).toEqual({ killed: 170, equivalent: 1, survived: 1 });
  });

  test('reads the line of figures of the mutation report', () => {
    const report = '# Mutants\n\n| killed | survived | score |\n| --- | --- | --- |\n| 2287 | 37 | 98.4% | 22 | 1461 |\n';
    expect(mutationIn(report)).toEqual({ killed: 2287, survived: 37, score: '98.4%' });
    expect(mutationIn('# Mutants\n')).toBeNull();
  });

  test('is no better than its worst part', () => {
    const { proof, random, strength } = quickMeasures();
    const verdict = (proved: PageVerdict, sampled: PageVerdict): string => {
      const found = { proof: { ...proof, verdict: proved }, random: { ...random, verdict: sampled }, strength };
      return overviewOf(found, { mutation: null, lastChange: null }).verdict;
    };
    expect([verdict('violated', 'upheld'), verdict('upheld', 'violated')]).toEqual(['violated', 'violated']);
    expect(verdict('inconclusive', 'upheld')).toBe('inconclusive');
  });
});

describe.for(rulebooks)('what has an id, $name', ({ project: make }) => {
  const project = make();
  const shown = rowsOfTable(new Exploration(project.specification));
  const { entries, scenarios: stories } = pageData(project, shown, { overview: null, change: null });
  const catalogue = catalogueOf(systemOf(project.specification), { entries, scenarios: stories });

  test('leads to all that it has to do with, and back', () => {
    for (const id of [...catalogue.rules.keys(), ...entries.map((entry) => entry.id)]) {
      const { cites, citedBy, scenarios } = catalogue.subject(id)!;
      for (const cited of cites) expect(catalogue.subject(cited)!.citedBy, `${id} cites ${cited}`).toContain(id);
      for (const citing of citedBy) expect(catalogue.subject(citing)!.cites, `${citing} cites ${id}`).toContain(id);
      for (const { shows } of scenarios) expect(shows).toContain(id);
    }
    expect(catalogue.subject('R00')).toBeNull();
    expect(catalogue.subject('__proto__')).toBeNull();
  });

  test('has rows that name nothing unknown', () => {
    const ids = new Set(shown.flatMap(({ rules, cites, invariants }) => [...rules, ...cites, ...invariants]));
    expect(ids.size).toBeGreaterThan(10);
    for (const id of ids) expect(catalogue.says(id), id).not.toBe('');
  });
});

test('every rule of the Known Servers Table is shown by a scenario', () => {
  const catalogue = catalogueOf(systemOf(specification), data);
  for (const id of catalogue.rules.keys()) expect(catalogue.subject(id)!.scenarios.length, id).toBeGreaterThan(0);
});

describe('the page of a difference', () => {
  test('shows each change by commands that are played in the rules before and now', () => {
    const { changes, isMeant } = changeFrom(otherRules());
    expect(isMeant).toBe(false);
    const narrow = changes.filter(({ class: name }) => name !== 'wide');
    expect(narrow.length).toBeGreaterThan(0);
    for (const { shown } of narrow) {
      const { steps, commands: sequence, dialect: spoken, behindAnother } = shown!;
      expect(steps).toHaveLength(sequence.length);
      const seen = (cells: object | null): string => JSON.stringify({ ...cells, rules: [] });
      const firstChange = steps.findIndex(({ before, now }) => seen(before) !== seen(now));
      const isShown = firstChange === steps.length - 1 || (behindAnother && firstChange >= 0);
      expect(isShown, steps.map(({ says }) => says).join('; ')).toBe(true);
      const played = sequence.map((command) => ({ command: command as Command, expect: {} }));
      const simulated = simulate<Kst>(specification, { name: null, says: null, cites: [], dialect: spoken, steps: played });
      for (const [index, { now }] of steps.entries()) expect(now!['rules']).toEqual(simulated.steps[index]!.rules);
    }
  });

  test('plays a table that knows fewer assumptions and fields', () => {
    const { rows: known, ...whole } = narrowTable();
    const without = (state: object): object => Object.fromEntries(Object.entries(state).filter(([field]) => field !== 'claimed'));
    const usualRows = known.filter((row) => holdsIn(row, usual));
    const fewer = usualRows.map((row) => ({ ...row, state: without(row.state), next: without(row.next), dialects: [{}] }));
    const { steps } = specScenarios(knownServersProject()).find(({ scenario }) => scenario.name === 'source-story')!.scenario;
    const story = steps.map(({ command }) => ({ ...command, ...('version' in command ? { version: 5 } : {}) }));
    const start = startRow(specification);
    const met = playedBy({ ...whole, default: {}, rows: fewer }, story, { 'restart-winner': 'um' }, start);
    const logged = met.map(({ events }) => events.map((event) => (event as { id?: unknown }).id));
    expect(logged).toEqual([[], [14492, 44024, 14493], [], [14563], []]);
    expect(playedBy({ ...whole, rows: [] }, story, {}, start)).toEqual([]);
  });

  test('says so where nothing has changed', () => {
    expect(changeFrom(specification)).toMatchObject({ isMeant: true, changes: [], verdict: 'no change of behaviour since commit <base>' });
  });
});
