/**
 * When to have a trusted application pool: what becomes of a server by its history, and what mends it.
 */
import { conditionText } from '../../kst/conditions.ts';
import { shortAnswers } from '../../reports/pages/integration-page.ts';
import { useShared } from '../context.ts';
import { Light } from './light.tsx';
import { Wide } from './wide.tsx';
import type { IntegrationTable } from '../../kit/tables/integration-table.ts';

export function Pools() {
  const { hosting, noLonger } = useShared().data.pools;
  return (
    <>
      <ul class="prose">
        {shortAnswers(hosting).map((answer) => (
          <li key={answer}>{answer.split('**').map((part, index) => (index % 2 === 1 ? <strong key={index}>{part}</strong> : part))}</li>
        ))}
      </ul>
      <p class="prose">
        Each history is played by the rules in every dialect; after each thing that happens UM Routing runs a cycle. <em>What mends it</em>: any one of these, and one
        more cycle. <em>What breaks it</em>: any one of these ends that all works.
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
      <Wide label={title}>
        <table>
          <thead>
            <tr>
              {[...columns, 'Dialects', 'Listed', 'UM', 'OWA IM', 'What mends it', 'What breaks it'].map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ when, condition, standing }, index) => (
              <tr key={index}>
                {when.map((values, column) => (
                  <td key={column}>{values?.filter((value) => value !== '').join(' or ') || '–'}</td>
                ))}
                <td class="dim">{conditionText(condition) === 'always' ? 'all' : conditionText(condition)}</td>
                <td>{standing.known}</td>
                <td>
                  <Light how={standing.um} />
                </td>
                <td>
                  <Light how={standing.owaIm} />
                </td>
                <td>{standing.mends.join(', or ') || '–'}</td>
                <td>{standing.breaks.join(', ') || '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  );
}
