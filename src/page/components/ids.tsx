import { useMatter } from '../context.ts';
import { fragmentOf } from '../route.ts';

/** Ids in a row, as links to what they stand for; one that is named often in succession is told once, with how often. */
export function Ids({ ids }: { readonly ids: readonly string[] }) {
  const { catalogue } = useMatter();
  const starts = [...ids.keys()].filter((at) => ids[at] !== ids[at - 1]);
  return (
    <span class="ids">
      {starts.map((at, index) => {
        const times = (starts[index + 1] ?? ids.length) - at;
        return (
          <span key={index}>
            <a href={fragmentOf('tables', ids[at])} title={catalogue.says(ids[at]!)}>{ids[at]}</a>
            {times > 1 && <span class="dim">×{times}</span>}{' '}
          </span>
        );
      })}
    </span>
  );
}
