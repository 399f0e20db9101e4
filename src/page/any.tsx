/**
 * Any specification on the page, by its own words.
 */
import { capital, titled } from '../reports/plain-text.ts';
import { fieldsText } from '../reports/words.ts';
import { Panel } from './components/blocks.tsx';
import { controlsOf } from './controls.ts';
import { fragmentOf } from './route.ts';
import type { Specification } from '../engine/specification.ts';
import type { Presentation } from './presentation.ts';

export function presentationOf(specification: Specification): Presentation {
  const { name, part, start, table, status, alphabets, commands } = specification;
  const shown = (whole: object, one: object) => table.columns(table.row(whole, one));
  const columns = Object.keys(shown(start.whole, start.blank));
  return {
    ...controlsOf(specification),
    partTitle: capital(part),
    whole: (whole) => ({ says: fieldsText(whole), isGood: false }),
    columns: [
      ...columns.map((column) => ({ title: titled(column), of: (one: object, whole: object) => shown(whole, one)[column] })),
      ...Object.keys(status?.lights ?? {}),
    ],
    change: changedFields,
    unchanged: `No ${part} has changed`,
    rows: {
      says: `${capital(alphabets[0]!.says)}.${table.id === undefined ? ` A state is: ${columns.join(', ')}.` : ''}`,
      example: Object.keys(commands)[0]!,
      after: Object.fromEntries(columns.map((column) => [column, `${titled(column)} after`])),
    },
    introduction: (
      <p class="prose">
        This page holds the rules of {name}. <a href={fragmentOf('play')}>Play with them</a>, or look up{' '}
        <a href={fragmentOf('tables')}>what each command does in each state</a>.
      </p>
    ),
    FirstSteps,
    Where: () => null,
    tables: {},
    views: {},
  };
}

/** The fields of a part that a step has changed; null where there are none. */
function changedFields(before: Readonly<Record<string, unknown>>, after: object): string | null {
  const changed = Object.entries(after).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field]));
  return fieldsText(Object.fromEntries(changed)) || null;
}

const FirstSteps = () => (
  <Panel name="first" title="Where to begin">
    <p>Press a command, or load a scenario. Each step shows the rules that decide it, the events that it logs, and the state after it.</p>
  </Panel>
);
