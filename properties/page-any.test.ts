/**
 * The HTML page of a project that brings none along: bundled with its kst.config.ts, and looked at in a real browser, as page.test.ts does.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { pageCode } from '../src/cli/page/bundle.ts';
import { pageData, pageText } from '../src/cli/page/page.ts';
import { Exploration } from '../src/engine/explore/exploration.ts';
import { behaviourTable } from '../src/engine/table/behaviour.ts';
import { rowsOfTable } from '../src/engine/table/rows.ts';
import { behaviourJson } from '../src/reports/pages/behaviour-json.ts';
import { faults } from '../starter/faults.ts';
import { leases } from '../starter/leases.ts';
import { axe, axeViolations, chromiumPath, drawn, pageNoting, startChromium, visibleViolations } from './page/browser.ts';
import { lamps } from './lamps.ts';
import { leasesProject, rolloutsProject } from './rulebooks.ts';
import { runKst } from './run-kst.ts';
import { hash } from './tables.ts';
import { temporaryFolder } from './temporary.ts';
import type { Browser, Page } from 'playwright-core';
import type { Project } from '../src/cli/project.ts';

const starter = join(import.meta.dirname, '../starter');
const folder = temporaryFolder();
const [report, difference, small, listing] = ['report', 'difference', 'small', 'listing'].map((name) => join(folder, `${name}.html`)) as [string, string, string, string];
const kst = (words: readonly string[], project: Project = leasesProject(), cwd = starter) => runKst(words, '', {}, false, cwd, project);

/** A config of lamps in the folder, and what it says. */
function configured(text: string, name = 'kst.config.ts'): Project {
  writeFileSync(join(folder, name), text.replaceAll('LAMPS', JSON.stringify(join(import.meta.dirname, 'lamps.ts'))));
  return { specification: lamps(), faults: [], folder, sources: [], file: 'kst.config.ts' };
}

describe('a page that cannot be written', () => {
  const page = join(folder, 'none.html');
  const refused = async (project: Project) => {
    const ended = await kst(['report', '--html', page], project, folder);
    expect([ended.code, ended.out]).toEqual([2, '']);
    return ended.err;
  };

  test('of a config that needs Node: names the file that does, and what it imports', async () => {
    const direct = configured("import { sep } from 'node:path'; import { lamps } from LAMPS; export default () => ({ ...lamps(), name: sep });");
    const tail = 'which browsers do not have; keep it out of the specification\n';
    const head = 'kst: --html: kst.config.ts cannot be bundled for a browser:';
    expect(await refused(direct)).toBe(`${head} kst.config.ts imports node:path, ${tail}`);
    configured("import { existsSync } from 'fs'; export const seen = () => existsSync('x');", 'seen.ts');
    const other = configured("import { seen } from './seen.ts'; import { lamps } from LAMPS; export default () => ({ ...lamps(), seen: seen() });");
    expect(await refused(other)).toBe(`${head} seen.ts imports fs, ${tail}`);
    const waiting = configured('import { lamps } from LAMPS;\nawait null;\nexport default lamps;');
    expect(await refused(waiting)).toMatch(/^kst: --html: kst\.config\.ts cannot be bundled for a browser: kst\.config\.ts:2: [^\n]*top-level await[^\n]*\n$/);
  });
});

