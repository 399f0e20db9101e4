/**
 * A real Chromium for the tests of the page: a system one, driven by playwright-core. It is never downloaded.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where a Chromium is: as KST_CHROMIUM says, else where systems have it; null without one. */
export function chromiumPath(): string | null {
  const named = process.env['KST_CHROMIUM'];
  return (named === undefined ? usual : [named]).find((path) => existsSync(path)) ?? null;
}

/** Starts it, without what would reach for a network. */
export function startChromium(executablePath: string): Promise<Browser> {
  const network = ['--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  const args = ['--disable-gpu', '--no-first-run', ...network];
  return chromium.launch({ executablePath, args });
}

/** An empty page, which notes what it complains about or asks a network for. */
export async function pageNoting(profile: BrowserContext, note: (trouble: string) => void): Promise<Page> {
  const page = await profile.newPage();
  page.on('console', (message) => note(message.text()));
  page.on('pageerror', (error) => note(error.message));
  page.on('dialog', (dialog) => note(`dialog ${dialog.message()}`));
  page.on('request', (request) => request.url().startsWith('file:') || note(`request for ${request.url()}`));
  return page;
}

/* What is asked in the browser; as texts, since the tests know no document. */

/** A new address is told to the page, and the page drawn anew, in tasks of their own. */
export const drawn = 'new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))';

export const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const violations = (runOnly: object): string =>
  `axe.run({ runOnly: ${JSON.stringify(runOnly)}, resultTypes: ['violations'], preload: false })
    .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0]?.html))`;
export const axeViolations = violations(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);
/** Of colours and places alone: the others are the same in the dark and on a narrow screen. */
export const visibleViolations = violations({ type: 'rule', values: ['color-contrast', 'target-size'] });
