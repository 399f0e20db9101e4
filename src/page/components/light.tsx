/**
 * Whether something works: a word with a mark, so that nobody depends on the colour.
 */
import type { Integration } from '../../kst/integration.ts';

const marks = { works: '●', broken: '✕', none: '–' } as const;

export function Light({ how }: { readonly how: Integration['um'] }) {
  return (
    <span class={`light ${how}`}>
      <span aria-hidden="true">{marks[how]}</span> {how}
    </span>
  );
}
