/**
 * The HTML page in a real browser, opened from disk: played by clicking and by the keyboard, sent as a link, read by a machine for its
 * accessibility, and attacked. Without a browser these tests are left out, which fails where CI is set.
 */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { systemOf } from '../src/engine/rules/system.ts';
import { knownServersControls } from '../src/lync/page/controls.ts';
import { fragmentOf } from '../src/page/route.ts';
import { linkOf } from '../src/page/run/link.ts';
import { emptyRun } from '../src/page/run/run.ts';
import { eventSays } from '../src/reports/words.ts';
import { axe, axeViolations, chromiumPath, drawn, pageNoting, startChromium, visibleViolations } from './page/browser.ts';
import { differenceData, narrowRows, pageOf, reportData } from './page/build.ts';
import { runKst } from './run-kst.ts';
import { temporaryFolder } from './temporary.ts';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { PlayedStep } from '../src/engine/replay/simulate.ts';
import type { Command } from '../src/kst/commands.ts';
import type { Integration } from '../src/kst/integration.ts';
import type { Entry } from '../src/kst/state.ts';
import type { Kst } from '../src/kst/words.ts';

/* What is asked in the browser; as texts, since these tests know no document. */

/** How often something moved by itself; what was noted before is handed out within two frames. */
const layoutShifts = `new Promise((resolve) => {
  const shifts = [];
  new PerformanceObserver((list) => shifts.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true });
  const told = () => resolve(shifts.filter(({ hadRecentInput }) => !hadRecentInput).length);
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(told)));
})`;
/** A file that is dropped somewhere on the page; whether the browser is kept from leaving the page for it. */
const dropped = (name: string, text: string): string => `(() => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}));
  const events = ['dragover', 'drop'].map((type) => new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  for (const event of events) document.documentElement.dispatchEvent(event);
  return events.every((event) => event.defaultPrevented);
})()`;
/** The words of the chosen arrow and those of others that stand over each other, for each arrow in its turn. */
const collidingWords = `(async () => {
  const all = [...document.querySelectorAll('.arrow text')];
  const found = [];
  for (const chosen of all) {
    chosen.parentElement.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    await ${drawn};
    const a = chosen.getBoundingClientRect();
    const meets = (b) => a.left < b.right && b.left < a.right && a.top + 2 < b.bottom && b.top + 2 < a.bottom;
    const over = all.map((each) => [each, each.getBoundingClientRect()]).filter(([, b]) => meets(b));
    found.push(...over.filter(([each]) => each !== chosen).map(([each]) => chosen.textContent + '<> ' + each.textContent));
  }
  return found;
})()`;
/** Makes reading a file of that name wait until it is let go; that then answers when it has been read. */
const heldBack = (name: string): string => `(() => {
  const { stream } = File.prototype;
  const gone = Promise.withResolvers();
  const read = Promise.withResolvers();
  globalThis.letGo = () => (gone.resolve(), read.promise.then(() => new Promise((resolve) => setTimeout(resolve, 50))));
  File.prototype.stream = function () {
    if (this.name !== ${JSON.stringify(name)}) return stream.call(this);
    const whole = new TransformStream({ flush: () => read.resolve() });
    void gone.promise.then(() => stream.call(this).pipeTo(whole.writable));
    return whole.readable;
  };
})()`;
/** What has the focus, by its id or its name. */
const focused = `(() => {
  const { id, ariaLabel, textContent } = document.activeElement;
  return document.activeElement === document.body ? 'nothing' : id || ariaLabel || textContent.trim();
})()`;
/** Another script, and a request. */
const breakIn = `(async () => {
  const script = document.createElement('script');
  script.textContent = 'globalThis.letIn = true';
  document.body.append(script);
  const asked = await fetch('https://example.com/').then(() => 'let out', () => 'kept in');
  return [String(globalThis.letIn), asked];
})()`;

const controls = knownServersControls();
const system = systemOf(controls.rulebook);
/** The link that plays some commands. */
const playing = (commands: readonly Command[]): string =>
  linkOf(controls, { ...emptyRun(controls.rulebook), commands, at: commands.length });

