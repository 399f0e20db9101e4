/**
 * Writes the HTML pages: that of a report, and that of a difference from a base.
 */
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { pageHtml } from '../../reports/page/page-html.ts';
import { refuseUnwritable, write } from '../files.ts';
import { UsageError } from '../io.ts';
import { isKnownServers } from '../built-in.ts';
import { pageCode } from './bundle.ts';
import type { PageData } from '../../reports/page/page-data.ts';
import type { Io } from '../io.ts';
import type { Project } from '../project.ts';

/**
 * Tells before a long task that a page cannot be written.
 *
 * @param file as the user named it for --html.
 * @throws UsageError for a folder, where there is none for it, and for a project that has no page.
 */
export function refuseUnwritablePage(file: string, { cwd }: Pick<Io, 'cwd'>, project: Project): void {
  if (!isKnownServers(project)) throw new UsageError(`--html: there is no HTML page of ${project.specification.name}; leave it out`);
  refuseUnwritable(resolve(cwd, file), `--html: ${file}`);
}

/** Writes a page to a file. @throws UsageError where it cannot be written. */
export async function writePage(file: string, title: string, data: PageData, { cwd }: Io): Promise<void> {
  write(resolve(cwd, file), await pageText(title, data), `--html: ${file}`);
}

/** A page as text. */
export async function pageText(title: string, data: PageData): Promise<string> {
  return pageHtml({ title, data, ...(await pageCode()) }, (text) => createHash('sha256').update(text).digest('base64'));
}
