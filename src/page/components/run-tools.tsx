/**
 * What can be done with a whole run: load a scenario, take a step back, begin anew, share it, keep it as a file.
 */
import { useMemo, useState } from 'preact/hooks';
import { useShared } from '../context.ts';
import { fragmentOf } from '../route.ts';
import { linkOf } from '../run/link.ts';
import { emptyRun, runOfScenario, scenarioFile, withoutLast } from '../run/run.ts';

export function RunTools() {
  const { data, run, setRun } = useShared();
  const [said, setSaid] = useState('');
  const options = useMemo(() => data.scenarios.map(({ file, scenario }) => <option key={file} value={file}>{scenario.name}</option>), [data.scenarios]);
  const address = (): string => new URL(fragmentOf('play', linkOf(run)), location.href).href;
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(address());
      setSaid('The link is copied.');
    } catch {
      setSaid('The link stands in the address bar: copy it there.');
    }
  };
  const load = (file: string): void => {
    const found = data.scenarios.find((scenario) => scenario.file === file);
    if (found !== undefined) setRun(runOfScenario(found.scenario));
  };
  const empty = run.commands.length === 0;
  return (
    <div class="tools" role="group" aria-label="Run">
      <label>
        <span>Scenario</span>
        <select value="" onChange={(event) => load(event.currentTarget.value)}>
          <option value="">load one…</option>
          {options}
        </select>
      </label>
      <button disabled={empty} onClick={() => setRun(withoutLast(run))}>
        Undo
      </button>
      <button disabled={empty} onClick={() => setRun(emptyRun(run.dialect))}>
        Clear
      </button>
      <button disabled={empty} onClick={() => void copy()}>
        Copy link
      </button>
      <button disabled={empty} onClick={() => save(scenarioFile(run))}>
        Save as scenario
      </button>
      <span class="dim" role="status">
        {said}
      </span>
    </div>
  );
}

/** Hands a text to the browser as a file to save. */
function save(text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = 'scenario.json';
  link.click();
  URL.revokeObjectURL(link.href);
}
