/**
 * Every part that the run has named: how it stands.
 */
import { useMemo } from 'preact/hooks';
import { useMatter } from '../context.ts';
import { capital, plural } from '../../reports/plain-text.ts';
import { whenClicked } from '../dom.ts';
import { Table } from './blocks.tsx';
import { Light } from './light.tsx';
import type { ShownPart } from '../run/outcome.ts';

interface Props {
  /** In name order. */
  readonly parts: readonly ShownPart[];
  readonly chosen: string | null;
  readonly choose: (name: string) => void;
}

export function Parts({ parts, chosen, choose }: Props) {
  const { presentation: { columns }, system } = useMatter();
  const { name: title, part: what, status } = system.rulebook;
  const headings = columns.map((column) => (typeof column === 'string' ? status!.lights[column]!.label : column.title));
  return (
    <section class="panel" aria-labelledby="parts-title">
      <h2 id="parts-title" tabIndex={-1}>{capital(title)}</h2>
      {parts.length === 0 ? (
        <p class="dim">No {what} has been named yet, and the table is empty.</p>
      ) : (
        <Table label={capital(plural(what))} kind="parts" headings={[capital(what), ...headings]} onClick={whenClicked('name', choose)}>
          {parts.map((shown) => <Line key={shown.name} {...shown} isChosen={shown.name === chosen} />)}
        </Table>
      )}
    </section>
  );
}

/** A line of a long list is drawn anew only when it changes. */
function Line({ name, part, whole, lights, isChosen }: ShownPart & { readonly isChosen: boolean }) {
  const { columns } = useMatter().presentation;
  return useMemo(
    () => (
      <tr class={isChosen ? 'chosen' : ''}>
        <th scope="row">
          <button class="plain" data-name={name} aria-pressed={isChosen}>{name}</button>
        </th>
        {columns.map((column, index) => (
          <td key={index}>{typeof column === 'string' ? <Light light={column} how={lights[column]!} /> : column.of(part, whole)}</td>
        ))}
      </tr>
    ),
    [name, part, whole, isChosen, ...Object.values(lights)],
  );
}
