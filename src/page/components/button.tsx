import type { ComponentChildren } from 'preact';

interface Props {
  readonly isOff: boolean;
  readonly onClick: () => void;
  /** Its name, where its text is none. */
  readonly label?: string;
  readonly children: ComponentChildren;
}

/** A button that keeps the focus while it can do nothing: a disabled one would drop it. */
export function Button({ isOff, onClick, label, children }: Props) {
  return <button aria-label={label} aria-disabled={isOff} onClick={() => isOff || onClick()}>{children}</button>;
}
