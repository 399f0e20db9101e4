/**
 * The Known Servers Table on the page: what its words leave open.
 */
import { visible } from '../../engine/text.ts';
import { fragmentOf } from '../../page/route.ts';
import { changeText, knownServersControls } from './controls.ts';
import { DiagnoseView } from './diagnose/view.tsx';
import { DiagramView, Where } from './diagram/view.tsx';
import { FirstSteps } from './first-steps.tsx';
import { Pools } from './pools.tsx';
import type { Conflict, DialPlan, Version } from '../../kst/state.ts';
import type { Kst } from '../../kst/words.ts';
import type { Presentation } from '../../page/presentation.ts';

export const knownServersPresentation = (): Presentation<Kst> => ({
  ...knownServersControls(),
  partTitle: 'Exchange server',
  whole: ({ running }) => ({ says: running ? 'running' : 'stopped', isGood: running }),
  columns: [
    { title: 'Listed', of: ({ known }) => listed(known) },
    'um',
    'owaIm',
    { title: 'Pool', of: ({ pool }) => pool ?? '–' },
    { title: 'Dial plans', of: ({ plans }) => plans.map(planWords).join(', ') || '–' },
    { title: 'Conflict', of: ({ conflict }) => conflictWord(conflict) },
  ],
  change: changeText,
  unchanged: 'No entry and no integration has changed',
  rows: {
    says: (
      <>
        One server, versions 5 and 6, one SipName plan. A state is: RTCSRV, pool, plan, claim, listed, conflict; <code>-</code> stands for
        what is not there.
      </>
    ),
    example: 'open pool.remove 14495 R07',
    after: { known: 'Listed after' },
  },
  introduction: (
    <p class="prose">
      Lync talks only to servers that stand in its Known Servers Table. Two entries of different versions for one server are illegal: both
      are out, event 14563 is logged, and UM and instant messages in Outlook Web App stop working with that server. This page holds the
      rules of the table. <a href={fragmentOf('play')}>Play with them</a>, look up{' '}
      <a href={fragmentOf('tables', 'pools')}>when to have a trusted application pool</a>, or see{' '}
      <a href={fragmentOf('diagram')}>the states of a server</a>.
    </p>
  ),
  FirstSteps,
  Where,
  tables: { pools: { title: 'When to have a pool', View: Pools } },
  views: { diagram: { title: 'Diagram', View: DiagramView }, diagnose: { title: 'Diagnose', View: DiagnoseView } },
});

function conflictWord(conflict: Conflict) {
  if (conflict === 'open') return <span class="bad">open</span>;
  return conflict === 'none' ? '–' : conflict;
}

function listed(known: readonly Version[]) {
  return known.length === 0 ? <span class="dim">not listed</span> : <strong>{known.join(' and ')}</strong>;
}

/** SipName, the one type that UM Routing looks for, goes without saying. */
function planWords({ plan, uriType }: DialPlan) {
  return uriType === 'SipName' ? visible(plan) : `${visible(plan)} (${uriType})`;
}