describe.skipIf(chromiumPath() === null)('the page', () => {
  let browser: Browser;
  let shown: Page;
  let trouble: string[] = [];
  beforeAll(async () => {
    expect((await kst(['report', '--html', report])).code).toBe(0);
    const before = faults().find(({ id }) => id === 'no-renewal')!.plant(leases());
    writeFileSync(join(folder, 'base.json'), behaviourJson(before, behaviourTable(before, hash)));
    expect((await kst(['diff', join(folder, 'base.json'), '--html', difference])).code).toBe(1);
    // A text may look like the end of a script.
    const config = "import { lamps } from LAMPS; export default { specification: () => ({ ...lamps(), name: 'lamps </script><!--' }) };";
    expect((await kst(['report', '--html', small], configured(config), folder)).code).toBe(0);
    const project = rolloutsProject();
    const rows = rowsOfTable(new Exploration(project.specification));
    const code = await pageCode(project, join(import.meta.dirname, 'rollouts'));
    writeFileSync(listing, pageText('rollouts', pageData(project, rows, { overview: null, change: null }), code));
    browser = await startChromium(chromiumPath()!);
    shown = await pageNoting(await browser.newContext(), (said) => trouble.push(said));
  });
  afterEach(() => expect(trouble.splice(0)).toEqual([]));
  afterAll(() => browser?.close());

  const open = async (address: string, file = report): Promise<void> => {
    await shown.goto('about:blank');
    await shown.goto(`${pathToFileURL(file)}${address}`);
    await shown.evaluate(drawn);
  };
  const press = (name: string): Promise<void> => shown.getByRole('button', { name, exact: true }).click();
  const textsIn = (rows: Element[]): string[][] => rows.map((row) => [...row.children].map((cell) => cell.textContent.trim()));
  const cells = (table: string): Promise<string[][]> => shown.locator(`${table} tr`).evaluateAll(textsIn);

  test('plays leases, and a link brings the run back', async () => {
    await open('#/play');
    expect(await shown.locator('legend').allTextContents()).toEqual(['The service ', 'Lease']);
    expect(await shown.getByRole('heading', { level: 2 }).allTextContents()).toEqual(['Timeline', 'Where to begin', 'Leases', 'Event log']);
    for (const button of ['Take', 'Tick']) await press(button);
    await shown.locator('.commands select').selectOption('bob');
    for (const button of ['Take', 'Tick']) await press(button);
    const outcome = 'Step 4, tick: logged freed. x: holder nobody, ticks 0.';
    const parts = [['Lease', 'Holder', 'Ticks'], ['x', 'nobody', '0']];
    const played = async () => [await shown.locator('.outcome').textContent(), await cells('.parts'), await shown.locator('.timeline .bad').count()];
    expect(await played()).toEqual([outcome, parts, 1]);
    expect(await cells('.log tbody')).toEqual([
      ['Information', 'freed', 'x is freeleases', '4'],
      ['Information', 'granted', 'x is granted to annleases', '1'],
    ]);
    expect(await shown.locator('.matched .rules > li > a').allTextContents()).toEqual(['R7', 'R9']);
    const { hash: address } = new URL(shown.url());
    await open('#/tables');
    await open(address);
    expect(await played()).toEqual([outcome, parts, 1]);
    await shown.getByLabel('Step', { exact: true }).fill('1');
    expect(await cells('.parts')).toEqual([['Lease', 'Holder', 'Ticks'], ['x', 'ann', '0']]);
    await shown.getByLabel('Scenario').selectOption({ label: 'two-ticks' });
    expect(await shown.locator('.scrub .dim').textContent()).toBe('5 of 5');
  });

  test('shows the tables of leases, from a row to its rule, its claim and its scenario', async () => {
    await open('#/tables');
    const rows = await cells('.rows');
    expect(rows.slice(0, 2)).toEqual([
      ['State', 'Command', 'Rules', 'Logs', 'Holder after', 'Ticks after'],
      ['nobody.0', 'take ann', 'R1', 'granted ann', 'ann', '0'],
    ]);
    expect(rows).toHaveLength(31);
    for (const [name, title] of [['R4', 'R4 rule'], ['C3', 'C3 claim']]) {
      await shown.getByRole('link', { name: name!, exact: true }).first().click();
      await shown.getByRole('heading', { name: title! }).waitFor();
    }
    await open('#/tables/C4');
    await shown.getByRole('link', { name: 'two-ticks' }).click();
    await shown.getByRole('heading', { name: 'two-ticks scenario' }).waitFor();
    await open('');
    expect(await shown.locator('h1').textContent()).toBe('The leases');
    expect(await shown.locator('main').textContent()).toContain('any number of leases');
  });

  test('shows what has changed since a base', async () => {
    await open('', difference);
    expect(await shown.locator('h1').textContent()).toBe('Change of behaviour');
    await shown.getByRole('link', { name: 'Play with the rules of now' }).first().click();
    await shown.locator('.matched').waitFor();
    expect(await shown.locator('.parts').textContent()).toContain('ann');
  });

  test('shows as little as a specification can be: no whole, no question, no scenario', async () => {
    await open('#/play', small);
    expect(await shown.locator('.brand').textContent()).toContain('lamps </script><!--');
    for (const button of ['On', 'On']) await press(button);
    expect(await shown.locator('.outcome').textContent()).toBe('Step 2, on a: refused, is-on.');
    expect(await cells('.parts')).toEqual([['Lamp', 'On'], ['a', 'true']]);
    expect(await shown.locator('legend').allTextContents()).toEqual(['Lamp']);
    expect([await shown.locator('.dialect').count(), await shown.getByLabel('Scenario').count()]).toEqual([0, 0]);
  });

  test('plays lists of words, and shows those of a state of the whole', async () => {
    await open('#/play', listing);
    await press('Advance');
    await shown.locator('label', { hasText: 'Checks' }).locator('input').fill('fine, slow');
    await press('Report');
    const steps = ['0the empty start ', '1advance cart ', '2report cart fine,slow '];
    expect(await shown.locator('.timeline li').allTextContents()).toEqual(steps);
    await shown.locator('label', { hasText: 'Checks' }).locator('input').fill('bad');
    await press('Report');
    expect(await shown.getByRole('alert').allTextContents()).toContain('Expected a list whose items are one of fine, slow, failed.');
    expect(await shown.locator('legend .chip').textContent()).toMatch(/ceiling|frozen/);
  });

  const looks = [['light', 1280, axeViolations], ['dark', 360, visibleViolations]] as const;
  test.for(looks)('has no barrier in WCAG 2.2 AA, and fits: %s, %d pixels', async ([colorScheme, width, barriers]) => {
    await shown.setViewportSize({ width, height: 800 });
    await shown.emulateMedia({ colorScheme });
    for (const address of ['#/overview', '#/play', '#/tables/R4']) {
      await open(address);
      await shown.evaluate(axe);
      if (address === '#/play') await press('Take');
      expect(await shown.evaluate('document.documentElement.scrollWidth'), address).toBe(width);
      expect(await shown.evaluate(barriers), address).toEqual([]);
    }
    expect(readFileSync(report, 'utf8')).not.toMatch(/\/(home|tmp|work|root)\//);
  });
});
