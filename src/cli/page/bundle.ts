/**
 * The code of the HTML page: prebuilt in the package, put together on the fly in the repository.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PageParts } from '../../reports/page/page-html.ts';

type PageCode = Pick<PageParts, 'script' | 'style'>;

/** Where the package carries the code, and where in the repository the style is, and what the script starts from. */
const folder = fileURLToPath(new URL('../../page/', import.meta.url));
const start = fileURLToPath(new URL('../../lync/page/main.tsx', import.meta.url));

let bundled: Promise<PageCode> | null = null;

/** The page's code, as the package carries it or as the sources have it. */
export async function pageCode(): Promise<PageCode> {
  if (!existsSync(join(folder, 'page.js'))) return (bundled ??= bundle());
  return { script: readFileSync(join(folder, 'page.js'), 'utf8'), style: readFileSync(join(folder, 'page.css'), 'utf8') };
}

/** Puts the code into a folder for the package: `npm run build` calls it. */
export async function writeBundle(to: string): Promise<void> {
  const { script, style } = await bundle();
  mkdirSync(to, { recursive: true });
  writeFileSync(join(to, 'page.js'), script);
  writeFileSync(join(to, 'page.css'), style);
}

/** The bundler is a package for development: nobody else needs it. */
async function bundle() {
  const { build } = await import('rolldown');
  const { output } = await build({
    input: start,
    platform: 'browser',
    write: false,
    logLevel: 'silent',
    transform: { target: 'es2022', jsx: { runtime: 'automatic', importSource: 'preact' } },
    output: { format: 'iife', minify: true, comments: false },
  });
  // A text in the script may not end the element that it will stand in; in a string or a pattern the escape changes nothing.
  return { script: output[0].code.replaceAll('</script', '<\\/script').trim(), style: readFileSync(join(folder, 'style.css'), 'utf8') };
}
