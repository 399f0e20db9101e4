/** Texts, each in a paragraph of that kind. */
export function Paragraphs({ texts, kind }: { readonly texts: readonly string[]; readonly kind: string }) {
  return <>{texts.map((text) => <p key={text} class={kind}>{text}</p>)}</>;
}
