/**
 * Every server that the run has named: what is listed for it, whether integration works, and what is set up.
 */
import { useMemo } from 'preact/hooks';
import { serverIn } from '../../kst/state.ts';
import { visible } from '../../kst/names.ts';
import { Light } from './light.tsx';
import { Wide } from './wide.tsx';
import type { Integration } from '../../kst/integration.ts';
import type { DialPlan, Server, World } from '../../kst/state.ts';

interface Props {
  readonly world: World;
  /** In name order. */
  readonly lights: readonly ({ readonly server: string } & Integration)[];
  readonly chosen: string;
  readonly choose: (server: string) => void;
}

export function Servers({ world, lights, chosen, choose }: Props) {
  return (
    <section class="panel" aria-labelledby="servers-title">
      <h2 id="servers-title" tabIndex={-1}>Known Servers Table</h2>
      {lights.length === 0 ? (
        <p class="dim">No server has been named yet, and the table is empty.</p>
      ) : (
        <Wide label="Servers">
          <table class="servers">
            <thead>
              <tr>
                <th scope="col">Server</th>
                <th scope="col">Listed</th>
                <th scope="col">UM</th>
                <th scope="col">OWA IM</th>
                <th scope="col">Pool</th>
                <th scope="col">Dial plans</th>
                <th scope="col">Conflict</th>
              </tr>
            </thead>
            <tbody onClick={(event) => chooseClicked(event, choose)}>
              {lights.map(({ server, um, owaIm }) => (
                <Row key={server} server={serverIn(world, server)} um={um} owaIm={owaIm} isChosen={server === chosen} />
              ))}
            </tbody>
          </table>
        </Wide>
      )}
    </section>
  );
}

interface RowProps extends Integration {
  readonly server: Server;
  readonly isChosen: boolean;
}

/** A line of a long list is drawn anew only when it changes. */
function Row({ server: { name, known, pool, plans, conflict }, um, owaIm, isChosen }: RowProps) {
  return useMemo(
    () => (
      <tr class={isChosen ? 'chosen' : ''}>
        <th scope="row">
          <button class="plain" data-server={name} aria-pressed={isChosen}>
            {name}
          </button>
        </th>
        <td>{known.length === 0 ? <span class="dim">not listed</span> : <strong>{known.join(' and ')}</strong>}</td>
        <td>
          <Light how={um} />
        </td>
        <td>
          <Light how={owaIm} />
        </td>
        <td>{pool ?? '–'}</td>
        <td>{plans.map(planWords).join(', ') || '–'}</td>
        <td class={conflict === 'open' ? 'bad' : ''}>{conflict === 'none' ? '–' : conflict}</td>
      </tr>
    ),
    [name, known.join(), pool, plans, conflict, um, owaIm, isChosen],
  );
}

/** SipName, the one type that UM Routing looks for, goes without saying. */
function planWords({ plan, uriType }: DialPlan): string {
  return uriType === 'SipName' ? visible(plan) : `${visible(plan)} (${uriType})`;
}

/** One listener for all buttons of the table. */
function chooseClicked({ target }: Event, choose: Props['choose']): void {
  const server = target instanceof Element ? target.closest<HTMLElement>('[data-server]')?.dataset['server'] : undefined;
  if (server !== undefined) choose(server);
}