const chromium = chromiumPath();
const folder = temporaryFolder();
const files = { report: join(folder, 'report.html'), difference: join(folder, 'difference.html') };
let browser: Browser;
/** The page that most tests share: each opens the file anew in it. */
let shared: Page;
/** What the pages of a test have complained about or asked a network for. */
let trouble: string[] = [];

test('a browser is there', ({ skip }) => {
  if (chromium === null && !process.env['CI']) {
    console.warn('The tests of the HTML page in a browser are LEFT OUT: there is no Chromium. Install one, or name it with KST_CHROMIUM.');
    skip('no Chromium');
  }
  expect(chromium, 'CI is set, and there is no Chromium to test the page with').not.toBeNull();
});

beforeAll(async () => {
  if (chromium === null) return;
  const rows = narrowRows();
  writeFileSync(files.report, await pageOf('Report', reportData(rows)));
  writeFileSync(files.difference, await pageOf('Difference', differenceData(rows)));
  browser = await startChromium(chromium);
  shared = await pageIn(await browser.newContext());
});
afterEach(() => {
  expect(trouble.splice(0)).toEqual([]);
});
afterAll(() => browser?.close());

/** An empty page, whose complaints and requests are noted. */
const pageIn = (profile: BrowserContext): Promise<Page> => pageNoting(profile, (said) => trouble.push(said));

interface Opening {
  readonly file?: string;
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
  readonly page?: Page;
}

/** Opens a file anew, at an address in it. */
async function open(fragment: string, { file = files.report, width = 1280, scheme = 'light', page = shared }: Opening = {}): Promise<Page> {
  await page.goto('about:blank');
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({ colorScheme: scheme });
  await page.goto(`${pathToFileURL(file)}${fragment}`);
  return page;
}

const click = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();

/** Follows a link of the page to another of its views. */
async function follow(link: Locator): Promise<void> {
  await link.click();
  await link.page().evaluate(drawn);
}

/** Goes to another address of the same file. */
async function goTo(page: Page, file: string, fragment: string): Promise<void> {
  await page.goto(`${pathToFileURL(file)}${fragment}`);
  await page.evaluate(drawn);
}

/** What the Play view shows, in words. */
async function seen(page: Page) {
  const textsIn = (rows: Element[]): string[][] => rows.map((row) => [...row.children].map((cell) => cell.textContent.trim()));
  const cells = (table: string): Promise<string[][]> => page.locator(`${table} tbody tr`).evaluateAll(textsIn);
  const [servers, log, rules, step] = await Promise.all([
    cells('.parts'),
    cells('.log'),
    page.locator('.matched .rules > li > a').allTextContents(),
    page.locator('.scrub .dim').textContent(),
  ]);
  return { servers: servers.map((row) => row.slice(0, 4)), log, rules, step };
}

/** A step as `kst simulate --json` prints it. */
interface JsonStep extends PlayedStep<Kst> {
  readonly table: readonly Entry[];
  readonly integration?: readonly ({ readonly server: string } & Integration)[];
}

/** The same, as the steps of `kst simulate --json` tell it. */
function told(steps: readonly JsonStep[]): Awaited<ReturnType<typeof seen>> {
  const { table, integration = [] } = steps.findLast(({ events }) => events !== undefined) ?? { table: [] };
  const marks = { works: '● works', broken: '✕ broken', none: '– none' };
  const line = (event: NonNullable<JsonStep['events']>[number], step: number): string[] => {
    const { level, stream } = system.eventWord(event);
    return [level, String(event.id ?? '–'), `${eventSays(system, event)}${stream}`, String(step)];
  };
  const log = steps.flatMap(({ events = [] }, index) => events.map((event) => line(event, index + 1)));
  const versions = (name: string): readonly number[] => table.filter((entry) => entry.server === name).map(({ version }) => version);
  const listed = (name: string): string => versions(name).join(' and ') || 'not listed';
  return {
    servers: integration.map(({ server: name, um, owaIm }) => [name, listed(name), marks[um], marks[owaIm]]),
    log: log.reverse(),
    rules: [...new Set(steps.at(-1)?.rules)],
    step: `${steps.length} of ${steps.length}`,
  };
}

