/**
 * A button for every command: those about RTCSRV, and those about one server.
 */
import { useMemo, useState } from 'preact/hooks';
import { wrongName } from '../../kst/commands.ts';
import type { Command } from '../../kst/commands.ts';
import type { UriType } from '../../kst/state.ts';

/** What the buttons about a server are about; texts as they are typed. */
export interface Aim {
  readonly server: string;
  readonly version: number;
  readonly plan: string;
  readonly uriType: UriType;
}

export const firstAim: Aim = { server: 'ex1.contoso.com', version: 6, plan: 'DP1', uriType: 'SipName' };

interface Props {
  readonly aim: Aim;
  readonly setAim: (aim: Aim) => void;
  readonly servers: readonly string[];
  readonly running: boolean;
  readonly play: (command: Command) => void;
}

export function Commands({ aim, setAim, servers, running, play }: Props) {
  const [wrong, setWrong] = useState<Wrong | null>(null);
  const options = useMemo(() => servers.map((name) => <option key={name} value={name} />), [servers.join()]);
  const { server, version, plan, uriType } = aim;
  const change = (part: Partial<Aim>): void => {
    setWrong(null);
    setAim({ ...aim, ...part });
  };
  const about = (command: Command) => (): void => {
    const found = wrongIn(command);
    setWrong(found);
    if (found === null) play(command);
  };
  const invalid = (field: Wrong['field']) => (wrong?.field === field ? { 'aria-invalid': true, 'aria-describedby': 'wrong' } : {});
  return (
    <section class="commands" aria-label="Commands">
      <fieldset>
        <legend>
          RTCSRV <span class={`chip ${running ? 'good' : ''}`}>{running ? 'running' : 'stopped'}</span>
        </legend>
        <div class="buttons">
          <button onClick={() => play({ do: 'rtcsrv.start' })}>Start</button>
          <button onClick={() => play({ do: 'rtcsrv.stop' })}>Stop</button>
          <button onClick={() => play({ do: 'rtcsrv.restart' })}>Restart</button>
          <button onClick={() => play({ do: 'umRouting.discover' })}>UM Routing cycle</button>
        </div>
      </fieldset>
      <fieldset>
        <legend>Exchange server</legend>
        <label>
          <span>Server</span>
          <input
            value={server}
            onInput={(event) => change({ server: event.currentTarget.value })}
            list="servers"
            spellcheck={false}
            autocomplete="off"
            {...invalid('server')}
          />
          <datalist id="servers">
            {options}
          </datalist>
        </label>
        <div class="pair">
          <label>
            <span>Version of the pool</span>
            <select value={String(version)} onChange={(event) => change({ version: Number(event.currentTarget.value) })}>
              {[1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => (
                <option key={number} value={String(number)}>
                  {number}
                  {releases[number] ?? ''}
                </option>
              ))}
            </select>
          </label>
          <div class="buttons">
            <button onClick={about({ do: 'pool.add', server, version })}>Add pool</button>
            <button onClick={about({ do: 'pool.remove', server })}>Remove pool</button>
          </div>
        </div>
        <div class="pair">
          <label>
            <span>Dial plan</span>
            <input value={plan} onInput={(event) => change({ plan: event.currentTarget.value })} spellcheck={false} autocomplete="off" {...invalid('plan')} />
          </label>
          <label>
            <span>URI type</span>
            <select value={uriType} onChange={(event) => change({ uriType: event.currentTarget.value as UriType })}>
              <option value="SipName">SipName</option>
              <option value="TelExtn">TelExtn</option>
              <option value="E164">E164</option>
            </select>
          </label>
          <div class="buttons">
            <button onClick={about({ do: 'dialPlan.host', server, plan, uriType })}>Host plan</button>
            <button onClick={about({ do: 'dialPlan.unhost', server, plan })}>Unhost plan</button>
          </div>
        </div>
        <p id="wrong" class="wrong" role="alert">
          {wrong?.says}
        </p>
      </fieldset>
    </section>
  );
}

/** The releases that the source names (C4). */
const releases: { readonly [version: number]: string } = { 5: ' (Lync 2010)', 6: ' (Lync 2013)' };

interface Wrong {
  readonly field: 'server' | 'plan';
  readonly says: string;
}

/** What is wrong with the names of a command, or null. */
function wrongIn(command: Command): Wrong | null {
  const wrong = wrongName(command);
  return wrong && { field: wrong.field, says: `Expected ${wrong.expected}.` };
}
