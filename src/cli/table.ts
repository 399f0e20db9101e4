import { systemOf } from '../engine/rules/system.ts';
import { type OneTable, tableOfDialect } from '../engine/table/behaviour.ts';
import { behaviourCsv } from '../reports/pages/behaviour-csv.ts';
import { rowJson } from '../reports/pages/behaviour-json.ts';
import { decisionsText, rowsText } from '../reports/pages/behaviour-page.ts';
import { dialectText } from '../reports/words.ts';
import type { Choices } from '../engine/dialects/dialects.ts';
import type { Specification } from '../engine/specification.ts';
import type { Io } from './io.ts';
import type { Project } from './project.ts';

const formats = {
  /** Decision tables, contracted. */
  md(specification: Specification, table: OneTable) {
    const dialect = dialectText(table.dialect);
    return decisionsText(specification, table, [`${rowsText(specification)}${dialect === '' ? '' : `, in the dialect ${dialect}`}.`]);
  },
  /** With the columns of reports/behaviour.csv. */
  csv: (specification: Specification, { rows }: OneTable) => behaviourCsv(specification, rows),
  /** One row a line (spec/schema/table.schema.json). */
  json(specification: Specification, { dialect, states, cells, gaps, overlaps, rows }: OneTable) {
    const about = JSON.stringify({ dialect, states, cells, gaps, overlaps });
    const lines = rows.map((row) => JSON.stringify({ ...rowJson(specification, row), dialects: undefined }));
    return `${about.slice(0, -1)},"rows":[\n${lines.join(',\n')}\n]}\n`;
  },
};

/** `kst table`: prints the behaviour table of one dialect, that of the choices with the defaults below. */
export function table({ format, dialect }: { format: keyof typeof formats; dialect: Choices }, io: Io, { specification }: Project): void {
  const { usual } = systemOf(specification).dialects;
  io.out(formats[format](specification, tableOfDialect(specification, { ...usual, ...dialect })));
}
