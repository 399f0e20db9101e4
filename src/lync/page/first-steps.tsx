/**
 * What to click first: the story of the source, and both ways out of it.
 */
import { Panel } from '../../page/components/blocks.tsx';
import { useMatter, useRun } from '../../page/context.ts';
import { focusOn } from '../../page/dom.ts';
import { runOfScenario } from '../../page/run/run.ts';
import type { Kst } from '../../kst/words.ts';

const stories = [
  ['source-story', 'How the conflict comes about'],
  ['option-1-remove-the-pool', 'Option 1: remove the pool'],
  ['option-2-restart', 'Option 2: restart RTCSRV'],
] as const;

export function FirstSteps() {
  const { data, presentation } = useMatter<Kst>();
  const { replaceRun } = useRun();
  const load = (name: string) => {
    const found = data.scenarios.find((scenario) => scenario.name === name);
    if (found === undefined) return;
    // These buttons go: on to what they lead to.
    focusOn('parts-title');
    replaceRun(runOfScenario(presentation.rulebook, found));
  };
  return (
    <Panel name="first" title="Where to begin">
      <ol class="prose">
        <li>
          <strong>Host plan</strong>, then <strong>Start</strong>: UM Routing finds the server and lists it with version 0.
          Integration works.
        </li>
        <li>
          <strong>Add pool</strong>: the topology offers version 6 for the same server. Both entries are out (14563), and
          integration is broken.
        </li>
        <li>
          <strong>Restart</strong> (option 2), or <strong>Remove pool</strong> and a <strong>UM Routing cycle</strong> (option 1): it works
          again.
        </li>
      </ol>
      <p class="buttons">
        {stories.map(([name, says]) => <button key={name} onClick={() => load(name)}>{says}</button>)}
      </p>
    </Panel>
  );
}
