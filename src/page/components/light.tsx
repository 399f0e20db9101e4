import { useMatter } from '../context.ts';

const marks = { works: '●', broken: '✕', none: '–' } as const;

/**
 * How a light stands: a word with a mark, so that nobody depends on the colour.
 *
 * @param light of the status; its values come the worst first.
 */
export function Light({ light, how }: { readonly light: string; readonly how: string }) {
  const { values } = useMatter().system.rulebook.status!.lights[light]!;
  const kind = how === values.at(-1) ? 'works' : how === values[0] ? 'broken' : 'none';
  return <span class={`light ${kind}`}><span aria-hidden="true">{marks[kind]}</span> {how}</span>;
}
