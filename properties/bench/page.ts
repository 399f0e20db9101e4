/**
 * How fast the HTML page is in a real browser: from disk to its first paint, and a step with fifty servers.
 */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { knownServersControls } from '../../src/lync/page/controls.ts';
import { fragmentOf } from '../../src/page/route.ts';
import { linkOf } from '../../src/page/run/link.ts';
import { emptyRun } from '../../src/page/run/run.ts';
import { chromiumPath, startChromium } from '../page/browser.ts';
import { pageOf, reportData } from '../page/build.ts';
import { line, median } from './measure.ts';
import type { Page } from 'playwright-core';
import type { Command } from '../../src/kst/commands.ts';

export async function pageSpeed(say: (text: string) => void): Promise<void> {
  say('\nThe HTML page in Chromium, from disk');
  const path = chromiumPath();
  if (path === null) return say('left out: there is no Chromium; install one, or name it with KST_CHROMIUM');
  const folder = mkdtempSync(join(tmpdir(), 'kst-bench-'));
  const browser = await startChromium(path);
  try {
    const file = join(folder, 'page.html');
    writeFileSync(file, await pageOf('Bench', reportData()));
    say(line('size', statSync(file).size / 1000, 'kB', 'at most', 1000));
    for (const [view, fragment] of [['overview', ''], ['fifty servers in play', fragmentOf('play', fiftyServers())]] as const) {
      const paints: number[] = [];
      for (let repetition = 0; repetition < 7; repetition++) {
        const page = await browser.newPage();
        await page.goto(`${pathToFileURL(file)}${fragment}`);
        paints.push(await page.evaluate(firstPaint));
        if (repetition === 6 && fragment !== '') await steps(page, say);
        await page.close();
      }
      say(line(`first contentful paint, ${view}`, median(paints), 'ms', 'at most', 1000));
    }
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

async function steps(page: Page, say: (text: string) => void): Promise<void> {
  for (const button of ['UM Routing cycle', 'Restart']) {
    say(line(`a step with fifty servers, until all is laid out: ${button}`, median(await page.evaluate<number[]>(stepTimes(button))), 'ms', 'at most', 16));
  }
}

/** Fifty servers, each with a plan and a pool, all in conflict. */
function fiftyServers(): string {
  const servers = [...Array(50).keys()].map((index) => `ex${index + 1}.contoso.com`);
  const commands: readonly Command[] = [
    { do: 'rtcsrv.start' },
    ...servers.map((server): Command => ({ do: 'dialPlan.host', server, plan: 'DP1', uriType: 'SipName' })),
    { do: 'umRouting.discover' },
    ...servers.map((server): Command => ({ do: 'pool.add', server, version: 6 })),
  ];
  const controls = knownServersControls();
  return linkOf(controls, { ...emptyRun(controls.rulebook), commands, at: commands.length });
}

/* What is asked in the browser; as texts, since Node knows no document. */

const firstPaint = `new Promise((resolve) => new PerformanceObserver((list) => {
  for (const { name, startTime } of list.getEntries()) if (name === 'first-contentful-paint') resolve(startTime);
}).observe({ type: 'paint', buffered: true }))`;

/** From a click until the new page is drawn up and laid out, thirty times after ten that warm up. */
const stepTimes = (button: string): string => `(async () => {
  const clicked = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === '${button}');
  const times = [];
  for (let step = 0; step < 40; step++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    const start = performance.now();
    clicked.click();
    await new Promise((resolve) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = resolve; port2.postMessage(0); });
    document.body.offsetHeight;
    times.push(performance.now() - start);
  }
  return times.slice(10);
})()`;
