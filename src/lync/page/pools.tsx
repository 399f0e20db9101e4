/**
 * When to have a trusted application pool: what becomes of a server by its history, and what mends it.
 */
import { useMemo } from 'preact/hooks';
import { conditionText } from '../../engine/dialects/conditions.ts';
import { Table } from '../../page/components/blocks.tsx';
import { Light } from '../../page/components/light.tsx';
import { useMatter } from '../../page/context.ts';
import { shortAnswers } from '../../reports/kst/integration-page.ts';
import { type IntegrationTable, integrationTables } from '../integration-table.ts';
import type { Kst } from '../../kst/words.ts';

export function Pools() {
  const { rulebook } = useMatter<Kst>().presentation;
  const { hosting, noLonger } = useMemo(() => integrationTables(rulebook), [rulebook]);
  return (
    <>
      <ul class="prose">
        {shortAnswers(hosting).map((answer) => (
          <li key={answer}>{answer.split('**').map((part, index) => (index % 2 === 1 ? <strong key={index}>{part}</strong> : part))}</li>
        ))}
      </ul>
      <p class="prose">
        Each history is played by the rules in every dialect; after each thing that happens UM Routing runs a cycle.{' '}
        <em>What mends it</em>: any one of these, and one more cycle. <em>What breaks it</em>: any one of these ends that all works.
      </p>
      <Histories title="While things are as they are" table={hosting} />
      <Histories title="Once the server hosts no SipName dial plan any more" table={noLonger} />
    </>
  );
}

function Histories({ title, table: { columns, rows } }: { readonly title: string; readonly table: IntegrationTable }) {
  return (
    <section class="panel">
      <h2>{title}</h2>
      <Table label={title} headings={[...columns, 'Dialects', 'Listed', 'UM', 'OWA IM', 'What mends it', 'What breaks it']}>
        {rows.map(({ when, condition, aftermath: { known, um, owaIm, mends, breaks } }, index) => (
          <tr key={index}>
            {when.map((values, column) => <td key={column}>{values?.filter((value) => value !== '').join(' or ') || '–'}</td>)}
            <td class="dim">{conditionText(condition) === 'always' ? 'all' : conditionText(condition)}</td>
            <td>{known}</td>
            <td><Light light="um" how={um} /></td>
            <td><Light light="owaIm" how={owaIm} /></td>
            <td>{mends.join(', or ') || '–'}</td>
            <td>{breaks.join(', ') || '–'}</td>
          </tr>
        ))}
      </Table>
    </section>
  );
}
