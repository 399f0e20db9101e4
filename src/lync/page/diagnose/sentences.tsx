import { visible } from '../../../engine/text.ts';

interface Props {
  readonly sentences: readonly string[];
  readonly kind?: string;
}

/** Sentences in a list; none where there is nothing to say. */
export function Sentences({ sentences, kind }: Props) {
  return sentences.length === 0 ? null : <ul class={kind}>{sentences.map((each) => <li key={each}>{visible(each)}</li>)}</ul>;
}
