import { isMeant } from '../engine/diff/acceptance.ts';
import { diffJson } from '../reports/diff/diff-json.ts';
import { diffMarkdown } from '../reports/diff/diff-markdown.ts';
import { diffText } from '../reports/diff/diff-text.ts';
import { changeData } from '../reports/page/change-data.ts';
import { compareWithBase } from './change.ts';
import { exitCodes, type Io, styles } from './io.ts';
import { pageData, pageWriter } from './page/page.ts';
import { type Project, titleOf } from './project.ts';

/** `kst diff [BASE]`: what the rules of today do otherwise than those of the base, and whether that is accepted. */
export async function diff(
  base: string | undefined,
  { format, html }: { readonly format?: string; readonly html?: string },
  io: Io,
  project: Project,
): Promise<number> {
  const writePage = html === undefined ? null : await pageWriter(html, io, project);
  const compared = compareWithBase({ base, folder: project.folder, env: io.env, specification: project.specification });
  const title = titleOf(project);
  if (format === 'json') await io.out(diffJson(compared, title));
  else await io.out(format === 'markdown' ? diffMarkdown(compared, title) : diffText(compared, title, styles(io)));
  if (writePage !== null) {
    const { table, before } = compared;
    const page = pageData(project, table.rows, { overview: null, change: changeData(compared, { before, now: table }) });
    writePage('Change of behaviour', page);
  }
  return isMeant(compared) ? exitCodes.upheld : exitCodes.violated;
}
