/**
 * The code of an HTML page. A page that the kit brings along is prebuilt in the package, and bundled on the fly in the
 * repository. Every other one is bundled with the kst.config.ts that it shows, since only code can hold rules.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { UsageError } from '../io.ts';
import type { PageParts } from '../../reports/page/page-html.ts';
import type { Project } from '../project.ts';

export type PageCode = Pick<PageParts, 'script' | 'style'>;

const isBuilt = import.meta.filename.endsWith('.js');
/** The folder of the sources, or in the package of what was built of them. */
const root = fileURLToPath(new URL('../../', import.meta.url));
const style = 'page/style.css';
/** What the page of any project starts from. */
const anyPage = 'page/main';

const from = (file: string): string => `from ${JSON.stringify(file)};`;
const fileOf = (page: string): string => join(root, `${page}.${isBuilt ? 'js' : 'tsx'}`);
const showing = (page: string): string => `import { showPage } ${from(fileOf(page))} showPage`;

/** @throws UsageError for a project that cannot be bundled. */
export async function pageCode({ page, file }: Pick<Project, 'page' | 'file'>, cwd: string): Promise<PageCode> {
  return { script: await scriptOf(page, resolve(cwd, file ?? ''), cwd), style: readFileSync(join(root, style), 'utf8') };
}

async function scriptOf(page: string | undefined, config: string, cwd: string): Promise<string> {
  if (page === undefined) return bundle(`import exported ${from(config)} ${showing(anyPage)}(exported);`, { config, cwd });
  return isBuilt ? readFileSync(fileOf(page), 'utf8') : bundle(`${showing(page)}();`);
}

/** Puts a page of the kit's own, and what those of others are bundled with, into a folder: `npm run build` calls it. */
export async function writePages(to: string, page: string): Promise<void> {
  const shared = await bundle(`export * ${from(fileOf(anyPage))}`, { format: 'esm' });
  for (const [name, script] of [[page, await scriptOf(page, '', '')], [anyPage, shared]] as const) {
    mkdirSync(dirname(join(to, name)), { recursive: true });
    writeFileSync(join(to, `${name}.js`), script);
  }
  copyFileSync(join(root, style), join(to, style));
}

/** `config` is what a refusal names, seen from `cwd`. */
async function bundle(code: string, { format = 'iife' as 'iife' | 'esm', config = '', cwd = root } = {}): Promise<string> {
  const { build } = await import('rolldown').catch(() => {
    throw new UsageError('--html: rolldown bundles the page, and is not installed: npm install --save-dev rolldown');
  });
  const refuse = (what: string): never => {
    throw new UsageError(`--html: ${relative(cwd, config)} cannot be bundled for a browser: ${what}`);
  };
  /** By what is Node's own, a file that imports it. */
  const importers = new Map<string, string>();
  const { output: [{ code: script, imports }] } = await build({
    input: 'page',
    cwd,
    platform: 'browser',
    write: false,
    logLevel: 'silent',
    transform: { target: 'es2022', jsx: { runtime: 'automatic', importSource: 'preact' } },
    output: { format, minify: true, comments: false, codeSplitting: false },
    plugins: [{
      name: 'page',
      resolveId(id, importer) {
        if (id === 'page') return id;
        if (!isBuiltin(id)) return null;
        importers.set(id, relative(cwd, importer ?? ''));
        return { id, external: true, moduleSideEffects: false };
      },
      load: (id) => (id === 'page' ? code : null),
    }],
  }).catch((error: Error) => refuse(placed(error)));
  for (const id of imports) refuse(`${importers.get(id)} imports ${id}, which browsers do not have; keep it out of the specification`);
  // A text in the script may not end the element that it will stand in; in a string or a pattern the escape changes nothing.
  return script.replace(/<(?=\/script|!--)/gi, '\\x3c').trim();
}

/** The first of the bundler's complaints, without its drawing: `rules.ts:1:75: Module format ...`. */
function placed({ message }: Error): string {
  const text = stripVTControlCharacters(message);
  const [what, where] = [/\[[A-Z_]+\] *(.*?)(?: Use .*)?$/m.exec(text)?.[1] ?? text, /\[ (\S+:\d+):\d+ \]/.exec(text)?.[1]];
  return where === undefined ? what : `${where}: ${what}`;
}
