/**
 * Play: every command as a button, and what the rules make of it.
 */
import { useMemo, useState } from 'preact/hooks';
import { canonicalName } from '../../kst/names.ts';
import { commandText } from '../../kst/commands.ts';
import { serverIn } from '../../kst/state.ts';
import { Commands, firstAim } from '../components/commands.tsx';
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
import { mostCommands, played, withCommand } from '../run/run.ts';
import type { AcceptedStep, RejectedStep } from '../../kit/simulate.ts';
import type { Command } from '../../kst/commands.ts';

export function PlayView() {
  const { run, setRun } = useShared();
  const [aim, setAim] = useState(firstAim);
  const { steps, worlds, stuck } = useMemo(() => played(run), [run.commands, run.dialect]);
  const at = Math.min(run.at, steps.length);
  const diagram = useDiagram(run.dialect);
  const world = worlds[at]!;
  const lights = lightsAt(steps, at);
  const last = at === 0 ? null : steps[at - 1]!;
  const chosen = chosenServer(aim.server, lights);
  const play = (command: Command): void => setRun(withCommand({ ...run, at }, command));
  return (
    <div class="play">
      <h1 class="hidden">Play</h1>
      <RunTools />
      {run.at >= mostCommands && <p class="problem">A run holds {mostCommands} commands at most: begin anew, or go back along the timeline.</p>}
      {stuck !== null && <p class="problem">The rules do not decide what comes next, and so it is not played: {stuck}.</p>}
      <p class="hidden" role="status">
        {last === null ? '' : spoken(last, at)}
      </p>
      <div class="left">
        <Commands aim={aim} setAim={setAim} servers={lights.map(({ server }) => server)} running={world.running} play={play} />
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

/** The server that the form names, where the run has named it; else the first. */
function chosenServer(typed: string, lights: readonly { readonly server: string }[]): string | null {
  const found = lights.find(({ server }) => server === canonicalOrNull(typed)) ?? lights[0];
  return found?.server ?? null;
}

function canonicalOrNull(text: string): string | null {
  try {
    return canonicalName(text);
  } catch {
    return null;
  }
}

/** A step for who hears the page. */
function spoken(step: AcceptedStep | RejectedStep, number: number): string {
  const head = `Step ${number}, ${commandText(step.command)}: `;
  if ('rejected' in step) return `${head}refused, ${step.rejected}.`;
  const logged = step.events.map((event) => event.id ?? event.name).join(', ') || 'nothing';
  const lights = step.integration.slice(0, 5).map(({ server, um, owaIm }) => `${server} UM ${um}, OWA IM ${owaIm}`);
  return `${head}logged ${logged}. ${lights.join('; ')}.`;
}
