import { conformJson } from '../../reports/conform/conform-json.ts';
import { conformJunit } from '../../reports/conform/conform-junit.ts';
import { conformMarkdown } from '../../reports/conform/conform-markdown.ts';
import { conformSarif } from '../../reports/conform/conform-sarif.ts';
import { conformText } from '../../reports/conform/conform-text.ts';
import { styles } from '../styles.ts';
import type { Conformance } from '../../engine/conform/result.ts';
import type { Specification } from '../../engine/specification.ts';
import type { Io } from '../io.ts';

export type ConformFormat = 'text' | 'json' | 'junit' | 'markdown' | 'sarif';

/** Where things are, beside the result. */
export interface Places {
  /** Scenario files by rule. */
  readonly files: ReadonlyMap<string, string>;
  /** The file that the implementation was started from. */
  readonly started: string;
}

/** A comparison in a format. */
export function renderConformance(
  specification: Specification,
  format: ConformFormat,
  result: Conformance,
  { files, started }: Places,
  io: Io,
): string {
  switch (format) {
    case 'text':
      return conformText(specification, result, styles(io), files);
    case 'json':
      return conformJson(specification, result);
    case 'junit':
      return conformJunit(specification, result, files);
    case 'markdown':
      return conformMarkdown(specification, result, files);
    case 'sarif':
      return conformSarif(specification, result, started, files);
  }
}
