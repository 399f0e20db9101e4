/**
 * What every view is built of.
 */
import { type ComponentChildren, Fragment } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface Children {
  readonly children: ComponentChildren;
}

interface ButtonProps extends Children {
  readonly isOff: boolean;
  readonly onClick: () => void;
  /** Its name, where its text is none. */
  readonly label?: string;
}

/** A button that keeps the focus while it can do nothing: a disabled one would drop it. */
export function Button({ isOff, onClick, label, children }: ButtonProps) {
  return <button aria-label={label} aria-disabled={isOff} onClick={() => isOff || onClick()}>{children}</button>;
}

/** A description list: what is said under each name; nothing is said of what is null. */
export function Lines({ of }: { readonly of: Readonly<Record<string, ComponentChildren>> }) {
  const said = Object.entries(of).filter(([, says]) => says !== null);
  return <dl>{said.map(([name, says]) => <Fragment key={name}><dt>{name}</dt><dd>{says}</dd></Fragment>)}</dl>;
}

/** Texts, each in a paragraph of that kind. */
export function Paragraphs({ texts, kind }: { readonly texts: readonly string[]; readonly kind: string }) {
  return <>{texts.map((text) => <p key={text} class={kind}>{text}</p>)}</>;
}

interface PanelProps extends Children {
  /** Its heading's id is made of it: `log-title`. */
  readonly name: string;
  readonly title: ComponentChildren;
  readonly kind?: string;
  /** The id of what was chosen, where the panel is about that. */
  readonly chosen?: string;
}

/** A framed part of a view, with its heading. */
export function Panel({ name, title, kind = 'panel', chosen, children }: PanelProps) {
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

/** What may be wider than the screen, in a frame that scrolls: with a finger, a wheel, or the keyboard. */
export function Wide({ label, children }: Children & { readonly label: string }) {
  return <div class="wide" role="group" aria-label={label} tabIndex={0}>{children}</div>;
}

interface TableProps extends Children {
  readonly label: string;
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
