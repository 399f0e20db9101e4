import { readFileSync } from 'node:fs';
import { schemaReader } from '../../inputs/schema.ts';
import { merge, NotOneRun } from '../../engine/conform/merge.ts';
import { conformFromJson } from '../../reports/conform/conform-json.ts';
import { readText } from '../files.ts';
import { type Io, UsageError } from '../io.ts';
import { type FormatOptions, printConformance } from './render.ts';
import type { Project } from '../project.ts';

/**
 * `kst merge FILE...`: puts the shards of one run of `kst conform --json` together.
 *
 * @throws InputError for a file that holds no shard, UsageError for shards that do not belong together.
 */
export async function mergeFiles(
  files: readonly string[],
  options: FormatOptions,
  io: Io,
  project: Project,
): Promise<number> {
  const { specification } = project;
  const schema = readFileSync(new URL('../../../spec/schema/conform.schema.json', import.meta.url), 'utf8');
  const read = schemaReader(JSON.parse(schema) as object);
  const shards = [];
  for (const file of files) {
    const { text, name } = await readText(file, io);
    shards.push({ name, result: conformFromJson(specification, read(text, name).value) });
  }
  try {
    return await printConformance(project, merge(specification, shards), options, io, files[0]!);
  } catch (error) {
    if (error instanceof NotOneRun) throw new UsageError(error.message);
    throw error;
  }
}
