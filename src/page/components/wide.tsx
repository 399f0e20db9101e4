/**
 * What may be wider than the screen, in a frame that scrolls: with a finger, a wheel, or the keyboard.
 */
import type { ComponentChildren } from 'preact';

interface Props {
  readonly label: string;
  readonly children: ComponentChildren;
}

export function Wide({ label, children }: Props) {
  return (
    <div class="wide" role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
