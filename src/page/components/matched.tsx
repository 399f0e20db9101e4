/**
 * Why the last step went as it did: each rule that applied, with its pattern and what it does.
 */
import { useMatter, useRun } from '../context.ts';
import { fragmentOf } from '../route.ts';
import type { PlayedStep } from '../../engine/replay/simulate.ts';

/** @param number of the step, from 1 on. */
export function Matched({ step, number }: { readonly step: PlayedStep; readonly number: number }) {
  const { catalogue, system } = useMatter();
  const { run } = useRun();
  const applied = [...Map.groupBy(step.rules, (id) => id)].map(([id, all]) => ({ rule: catalogue.rules.get(id)!, times: all.length }));
  return (
    <section class="panel matched" aria-labelledby="matched-title">
      <h2 id="matched-title">
        Step {number}: <code>{system.text(step.command)}</code>
      </h2>
      {step.rejected !== undefined && (
        <p>
          <strong class="bad">Refused: {step.rejected}.</strong> Nothing has changed, and nothing was logged.
        </p>
      )}
      <ul class="rules">
        {applied.map(({ rule, times }) => (
          <li key={rule.id}>
            <a href={fragmentOf('tables', rule.id)}>{rule.id}</a> {rule.says}
            {times > 1 && <span class="dim"> (for {times} {system.rulebook.part}s)</span>}
            <dl>
              <dt>when</dt>
              <dd>{rule.when}</dd>
              <dt>does</dt>
              <dd>{rule.does(run.dialect).join('; ') || 'nothing'}</dd>
            </dl>
          </li>
        ))}
      </ul>
    </section>
  );
}
