/**
 * Play: every command as a button, and what the rules make of it.
 */
import { useMemo } from 'preact/hooks';
import { Commands } from '../components/commands.tsx';
import { EventLog } from '../components/event-log.tsx';
import { Matched } from '../components/matched.tsx';
import { Parts } from '../components/parts.tsx';
import { RunTools } from '../components/run-tools.tsx';
import { Timeline } from '../components/timeline.tsx';
import { useMatter, useRun } from '../context.ts';
import { outcomeText, partOf, partsAt } from '../run/outcome.ts';
import { mostCommands, played, withCommand } from '../run/run.ts';
import type { System } from '../../engine/rules/system.ts';
import type { Command, Field } from '../../engine/specification.ts';

export function PlayView() {
  const { presentation, system } = useMatter();
  const { run, setRun, aim, setAim } = useRun();
  const { rulebook, FirstSteps, Where } = presentation;
  const { steps, states, stuck } = useMemo(() => played(rulebook, run), [run.commands, run.dialect]);
  const at = Math.min(run.at, steps.length);
  const state = states[at]!;
  const [field, { check, normal }] = partField(system, Object.keys(presentation.commands));
  const text = String(aim[field]);
  const typed = check(text) === null ? normal(text) : null;
  const named = partsAt(system, { steps, states }, at);
  // Where the run has named no part, the one that the form names stands as it is.
  const parts = named.length > 0 || run.commands.length === 0 || typed === null ? named : [partOf(system, state, typed)];
  const chosen = (parts.find(({ name }) => name === typed) ?? parts[0])?.name ?? null;
  const play = (command: Command<any>): void => setRun(withCommand({ ...run, at }, command));
  return (
    <div class="play">
      <h1 class="hidden">Play</h1>
      <RunTools />
      {run.at >= mostCommands && (
        <p class="problem">A run holds {mostCommands} commands at most: begin anew, or go back along the timeline.</p>
      )}
      {stuck !== null && <p class="problem">The rules do not decide what comes next, and so it is not played: {stuck}.</p>}
      <div class="left">
        <Commands names={parts.map(({ name }) => name)} whole={state.whole} play={play} />
        <p class="outcome" role="status">{outcomeText(presentation, { steps, states }, at)}</p>
        <Timeline steps={steps} at={at} goTo={(next) => setRun({ ...run, at: next })} />
      </div>
      <div class="middle">
        {run.commands.length === 0 && <FirstSteps />}
        <Parts parts={parts} chosen={chosen} choose={(name) => setAim({ ...aim, [field]: name })} />
        <EventLog steps={steps} at={at} />
      </div>
      <div class="right">
        <Where name={chosen} state={state} />
        {at > 0 && <Matched step={steps[at - 1]!} number={at} />}
      </div>
    </div>
  );
}

type PartNameField = Extract<Field, { readonly is: 'subject' }>;

/** The field of the form in which a part is named. */
function partField(system: System, kinds: readonly string[]): readonly [string, PartNameField] {
  const fields = kinds.flatMap((kind) => Object.entries(system.fieldsOf(kind)));
  return fields.find((entry): entry is [string, PartNameField] => entry[1].is === 'subject')!;
}
