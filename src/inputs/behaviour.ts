/**
 * Behaviour tables as `kst report` writes them, of this version or an older one (spec/schema/behaviour.schema.json).
 */
import { dialectsIn } from '../kst/conditions.ts';
import { readJson } from './json.ts';
import { InputError } from './input-error.ts';
import { schemaChecker } from './schema.ts';
import type { BehaviourTable, RowInDialects } from '../kst/behaviour.ts';

/**
 * A reader of behaviour tables. A choice of an assumption that there is not (any more) holds in no dialect; fields that
 * are not known stay on the rows.
 *
 * @param schema the schema of behaviour tables, as an object.
 * @returns a function of the file's text and its name for messages, which throws InputError.
 */
export function behaviourReader(schema: object): (text: string, file: string) => BehaviourTable {
  const check = schemaChecker(schema);
  return (text, file) => {
    const json = readJson(text, file);
    const mismatch = check(json.value);
    if (mismatch !== null) throw new InputError(file, json.place(mismatch.pointer), mismatch.expected);
    const { $schema, rows, ...table } = json.value as BehaviourFile;
    refuseSameId(rows, (index) => json.place(`/rows/${index}/id`), file);
    return { ...table, rows: rows.map((row) => ({ ...row, set: dialectsIn(row.dialects) })) };
  };
}

/** The file as the schema lets it through. */
interface BehaviourFile extends Omit<BehaviourTable, 'rows'> {
  readonly $schema?: string;
  readonly rows: readonly Omit<RowInDialects, 'set'>[];
}

function refuseSameId(rows: BehaviourFile['rows'], place: (index: number) => string, file: string): void {
  const seen = new Set<string>();
  for (const [index, { id }] of rows.entries()) {
    if (seen.has(id)) throw new InputError(file, place(index), `expected the row ${JSON.stringify(id)} once, not twice`);
    seen.add(id);
  }
}
