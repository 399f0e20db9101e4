/**
 * Tables: what each command does in each state, and what stands behind every id; beside them the tables of the presentation.
 */
import { useMemo, useState } from 'preact/hooks';
import { conditionText } from '../../engine/dialects/conditions.ts';
import { kept } from '../../engine/kept.ts';
import { rowsIn } from '../../engine/table/behaviour.ts';
import { Detail } from '../components/detail.tsx';
import { Rows } from '../components/rows.tsx';
import { useMatter, useRun } from '../context.ts';
import { focusOn } from '../dom.ts';
import { fragmentOf } from '../route.ts';
import type { System } from '../../engine/rules/system.ts';
import type { BehaviourRow } from '../../engine/table/row.ts';
import type { ShownViews } from '../presentation.ts';

export function TablesView({ subject }: { readonly subject: string }) {
  const { tables } = useMatter().presentation;
  const current = Object.hasOwn(tables, subject) ? subject : '';
  const shown: ShownViews = { '': { title: 'Behaviour', View: Behaviour }, ...tables };
  const { View } = shown[current]!;
  return (
    <div class="tables">
      <h1 class="hidden">Tables</h1>
      {Object.keys(tables).length > 0 && (
        <nav class="sub" aria-label="Tables">
          {Object.entries(shown).map(([address, { title }]) => (
            <a key={address} href={fragmentOf('tables', address)} aria-current={address === current ? 'page' : undefined}>{title}</a>
          ))}
        </nav>
      )}
      <View subject={subject} />
    </div>
  );
}

function Behaviour({ subject }: { readonly subject: string }) {
  const { rows, presentation, system } = useMatter();
  const { run } = useRun();
  const [words, setWords] = useState('');
  const [everywhere, setEverywhere] = useState(false);
  const isRow = rows.some(({ id }) => id === subject);
  const shown = useMemo(() => {
    const spoken = everywhere ? rows : rowsIn(system.dialects.only(run.dialect), rows);
    const about = subject === '' || isRow ? spoken : spoken.filter((row) => idsOf(row).includes(subject));
    const sought = words.toLowerCase().split(/\s+/);
    return about.filter((row) => sought.every((word) => textOf(system, row).includes(word)));
  }, [rows, system, run.dialect, everywhere, subject, isRow, words]);
  return (
    <>
      <div class="tools">
        <label>
          <span>Filter</span>
          <input
            type="search" value={words} onInput={(event) => setWords(event.currentTarget.value)}
            placeholder={presentation.rows.example} spellcheck={false}
          />
        </label>
        <label class="check">
          <input type="checkbox" checked={everywhere} onChange={(event) => setEverywhere(event.currentTarget.checked)} /> all dialects
        </label>
        <span class="dim" role="status">{shown.length} rows</span>
        {subject !== '' && <a class="button" href={fragmentOf('tables')} onClick={() => focusOn('main')}>Show all rows</a>}
      </div>
      {subject !== '' && <Detail id={subject} />}
      <p class="dim">{presentation.rows.says}</p>
      {shown.length === 0 && <p>No row has all of these words{everywhere ? '' : ' in this dialect'}.</p>}
      <Rows rows={shown} chosen={subject} inDialects={everywhere} />
    </>
  );
}

function idsOf({ rules, cites, invariants }: BehaviourRow): readonly string[] {
  return [...rules, ...cites, ...invariants];
}

/** What a filter looks into: all that the row shows, and the ids that it rests on. */
function textOf(system: System, row: BehaviourRow): string {
  return kept(texts, row, () => {
    const { id, dialects, command, rejected = '', events, nextStatus } = row;
    const seen = [rejected, ...events.map((event) => system.rulebook.nameOf(event)), ...Object.values(nextStatus ?? {})];
    return [id, conditionText(dialects), system.text(command), ...seen, ...idsOf(row)].join(' ').toLowerCase();
  });
}

/** Rows never change: each is written out once. */
const texts = new WeakMap<BehaviourRow, string>();
