/**
 * A gate's result in each format that a person or a CI system reads.
 */
import { gateAnnotations } from './github.ts';
import { gateJunit } from './junit.ts';
import { gateMarkdown } from './markdown.ts';
import { gateSarif } from './sarif.ts';
import { gateText } from './text.ts';
import type { GateResult } from '../../engine/gate/result.ts';
import type { Styles } from '../styles.ts';

export type GateFormat = 'text' | 'json' | 'markdown' | 'junit' | 'sarif' | 'github';

/** The formats, the one for people first. */
export const gateFormats = (): readonly GateFormat[] => Object.keys(renderers) as GateFormat[];

/** The result in the format; `styles` are for the text alone. */
export function renderGate(format: GateFormat, result: GateResult, styles: Styles): string {
  return renderers[format](result, styles);
}

const renderers: { readonly [format in GateFormat]: (result: GateResult, styles: Styles) => string } = {
  text: gateText,
  /** One line; spec/schema/gate.schema.json. */
  json: ({ title, verdict, seed, base, steps, changes }) => `${JSON.stringify({ ...title, verdict, seed, base, steps, changes })}\n`,
  markdown: gateMarkdown,
  junit: gateJunit,
  sarif: gateSarif,
  github: gateAnnotations,
};