async function simulated(commands: readonly Command[]): Promise<readonly JsonStep[]> {
  const { code, out } = await runKst(['simulate', '-', '--json'], JSON.stringify({ commands }));
  expect(code).toBe(0);
  return JSON.parse(out).steps;
}

const server = 'ex1.contoso.com';
const host: Command = { do: 'dialPlan.host', server, plan: 'DP1', uriType: 'SipName' };
/** The story of the source, both ways out of it, and a refusal. */
const story: readonly (readonly [button: string, command: Command])[] = [
  ['Host plan', host],
  ['Start', { do: 'rtcsrv.start' }],
  ['UM Routing cycle', { do: 'umRouting.discover' }],
  ['Add pool', { do: 'pool.add', server, version: 6 }],
  ['Add pool', { do: 'pool.add', server, version: 6 }],
  ['Restart', { do: 'rtcsrv.restart' }],
  ['Remove pool', { do: 'pool.remove', server }],
  ['Unhost plan', { do: 'dialPlan.unhost', server, plan: 'DP1' }],
  ['Stop', { do: 'rtcsrv.stop' }],
];
/** The conflict, as Get-EventLog exports it. */
const eventLog = `"TimeGenerated","EntryType","Source","EventID","Message"
"9/15/2014 10:02:03 AM","Information","LS Protocol Stack","14492","Known servers: "
"9/15/2014 10:02:04 AM","Information","LS Exchange Unified Messaging Routing","44024","ex1.contoso.com"
"9/15/2014 10:02:05 AM","Information","LS Protocol Stack","14493","Server ex1.contoso.com version 0"
"9/15/2014 11:02:05 AM","Error","LS Protocol Stack","14563","Server ex1.contoso.com version 0 and version 6"
`;
const storyLink = playing(story.map(([, command]) => command));

