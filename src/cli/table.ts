import { defaultDialect } from '../kst/dialect.ts';
import { knownServersTable } from '../kst/model.ts';
import { tableOfDialect } from '../kit/tables/one-table.ts';
import { tableCsv, tableJson, tableMarkdown } from '../reports/table.ts';
import type { Dialect } from '../kst/dialect.ts';
import type { Io } from './io.ts';

const formats = { md: tableMarkdown, csv: tableCsv, json: tableJson };

/** `kst table`: prints the behaviour table of one dialect, that of the choices with the defaults below. */
export function table({ format, dialect }: { format: keyof typeof formats; dialect: Partial<Dialect> }, io: Io): void {
  io.out(formats[format](tableOfDialect(knownServersTable(), { ...defaultDialect(), ...dialect })));
}
