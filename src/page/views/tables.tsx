/**
 * Tables: what each command does in each state, when to have a pool, and what stands behind every id.
 */
import { useMemo, useState } from 'preact/hooks';
import { commandText } from '../../kst/commands.ts';
import { conditionText } from '../../kst/conditions.ts';
import { nameOf } from '../../kit/explanation.ts';
import { rowsIn } from '../../kit/tables/behaviour.ts';
import { Detail } from '../components/detail.tsx';
import { Pools } from '../components/pools.tsx';
import { Rows } from '../components/rows.tsx';
import { useShared } from '../context.ts';
import { shortened } from '../echo.ts';
import { focusOn } from '../focus.ts';
import { fragmentOf } from '../route.ts';
import type { RowInDialects } from '../../kit/tables/behaviour.ts';

export function TablesView({ subject }: { readonly subject: string }) {
  return (
    <div class="tables">
      <h1 class="hidden">Tables</h1>
      <nav class="sub" aria-label="Tables">
        <a href={fragmentOf('tables')} aria-current={subject === 'pools' ? undefined : 'page'}>
          Behaviour
        </a>
        <a href={fragmentOf('tables', 'pools')} aria-current={subject === 'pools' ? 'page' : undefined}>
          When to have a pool
        </a>
      </nav>
      {subject === 'pools' ? <Pools /> : <Behaviour subject={subject} />}
    </div>
  );
}

function Behaviour({ subject }: { readonly subject: string }) {
  const { data, run, catalogue } = useShared();
  const [words, setWords] = useState('');
  const [everywhere, setEverywhere] = useState(false);
  const isRow = data.rows.some(({ id }) => id === subject);
  const shown = useMemo(() => {
    const spoken = everywhere ? data.rows : rowsIn(run.dialect, data.rows);
    const about = subject === '' || isRow ? spoken : spoken.filter((row) => idsOf(row).includes(subject));
    const sought = words.toLowerCase().split(/\s+/).filter((word) => word !== '');
    return about.filter((row) => sought.every((word) => textOf(row).includes(word)));
  }, [data.rows, run.dialect, everywhere, subject, isRow, words]);
  const known = catalogue.subject(subject) !== null || isRow || data.scenarios.some(({ file }) => file === subject);
  return (
    <>
      <div class="tools">
        <label>
          <span>Filter</span>
          <input type="search" value={words} onInput={(event) => setWords(event.currentTarget.value)} placeholder="open pool.remove 14495 R07" spellcheck={false} />
        </label>
        <label class="check">
          <input type="checkbox" checked={everywhere} onChange={(event) => setEverywhere(event.currentTarget.checked)} /> all dialects
        </label>
        <span class="dim" role="status">
          {shown.length} rows
        </span>
        {subject !== '' && (
          <a class="button" href={fragmentOf('tables')} onClick={() => focusOn('main')}>
            Show all rows
          </a>
        )}
      </div>
      {subject !== '' && (known ? <Detail id={subject} /> : <p class="problem">There is no {shortened(subject)}.</p>)}
      <p class="dim">
        One server, versions 5 and 6, one SipName plan. A state is: RTCSRV, pool, plan, claim, listed, conflict; <code>-</code> stands for what is not there.
      </p>
      {shown.length === 0 && <p>No row has all of these words{everywhere ? '' : ' in this dialect'}.</p>}
      <Rows rows={shown} chosen={subject} inDialects={everywhere} />
    </>
  );
}

function idsOf({ rules, cites, invariants }: RowInDialects): readonly string[] {
  return [...rules, ...cites, ...invariants];
}

/** What a filter looks into: all that the row shows, and the ids that it rests on. */
function textOf(row: RowInDialects): string {
  let text = texts.get(row);
  if (text === undefined) {
    const { id, dialects, command, rejected = '', events, nextIntegration } = row;
    const { um, owaIm } = nextIntegration;
    text = [id, conditionText(dialects), commandText(command), rejected, ...events.map(nameOf), um, owaIm, ...idsOf(row)].join(' ').toLowerCase();
    texts.set(row, text);
  }
  return text;
}

/** Rows never change: each is written out once. */
const texts = new WeakMap<RowInDialects, string>();