describe.skipIf(chromium === null)('the page', () => {
  test('plays the source by clicking, step for step as kst simulate does', async () => {
    const steps = await simulated(story.map(([, command]) => command));
    const page = await open('#/play');
    for (const [index, [button]] of story.entries()) {
      await click(page, button);
      expect(await seen(page), `step ${index + 1}`).toEqual(told(steps.slice(0, index + 1)));
    }
    await page.waitForURL(({ hash }) => hash === fragmentOf('play', storyLink));

    await page.getByLabel('Step', { exact: true }).fill('4');
    expect(await seen(page)).toEqual({ ...told(steps.slice(0, 4)), step: `4 of ${story.length}` });
    expect(await page.locator('.state.marked').textContent()).toContain('conflict open');
    const outcome = 'logged 14563. ex1.contoso.com: evicted by conflict, UM broken, OWA IM broken.';
    expect(await page.locator('.outcome').textContent()).toContain(outcome);
    await click(page, 'Restart'); // option 2, from there
    const restarted = await simulated([...story.slice(0, 4).map(([, command]) => command), { do: 'rtcsrv.restart' }]);
    expect(await seen(page)).toEqual(told([...steps.slice(0, 4), restarted[4]!]));
    await click(page, 'Undo');
    expect(await seen(page)).toEqual(told(steps.slice(0, 4)));
  });

  test('shows the same in a fresh profile to whom the link is sent, and as a saved scenario', async () => {
    const steps = await simulated(story.map(([, command]) => command));
    const profile = await browser.newContext();
    const page = await open(fragmentOf('play', storyLink), { page: await pageIn(profile) });
    expect(await seen(page)).toEqual(told(steps));
    const saving = page.waitForEvent('download');
    await click(page, 'Save as scenario');
    const saved = readFileSync((await (await saving).path())!, 'utf8');
    const { code, out } = await runKst(['simulate', '-', '--json'], saved);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ steps, expectations: { failed: [] } });
    await profile.close();
  });

  test('plays several servers, dialects, and any scenario', async () => {
    const page = await open('#/play');
    await page.getByLabel('Server', { exact: true }).fill('EX2.contoso.com.');
    await page.getByLabel('Version of the pool').selectOption('5');
    await click(page, 'Add pool');
    await page.getByLabel('Server', { exact: true }).fill('b\u00fccher.contoso.com');
    await page.getByLabel('URI type').selectOption('E164');
    await click(page, 'Host plan');
    await click(page, 'Start');
    const steps = await simulated([
      { do: 'pool.add', server: 'EX2.contoso.com.', version: 5 },
      { do: 'dialPlan.host', server: 'b\u00fccher.contoso.com', plan: 'DP1', uriType: 'E164' },
      { do: 'rtcsrv.start' },
    ]);
    expect(await seen(page)).toEqual(told(steps));

    await page.getByLabel('Scenario').selectOption({ label: 'restart-winner-topology' });
    expect(await page.locator('.dialect summary').textContent()).toBe('Dialect: topology');
    await page.getByLabel('Step', { exact: true }).fill('4');
    expect((await seen(page)).servers).toEqual([[server, '6', '● works', '● works']]);
    await page.locator('.dialect summary').click();
    await page.getByLabel('A1 restart-winner').selectOption('um');
    expect((await seen(page)).servers).toEqual([[server, '0', '● works', '● works']]);
  });

  test('is played by the keyboard alone', async () => {
    const page = await open('');
    const tabTo = async (name: string): Promise<void> => {
      for (let presses = 0; presses < 80; presses++) {
        await page.keyboard.press('Tab');
        if ((await page.evaluate('document.activeElement.textContent.trim()')) === name) return;
      }
      throw new Error(`the keyboard does not reach ${name}`);
    };
    await tabTo('Play');
    await page.keyboard.press('Enter');
    await tabTo('Start');
    await page.keyboard.press('Space');
    await tabTo('Host plan');
    await page.keyboard.press('Enter');
    expect((await seen(page)).step).toBe('2 of 2');
    await goTo(page, files.report, '#/diagram');
    await tabTo('not listed conflict open');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'not listed, conflict open' }).waitFor();
    await tabTo('Play from here');
    await page.keyboard.press('Enter');
    await page.locator('.parts .bad', { hasText: 'open' }).waitFor();
  });

  test('never loses the focus, and gives back a run that another one replaced', async () => {
    const page = await open('#/play');
    await click(page, 'How the conflict comes about');
    expect(await page.evaluate(focused)).toBe('parts-title');
    const { step } = await seen(page);
    await page.getByLabel('Step', { exact: true }).fill('1');
    for (const button of ['One step back', 'Clear']) {
      await click(page, button);
      expect(await page.evaluate(focused)).toBe(button);
    }
    expect((await seen(page)).step).toBe('0 of 0');
    await click(page, 'Undo');
    await page.getByLabel('Step', { exact: true }).fill('1');
    await click(page, 'Undo');
    const undone = /^Undone: dialPlan\.host .*, with the \d commands after it\.$/;
    expect(await page.locator('.tools [role=status]').textContent()).toMatch(undone);
    expect([step, await page.evaluate(focused)]).toEqual([expect.not.stringMatching(/^0/), 'Undo']);
    await click(page, 'Start');
    expect(await page.locator('.tools [role=status]').textContent()).toBe('');
    await goTo(page, files.report, '#/diagram');
    await page.getByRole('button', { name: /^pool\.add.*: from .*listed.* to not listed, conflict open$/ }).first().press('Enter');
    await page.locator('#chosen-title:focus').waitFor();
    expect(await page.evaluate(collidingWords)).toEqual([]);
    await follow(page.getByRole('link', { name: 'Play from here' }));
    await page.locator('main:focus').waitFor();
  });

  test('wraps names as long as there are', async () => {
    const long = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(62)).join('.');
    const commands: Command[] = [{ ...host, server: long }, { do: 'rtcsrv.start' }, { do: 'pool.add', server: long, version: 6 }];
    const page = await open(fragmentOf('play', playing(commands)), { width: 360 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(await page.locator('.outcome').textContent()).toContain(`${long}: evicted by conflict`);
    const widest = "Math.max(...[...document.querySelectorAll('h2, p, .parts th button')].map((each) => each.scrollWidth))";
    expect(await page.evaluate(widest)).toBeLessThanOrEqual(360);
  });

  test('leads from a server whose two claims meet to its conflict, and from one that nothing names to its name', async () => {
    const page = await open('#/play');
    expect(await page.evaluate(dropped('nowhere.txt', ''))).toBe(true);
    await follow(page.getByRole('link', { name: 'Diagnose' }));
    const mailbox = { ServerRole: 'Mailbox', AdminDisplayVersion: 'Version 15.0 (Build 1.1)' };
    const exchange = ['ex5', 'ex6'].map((name) => ({ Name: name, Fqdn: `${name}.contoso.com`, ...mailbox }));
    const services = ['ex5', 'ex6'].map((name) => ({ Name: name, DialPlans: name === 'ex5' ? ['DP1'] : [], Status: 'Enabled' }));
    const plan = { Name: 'DP1', URIType: 3 };
    const pool = { Identity: 'TrustedApplicationPool:ex5.contoso.com', PoolFqdn: 'ex5.contoso.com', Version: 7 };
    const exports = { 'servers.json': exchange, 'services.json': services, 'plans.json': [plan], 'pools.json': [pool] };
    await page.evaluate(heldBack('first.csv'));
    await page.evaluate(dropped('first.csv', eventLog));
    for (const view of ['Play', 'Diagnose']) await follow(page.getByRole('link', { name: view, exact: true }));
    expect(await page.locator('.diagnose [role=status]').textContent()).toBe('Reading\u2026');
    const inputs = Object.entries(exports).map(([name, objects]) => ({ name, mimeType: '', buffer: Buffer.from(JSON.stringify(objects)) }));
    await page.getByLabel('Files, or drop them here').setInputFiles(inputs);
    await page.locator('#advice-title').waitFor();
    expect(await page.locator('main').textContent()).toContain(`Read: ${Object.keys(exports).join(', ')}.`);
    await page.evaluate('letGo()');
    await page.evaluate(drawn);
    expect(await page.locator('#diagnosis-title').count()).toBe(0);
    const from = (name: string) => follow(page.locator('article', { hasText: name }).getByRole('link', { name: 'Play from here' }));
    await from('ex5.contoso.com');
    expect((await seen(page)).servers).toEqual([['ex5.contoso.com', 'not listed', '\u2715 broken', '\u2715 broken']]);
    expect(await page.locator('.parts').textContent()).toContain('7');
    expect(await page.getByLabel('Server', { exact: true }).inputValue()).toBe('ex5.contoso.com');
    await follow(page.getByRole('link', { name: 'Diagnose' }));
    await from('ex6.contoso.com');
    expect((await seen(page)).servers).toEqual([['ex6.contoso.com', 'not listed', '\u2013 none', '\u2715 broken']]);
    expect(await page.getByLabel('Server', { exact: true }).inputValue()).toBe('ex6.contoso.com');
  });

  test('leads from a row to its rule, its claim, a scenario, and back', async () => {
    const page = await open('#/tables');
    const rows = page.locator('.rows tbody tr');
    const { out } = await runKst(['table', '--format', 'json']);
    expect(await rows.count()).toBe(JSON.parse(out).rows.length);
    await page.getByLabel('Filter').fill('pool.add R04 hosts');
    expect(await page.getByRole('status').textContent()).toBe('2 rows');
    await follow(rows.first().getByRole('link', { name: 'R04' }));
    const link = (name: string) => follow(page.locator('.detail').getByRole('link', { name, exact: true }));
    const title = () => page.locator('.detail h2').textContent();
    await link('C15');
    expect(await title()).toBe('C15 claim');
    await page.locator('.detail summary').click();
    await link('source-story');
    expect(await title()).toBe('source-story scenario');
    await link('R04');
    expect(await title()).toBe('R04 rule');
    await page.evaluate('scrollTo(0, document.body.scrollHeight)');
    await follow(rows.last().getByRole('link').first());
    await page.locator('#detail-title:focus').waitFor();
    expect(await page.evaluate("document.getElementById('detail-title').getBoundingClientRect().top")).toBeGreaterThanOrEqual(0);
    await page.getByLabel('Filter').fill('nothing like that');
    expect(await page.locator('main').textContent()).toContain('No row has all of these words in this dialect.');
    await page.getByLabel('Filter').fill('');
    await follow(page.getByRole('link', { name: 'R04' }).first());
    await follow(rows.first().getByRole('link').first());
    expect(await page.locator('.detail').textContent()).toContain('14563 ex1.contoso.com has two versions');
    await follow(page.getByRole('link', { name: 'When to have a pool' }));
    expect(await page.locator('main').textContent()).toContain('A server that hosts a SipName dial plan: have none.');
  });

  test('plays both outcomes of a change side by side', async () => {
    const page = await open('', { file: files.difference });
    expect(await page.locator('h1').textContent()).toBe('Change of behaviour');
    expect(await page.locator('main').textContent()).toContain('since commit <base>');
    const first = page.locator('.beside').first();
    const textsIn = (rows: Element[]): string[][] => rows.map((row) => [...row.children].map((cell) => cell.textContent));
    const outcome = () => first.locator('tbody tr').evaluateAll(textsIn);
    expect((await outcome()).some(([cell, before, now]) => cell !== 'rules' && before !== now)).toBe(true);
    await first.locator('.steps button').first().click();
    expect(await outcome()).not.toEqual([]);
    expect((await outcome()).every(([, before, now]) => before === now)).toBe(true);
    await follow(page.getByRole('link', { name: 'Play with the rules of now' }).first());
    await page.locator('.matched').waitFor();
  });

  test('diagnoses an event log and cmdlet output that are dropped on it, as kst diagnose does, and plays on from there', async () => {
    const [log, output, other] = [join(folder, 'events.csv'), join(folder, 'pools.txt'), join(folder, 'other.txt')];
    writeFileSync(log, eventLog);
    const identity = 'Identity  : TrustedApplicationPool:ex2.contoso.com\nServiceId : 1-ExternalServer-1\n';
    writeFileSync(output, `${identity}PoolFqdn  : ex2.contoso.com\nVersion   : 6\n`);
    writeFileSync(other, '<img src=x onerror=alert(1)>');
    const page = await open('#/diagnose');
    await page.getByLabel('Files, or drop them here').setInputFiles([log, output, other]);
    await page.locator('#diagnosis-title').waitFor();
    const { servers } = JSON.parse((await runKst(['diagnose', log, '--json'])).out);
    const timeline = [44024, 14493, 14563].map((id) => ({ event: { id } }));
    expect(servers).toMatchObject([{ server, conflict: 'open', timeline }]);
    const text = (await runKst(['diagnose', log])).out;
    expect(text.startsWith(`${await page.locator('#diagnosis-title').textContent()}\n`)).toBe(true);
    const title = (await page.locator('article h3').first().textContent())!;
    expect(text).toContain(`${title.replace('(events.csv)', `(${log})`)}\n`); // the browser knows no folder
    for (const event of servers[0].timeline) expect(await page.locator('.rail').textContent()).toContain(event.story);
    expect(await page.locator('.problem').textContent()).toContain('other.txt');
    const summary = (await runKst(['advise', output])).out.split('\n')[0]!.replace('1 server: ', '');
    expect(await page.locator('#advice-title').textContent()).toContain(summary);
    await page.evaluate(axe);
    expect(await page.evaluate(axeViolations)).toEqual([]);
    await follow(page.getByRole('link', { name: 'Play from here' }));
    expect((await seen(page)).servers).toEqual([[server, 'not listed', '\u2715 broken', '\u2715 broken']]);
    await click(page, 'Restart');
    expect((await seen(page)).servers).toEqual([[server, '0', '\u25cf works', '\u25cf works']]);
    await follow(page.getByRole('link', { name: 'Diagnose' }));
    await page.locator('#diagnosis-title').waitFor();
    await page.evaluate(dropped('again.csv', eventLog.replaceAll(server, 'ex7.contoso.com')));
    await page.getByRole('heading', { name: 'ex7.contoso.com on (again.csv)' }).waitFor();
    expect(await page.locator('#advice-title').count()).toBe(0);
    // A log that the rules refuse, and what could have come instead, in the words of kst diagnose.
    const [refused, twice] = [join(folder, 'refused.csv'), `${eventLog}${eventLog.split('\n').at(-2)}\n`];
    writeFileSync(refused, twice);
    await page.evaluate(dropped('refused.csv', twice));
    await page.getByText('refused: the rules cannot explain event 5').waitFor();
    const instead = /^what could come next .*$/m.exec((await runKst(['diagnose', refused])).out)![0];
    expect(await page.locator('main').textContent()).toContain(instead);
  });

  const tables = ['#/tables/R04', '#/tables/pools'];
  const addresses = ['#/overview', '#/play', fragmentOf('play', storyLink), ...tables, '#/diagram/nothing_open', '#/diagnose'];
  const looks = [
    { file: files.report, fragments: addresses, scheme: 'light', width: 1280, barriers: axeViolations },
    { file: files.report, fragments: addresses, scheme: 'dark', width: 360, barriers: visibleViolations },
    { file: files.difference, fragments: ['#/change'], scheme: 'dark', width: 1280, barriers: axeViolations },
    { file: files.difference, fragments: ['#/change'], scheme: 'light', width: 360, barriers: visibleViolations },
  ] as const;
  const title = 'has no barrier in WCAG 2.2 AA, stays where it is, and fits: $fragments, $scheme, $width pixels';
  test.for(looks)(title, async ({ file, fragments, scheme, width, barriers }) => {
    const page = await open(fragments[0]!, { file, scheme, width });
    await page.locator('.dialect summary').click();
    // By the debugger's door, since the page's own policy lets no other script in.
    await page.evaluate(axe);
    for (const fragment of fragments) {
      await goTo(page, file, fragment);
      expect(await page.locator('h1').count(), fragment).toBe(1);
      expect(await page.evaluate('document.documentElement.scrollWidth'), fragment).toBe(width);
      expect(await page.evaluate(barriers), fragment).toEqual([]);
    }
    expect(await page.evaluate(layoutShifts)).toBe(0);
  });

  const hostileRun = (text: string) => playing([{ do: 'pool.remove', server: text }]);
  const hostile = [
    ['a server that is markup', fragmentOf('play', hostileRun('<img src=x onerror=alert(1)>')), 'is not a server name'],
    ['a link that was cut off', fragmentOf('play', storyLink.slice(0, -3)), 'cut off or changed'],
    ['a link without an end', `#/play/1;0000;${'ex1.contoso.com,'.repeat(4000)}`, 'longer than'],
    ['a link of another version', '#/play/2;whatever', 'another version'],
    ['an address that is markup', '#/<img src=x onerror=alert(1)>', 'leads to no view'],
    ['an id that is markup', '#/tables/<img src=x onerror=alert(1)>', 'There is no <img src=x onerror=alert(1)>'],
    ['an id without an end', `#/tables/${'x'.repeat(5000)}`, `There is no ${'x'.repeat(79)}\u2026.`],
    ['an id of the language', '#/tables/__proto__', 'There is no __proto__'],
  ] as const;
  test('refuses addresses that are damaged or hostile, with a message', async () => {
    const page = await open(hostile[0]![1]);
    for (const [what, fragment, says] of hostile) {
      await goTo(page, files.report, fragment);
      expect(await page.locator('.problem').textContent(), what).toContain(says);
      expect(await page.locator('img').count(), what).toBe(0);
    }
  });

  test('shows a plan whose name is markup as the name that it is', async () => {
    const plan = '<script>alert(1)</script>\u202e<img src=x onerror=alert(1)>';
    const page = await open(fragmentOf('play', playing([{ ...host, plan } as Command])));
    expect(await page.locator('.parts').textContent()).toContain('<script>alert(1)</script>\\u{202e}<img');
    expect(await page.locator('#page script, #page img').count()).toBe(0);
    await page.getByLabel('Server', { exact: true }).fill('<b>');
    await click(page, 'Remove pool');
    expect(await page.getByRole('alert').textContent()).toBe('Expected a server name: labels of letters, digits, hyphens or underscores.');
    expect((await seen(page)).step).toBe('1 of 1');
  });

  test('lets in no other script, and asks no network for anything', async () => {
    const page = await open('#/play');
    expect(await page.evaluate(breakIn)).toEqual(['undefined', 'kept in']);
    expect(trouble.splice(0).filter((said) => !said.includes('Content Security Policy'))).toEqual([]);
    expect(statSync(files.report).size).toBeLessThan(1_000_000);
    expect(readFileSync(files.report, 'utf8')).not.toMatch(/\/(home|tmp|work|root)\//);
  });
});
