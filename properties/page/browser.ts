/**
 * A real Chromium for the tests of the page: a system one, driven by playwright-core. It is never downloaded.
 */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

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
