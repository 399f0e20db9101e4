/**
 * Every part that the run has named: how it stands.
 */
import { useMemo } from 'preact/hooks';
import { useMatter } from '../context.ts';
import { Light } from './light.tsx';
import { Wide } from './wide.tsx';
import type { ShownPart } from '../run/parts.ts';

interface Props {
  /** In name order. */
  readonly parts: readonly ShownPart[];
  readonly chosen: string | null;
  readonly choose: (name: string) => void;
}

export function Parts({ parts, chosen, choose }: Props) {
  const { presentation, system } = useMatter();
  const { name: title, part: what, status } = system.rulebook;
  const capital = `${what[0]!.toUpperCase()}${what.slice(1)}`;
  return (
    <section class="panel" aria-labelledby="parts-title">
      <h2 id="parts-title" tabIndex={-1}>{title}</h2>
      {parts.length === 0 ? (
        <p class="dim">No {what} has been named yet, and the table is empty.</p>
      ) : (
        <Wide label={`${capital}s`}>
          <table class="parts">
            <thead>
              <tr>
                <th scope="col">{capital}</th>
                {presentation.columns.map((column) => {
                  const heading = typeof column === 'string' ? status!.lights[column]!.label : column.title;
                  return <th key={heading} scope="col">{heading}</th>;
                })}
              </tr>
            </thead>
            <tbody onClick={(event) => chooseClicked(event, choose)}>
              {parts.map(({ name, part, lights }) => (
                <Line key={name} name={name} part={part} lights={lights} isChosen={name === chosen} />
              ))}
            </tbody>
          </table>
        </Wide>
      )}
    </section>
  );
}

/** A line of a long list is drawn anew only when it changes. */
function Line({ name, part, lights, isChosen }: ShownPart & { readonly isChosen: boolean }) {
  const { columns } = useMatter().presentation;
  return useMemo(
    () => (
      <tr class={isChosen ? 'chosen' : ''}>
        <th scope="row">
          <button class="plain" data-name={name} aria-pressed={isChosen}>
            {name}
          </button>
        </th>
        {columns.map((column) =>
          typeof column === 'string' ? (
            <td key={column}>
              <Light light={column} how={lights[column]!} />
            </td>
          ) : (
            <td key={column.title}>{column.of(part)}</td>
          ),
        )}
      </tr>
    ),
    [name, part, isChosen, ...Object.values(lights)],
  );
}

/** One listener for all buttons of the table. */
function chooseClicked({ target }: Event, choose: Props['choose']): void {
  const name = target instanceof Element ? target.closest<HTMLElement>('[data-name]')?.dataset['name'] : undefined;
  if (name !== undefined) choose(name);
}
