import { useMatter, useRun } from '../context.ts';

/** The dialect: an answer to each question that the source leaves open. */
export function DialectSwitches() {
  const { catalogue, system } = useMatter();
  const { run, setRun } = useRun();
  const { names, choices, usual } = system.dialects;
  const others = names.filter((name) => run.dialect[name] !== usual[name]).map((name) => run.dialect[name]);
  const choose = (name: string, choice: string): void => setRun({ ...run, dialect: { ...run.dialect, [name]: choice } });
  if (names.length === 0) return null;
  return (
    <details class="dialect">
      <summary>Dialect: <strong>{others.join(', ') || 'default'}</strong></summary>
      <div class="switches">
        <p class="dim">The source leaves these questions open. What is proved is proved for every combination of answers.</p>
        {names.map((name) => {
          const { id } = system.rulebook.assumptions[name]!;
          return (
            <label key={name}>
              <span>{id} {name}</span>
              <select value={run.dialect[name]} onChange={(event) => choose(name, event.currentTarget.value)}>
                {choices[name]!.map((choice) => (
                  <option key={choice} value={choice}>{choice}{choice === usual[name] ? ' (default)' : ''}</option>
                ))}
              </select>
              <span class="dim">{catalogue.says(id)}</span>
            </label>
          );
        })}
      </div>
    </details>
  );
}
