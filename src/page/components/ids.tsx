/**
 * Ids as links to what they stand for.
 */
import { fragmentOf } from '../route.ts';
import { useMatter } from '../context.ts';

/** Ids in a row; one that is named often in succession is told once, with how often. */
export function Ids({ ids }: { readonly ids: readonly string[] }) {
  const { catalogue } = useMatter();
  return (
    <span class="ids">
      {counted(ids).map(({ id, times }, index) => (
        <span key={index}>
          <a href={fragmentOf('tables', id)} title={catalogue.says(id)}>
            {id}
          </a>
          {times > 1 && <span class="dim">×{times}</span>}{' '}
        </span>
      ))}
    </span>
  );
}

function counted(ids: readonly string[]): readonly { readonly id: string; readonly times: number }[] {
  return ids.reduce<{ id: string; times: number }[]>((found, id) => {
    const last = found.at(-1);
    if (last?.id === id) last.times++;
    else found.push({ id, times: 1 });
    return found;
  }, []);
}
