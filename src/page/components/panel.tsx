/**
 * A framed part of a view, with its heading.
 */
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ComponentChildren } from 'preact';

interface Props {
  /** Its heading's id is made of it: `log-title`. */
  readonly name: string;
  readonly title: ComponentChildren;
  readonly kind?: string;
  /** The id of what was chosen, where the panel is about that. */
  readonly chosen?: string;
  readonly children: ComponentChildren;
}

export function Panel({ name, title, kind = 'panel', chosen, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const ofChosen = chosen === undefined ? {} : { class: 'chosen-heading', tabIndex: -1 };
  // It takes the focus and comes into view, so that choosing is seen to do something. At once, with no movement.
  useLayoutEffect(() => {
    if (chosen === undefined) return;
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <section class={kind} aria-labelledby={`${name}-title`}>
      <h2 id={`${name}-title`} ref={heading} {...ofChosen}>{title}</h2>
      {children}
    </section>
  );
}
