/**
 * Advice on what cmdlets have printed: which servers need a pool, which must not have one, and what to do.
 */
import { visible } from '../../../engine/text.ts';
import { caseText, claimText, inOrder, standingText, summaryText, verdictText } from '../../../reports/advise/advice-text.ts';
import { Sentences, WaysOut } from './ways-out.tsx';
import type { Advice, ServerAdvice } from '../../advise/advise.ts';
import type { StandingToPlay } from './run-to.ts';

export function Advised({ advice }: { readonly advice: Advice }) {
  const { missing, assumptions, notes } = advice;
  return (
    <section aria-labelledby="advice-title">
      <h2 id="advice-title">Trusted application pools: {summaryText(advice)}</h2>
      {inOrder(advice).map((server) => <Server key={server.server} advice={server} />)}
      {missing.length > 0 && <h3>What is missing</h3>}
      <ul>
        {missing.map(({ what, cmdlet }) => <li key={what}>{visible(what)}: <code>{visible(cmdlet)}</code></li>)}
      </ul>
      {assumptions.length > 0 && <h3>What this rests on</h3>}
      <Sentences sentences={[...assumptions.map(({ name, says }) => `${name}: ${says}`), ...notes]} kind="dim" />
    </section>
  );
}

function Server({ advice }: { readonly advice: ServerAdvice }) {
  const { server, release, pool, why, claims, cases, remedies } = advice;
  return (
    <article class="panel">
      <h3 class={pool === 'must-not' || pool === 'needed' ? 'bad' : ''}>
        {visible(server)}{release !== null && ` (Exchange ${release})`}: {verdictText[pool]}
      </h3>
      <p>{visible(why)}</p>
      <p class="dim">{standingText(advice)}</p>
      <Sentences sentences={[...claims.map(claimText), ...cases.map((possible) => caseText(possible, pool))]} kind="dim" />
      <WaysOut
        server={server}
        standing={standingToPlay(advice)}
        remedies={remedies.map(({ name, says, cmdlets }) => ({ title: name, cmdlets, says }))}
      />
    </article>
  );
}

/** Where both claims meet, the pool as added last: so the conflict is seen to come about. */
function standingToPlay(advice: ServerAdvice): StandingToPlay {
  const poolLast = advice.cases.find(({ last }) => last === 'pool');
  if (poolLast === undefined) return advice;
  return { ...poolLast, version: advice.claims.find(({ by }) => by === 'topology')?.version ?? null, conflict: 'open' };
}
