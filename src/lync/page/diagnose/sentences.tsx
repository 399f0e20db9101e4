import { visible } from '../../../engine/text.ts';

/** Sentences in a list; none where there is nothing to say. */
export function Sentences({ sentences, kind }: { readonly sentences: readonly string[]; readonly kind?: string }) {
  return sentences.length === 0 ? null : <ul class={kind}>{sentences.map((each) => <li key={each}>{visible(each)}</li>)}</ul>;
}
