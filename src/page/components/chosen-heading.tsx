/**
 * The heading of what was chosen: it takes the focus and comes into view, so that choosing is seen to do something. At once, with no
 * movement.
 */
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ComponentChildren } from 'preact';

interface Props {
  readonly id: string;
  /** The id of what was chosen. */
  readonly about: string;
  readonly children: ComponentChildren;
}

export function ChosenHeading({ id, about, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: 'nearest' });
  }, [about]);
  return (
    <h2 id={id} class="chosen-heading" ref={heading} tabIndex={-1}>
      {children}
    </h2>
  );
}
