/**
 * The pages that only the Known Servers Table has: when to have a pool, and the life of a server's entry.
 */
import { integrationTables } from '../../lync/integration-table.ts';
import { stateDiagram } from '../../lync/state-diagram.ts';
import { integrationPage } from './integration-page.ts';
import { statesPage } from './states-page.ts';
import type { Rulebook } from '../../engine/specification.ts';
import type { BehaviourTable } from '../../engine/table/row.ts';
import type { Kst } from '../../kst/words.ts';
import type { ReportPage } from '../pages/index-page.ts';

/** Both pages, in the order of the index. */
export function kstPages(rulebook: Rulebook<Kst>, { rows }: BehaviourTable<Kst>): readonly ReportPage[] {
  return [
    {
      file: 'integration.md',
      title: 'when to have a trusted application pool: the question that it is all about',
      text: integrationPage(integrationTables(rulebook)),
    },
    { file: 'states.md', title: 'the states of a server, as a diagram', text: statesPage(stateDiagram(rulebook, rows)) },
  ];
}
