/**
 * What may be wider than the screen, in a frame that scrolls: with a finger, a wheel, or the keyboard.
 */
import type { ComponentChildren } from 'preact';

interface Props {
  readonly label: string;
  readonly children: ComponentChildren;
}

export function Wide({ label, children }: Props) {
  return <div class="wide" role="group" aria-label={label} tabIndex={0}>{children}</div>;
}

interface TableProps extends Props {
  readonly kind?: string;
  readonly headings: readonly string[];
  readonly onClick?: (event: Event) => void;
}

/** A table in such a frame. */
export function Table({ label, kind, headings, onClick, children }: TableProps) {
  return (
    <Wide label={label}>
      <table class={kind}>
        <thead>
          <tr>{headings.map((heading) => <th key={heading} scope="col">{heading}</th>)}</tr>
        </thead>
        <tbody onClick={onClick}>{children}</tbody>
      </table>
    </Wide>
  );
}
