import { plural } from '../../reports/plain-text.ts';
import { useMatter, useRun } from '../context.ts';
import { fragmentOf } from '../route.ts';
import { Lines, Panel } from './blocks.tsx';
import type { PlayedStep } from '../../engine/replay/simulate.ts';

/**
 * Why the last step went as it did: each rule that applied, with its pattern and what it does.
 *
 * @param number of the step, from 1 on.
 */
export function Matched({ step, number }: { readonly step: PlayedStep; readonly number: number }) {
  const { catalogue, system } = useMatter();
  const { run } = useRun();
  const applied = [...Map.groupBy(step.rules, (id) => id)].map(([id, all]) => ({ ...catalogue.rules.get(id)!, times: all.length }));
  return (
    <Panel name="matched" kind="panel matched" title={<>Step {number}: <code>{system.text(step.command)}</code></>}>
      {step.rejected !== undefined && (
        <p><strong class="bad">Refused: {step.rejected}.</strong> Nothing has changed, and nothing was logged.</p>
      )}
      <ul class="rules">
        {applied.map(({ id, says, when, does, times }) => (
          <li key={id}>
            <a href={fragmentOf('tables', id)}>{id}</a> {says}
            {times > 1 && <span class="dim"> (for {times} {plural(system.rulebook.part)})</span>}
            <Lines of={{ when, does: does(run.dialect) }} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
