/**
 * Play: every command as a button, and what the rules make of it.
 */
import { useMemo } from 'preact/hooks';
import { knownServersTable } from '../../kst/model.ts';
import { canonicalOrNull } from '../../kst/names.ts';
import { serverIn } from '../../kst/state.ts';
import { Commands } from '../components/commands.tsx';
import { EventLog } from '../components/event-log.tsx';
import { FirstSteps } from '../components/first-steps.tsx';
import { Matched } from '../components/matched.tsx';
import { RunTools } from '../components/run-tools.tsx';
import { Servers } from '../components/servers.tsx';
import { StateDiagram } from '../components/state-diagram.tsx';
import { Timeline } from '../components/timeline.tsx';
import { useShared } from '../context.ts';
import { useDiagram } from '../diagram/use-diagram.ts';
import { stateOfServer } from '../diagram/model.ts';
import { lightsAt } from '../run/lights.ts';
import { outcomeText } from '../run/outcome.ts';
import { mostCommands, played, withCommand } from '../run/run.ts';
import type { AcceptedStep } from '../../kit/simulate.ts';
import type { Command } from '../../kst/commands.ts';
import type { World } from '../../kst/state.ts';

export function PlayView() {
  const { run, setRun, aim, setAim } = useShared();
  const { steps, worlds, stuck } = useMemo(() => played(run), [run.commands, run.dialect]);
  const at = Math.min(run.at, steps.length);
  const diagram = useDiagram(run.dialect);
  const world = worlds[at]!;
  const named = lightsAt(steps, at);
  const lights = named.length > 0 || run.commands.length === 0 ? named : lightsOf(canonicalOrNull(aim.server), world);
  const last = at === 0 ? null : steps[at - 1]!;
  const chosen = chosenServer(aim.server, lights);
  const play = (command: Command): void => setRun(withCommand({ ...run, at }, command));
  return (
    <div class="play">
      <h1 class="hidden">Play</h1>
      <RunTools />
      {run.at >= mostCommands && <p class="problem">A run holds {mostCommands} commands at most: begin anew, or go back along the timeline.</p>}
      {stuck !== null && <p class="problem">The rules do not decide what comes next, and so it is not played: {stuck}.</p>}
      <div class="left">
        <Commands aim={aim} setAim={setAim} servers={lights.map(({ server }) => server)} running={world.running} play={play} />
        <p class="outcome" role="status">
          {outcomeText(steps, at)}
        </p>
        <Timeline steps={steps} at={at} goTo={(next) => setRun({ ...run, at: next })} />
      </div>
      <div class="middle">
        {run.commands.length === 0 && <FirstSteps />}
        <Servers world={world} lights={lights} chosen={chosen ?? ''} choose={(server) => setAim({ ...aim, server })} />
        <EventLog steps={steps} at={at} />
      </div>
      <div class="right">
        <section class="panel" aria-labelledby="where-title">
          <h2 id="where-title">{chosen === null ? 'States of a server' : `Where ${chosen} is`}</h2>
          <StateDiagram diagram={diagram} marked={stateOfServer(world, serverIn(world, chosen ?? ''))} />
        </section>
        {last !== null && <Matched step={last} number={at} />}
      </div>
    </div>
  );
}

/** Where the run has named no server, the one that the form names stands as it is. */
function lightsOf(server: string | null, world: World): AcceptedStep['integration'] {
  return server === null ? [] : [{ server, ...knownServersTable().integrationOf(world.running, serverIn(world, server)) }];
}

/** The server that the form names, where the run has named it; else the first. */
function chosenServer(typed: string, lights: readonly { readonly server: string }[]): string | null {
  const found = lights.find(({ server }) => server === canonicalOrNull(typed)) ?? lights[0];
  return found?.server ?? null;
}
