import { systemOf } from '../engine/rules/system.ts';
import { tableOfDialect } from '../engine/table/behaviour.ts';
import { tableCsv, tableJson, tableMarkdown } from '../reports/table.ts';
import type { Choices } from '../engine/dialects/dialects.ts';
import type { Io } from './io.ts';
import type { Project } from './project.ts';

const formats = { md: tableMarkdown, csv: tableCsv, json: tableJson };

/** `kst table`: prints the behaviour table of one dialect, that of the choices with the defaults below. */
export function table({ format, dialect }: { format: keyof typeof formats; dialect: Choices }, io: Io, { specification }: Project): void {
  const { usual } = systemOf(specification).dialects;
  io.out(formats[format](specification, tableOfDialect(specification, { ...usual, ...dialect })));
}
