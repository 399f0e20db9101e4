/**
 * What helps, with the lines for a Management Shell.
 */
import { visible } from '../../kst/names.ts';

interface Remedy {
  readonly title: string;
  readonly cmdlets: readonly string[];
  readonly says: string;
}

export function Remedies({ remedies }: { readonly remedies: readonly Remedy[] }) {
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
