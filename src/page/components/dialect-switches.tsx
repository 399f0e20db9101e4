/**
 * The dialect: an answer to each question that the source leaves open.
 */
import { assumptions, defaultDialect } from '../../kst/dialect.ts';
import { useShared } from '../context.ts';
import type { AssumptionName, Dialect } from '../../kst/dialect.ts';

export function DialectSwitches() {
  const { run, setRun, catalogue } = useShared();
  const names = Object.keys(assumptions()) as AssumptionName[];
  const others = names.filter((name) => run.dialect[name] !== defaultDialect()[name]);
  const choose = (name: AssumptionName, choice: string): void => setRun({ ...run, dialect: { ...run.dialect, [name]: choice } as Dialect });
  return (
    <details class="dialect">
      <summary>
        Dialect: <strong>{others.length === 0 ? 'default' : others.map((name) => run.dialect[name]).join(', ')}</strong>
      </summary>
      <div class="switches">
        <p class="dim">The source leaves these questions open. What is proved is proved for every combination of answers.</p>
        {names.map((name, index) => (
          <label key={name}>
            <span>
              A{index + 1} {name}
            </span>
            <select value={run.dialect[name]} onChange={(event) => choose(name, event.currentTarget.value)}>
              {assumptions()[name].map((choice) => (
                <option key={choice} value={choice}>
                  {choice}
                  {choice === defaultDialect()[name] ? ' (default)' : ''}
                </option>
              ))}
            </select>
            <span class="dim">{catalogue.says(`A${index + 1}`)}</span>
          </label>
        ))}
      </div>
    </details>
  );
}
