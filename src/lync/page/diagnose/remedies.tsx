/**
 * What helps, with the lines for a Management Shell.
 */
import { visible } from '../../../engine/text.ts';

interface ShownRemedy {
  readonly title: string;
  readonly cmdlets: readonly string[];
  readonly says: string;
}

export function Remedies({ remedies }: { readonly remedies: readonly ShownRemedy[] }) {
  return (
    <>
      {remedies.map(({ title, cmdlets, says }) => (
        <details key={title}>
          <summary>{title}</summary>
          <pre tabIndex={0}>{cmdlets.map(visible).join('\n')}</pre>
          <p>{visible(says)}</p>
        </details>
      ))}
    </>
  );
}
