import type { ComponentChildren } from 'preact';

/** A line of a description list. */
export function Line({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return <><dt>{name}</dt><dd>{children}</dd></>;
}
