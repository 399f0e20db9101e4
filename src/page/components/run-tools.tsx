/**
 * What can be done with a whole run: load a scenario, take a step back, begin anew, share it, keep it as a file.
 */
import { useMemo, useState } from 'preact/hooks';
import { useMatter, useRun } from '../context.ts';
import { fragmentOf } from '../route.ts';
import { linkOf } from '../run/link.ts';
import { emptyRun, runOfScenario, scenarioFile, undone } from '../run/run.ts';
import { Button } from './blocks.tsx';

export function RunTools() {
  const { data: { scenarios }, presentation } = useMatter();
  const { run, setRun, replaceRun, replaced } = useRun();
  const { rulebook } = presentation;
  const [said, setSaid] = useState({ says: '', of: run });
  const options = useMemo(() => scenarios.map(({ file, name }) => <option key={file} value={file}>{name}</option>), [scenarios]);
  const copy = async (): Promise<void> => {
    const { href } = new URL(fragmentOf('play', linkOf(presentation, run)), location.href);
    try {
      await navigator.clipboard.writeText(href);
      setSaid({ says: 'The link is copied.', of: run });
    } catch {
      setSaid({ says: 'The link stands in the address bar: copy it there.', of: run });
    }
  };
  const load = (file: string): void => {
    const found = scenarios.find((scenario) => scenario.file === file);
    if (found !== undefined) replaceRun(runOfScenario(rulebook, found));
  };
  const back = undone(rulebook, run, replaced);
  const undo = (): void => {
    setSaid({ says: back!.says, of: back!.run });
    setRun(back!.run);
  };
  const empty = run.commands.length === 0;
  return (
    <div class="tools" role="group" aria-label="Run">
      {options.length > 0 && (
        <label>
          <span>Scenario</span>
          <select value="" onChange={(event) => load(event.currentTarget.value)}>
            <option value="">load one…</option>
            {options}
          </select>
        </label>
      )}
      <Button isOff={back === null} onClick={undo}>Undo</Button>
      <Button isOff={empty} onClick={() => replaceRun(emptyRun(rulebook, run.dialect))}>Clear</Button>
      <Button isOff={empty} onClick={() => void copy()}>Copy link</Button>
      <Button isOff={empty} onClick={() => save(scenarioFile(rulebook, run))}>Save as scenario</Button>
      <span class="dim" role="status">{said.of === run && said.says}</span>
    </div>
  );
}

/** Hands a text to the browser as a file to save. */
function save(text: string): void {
  const href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  Object.assign(document.createElement('a'), { href, download: 'scenario.json' }).click();
  URL.revokeObjectURL(href);
}
