/**
 * What stands behind an id: a rule, an invariant, a claim, a row, a scenario, with links to all that it has to do with.
 */
import { conditionText } from '../../engine/dialects/conditions.ts';
import { eventSays } from '../../reports/words.ts';
import { useMatter, useRun } from '../context.ts';
import { fragmentOf, shortened } from '../route.ts';
import { runOfScenario } from '../run/run.ts';
import { Lines, Panel, Paragraphs } from './blocks.tsx';
import { headOf } from './event-log.tsx';
import { Ids, PlayLink } from './links.tsx';
import type { BehaviourRow } from '../../engine/table/row.ts';
import type { PageScenario } from '../../reports/page/page-data.ts';
import type { CatalogueEntry } from '../catalogue.ts';

export function Detail({ id }: { readonly id: string }) {
  const { data, rows, catalogue } = useMatter();
  const subject = catalogue.subject(id);
  if (subject !== null) return <SubjectDetail subject={subject} />;
  const row = rows.find((each) => each.id === id);
  if (row !== undefined) return <RowDetail row={row} />;
  const scenario = data.scenarios.find(({ file }) => file === id);
  return scenario === undefined ? <p class="problem">There is no {shortened(id)}.</p> : <ScenarioDetail scenario={scenario} />;
}

const panel = { name: 'detail', kind: 'panel detail' } as const;

function SubjectDetail({ subject: { id, kind, says, details, cites, citedBy, scenarios } }: { readonly subject: CatalogueEntry }) {
  const { catalogue } = useMatter();
  const { run } = useRun();
  const rule = catalogue.rules.get(id);
  return (
    <Panel {...panel} chosen={id} title={<>{id} <span class="dim">{kind}</span></>}>
      <p>{says}</p>
      <Paragraphs texts={details} kind="dim" />
      <Lines
        of={{
          does: rule === undefined ? null : rule.does(run.dialect),
          'rests on': cites.length === 0 ? null : <Ids ids={cites} />,
          'cited by': citedBy.length === 0 ? null : <Ids ids={citedBy} />,
          'shown by': scenarios.length === 0 ? null : <Scenarios scenarios={scenarios} />,
        }}
      />
    </Panel>
  );
}

function RowDetail({ row: { id, command, dialects, rules, rejected, events, cites, invariants } }: { readonly row: BehaviourRow }) {
  const { data, system } = useMatter();
  const eventText = (event: object): string => `${headOf(system, event) ?? ''} ${eventSays(system, event)}`.trim();
  const showing = data.scenarios.filter(({ shows }) => rules.every((rule) => shows.includes(rule)));
  return (
    <Panel {...panel} chosen={id} title={<code>{id}</code>}>
      <Lines
        of={{
          command: system.text(command),
          dialects: conditionText(dialects),
          answer: rejected === undefined ? 'accepted' : `refused: ${rejected}`,
          logs: events.map(eventText).join('; ') || null,
          rules: <Ids ids={rules} />,
          'rests on': <Ids ids={cites} />,
          'judged by': <Ids ids={invariants} />,
          'rules shown by': showing.length === 0 ? null : <Scenarios scenarios={showing} />,
        }}
      />
    </Panel>
  );
}

function ScenarioDetail({ scenario }: { readonly scenario: PageScenario }) {
  const { rulebook } = useMatter().presentation;
  const { file, name, says, shows } = scenario;
  const shown = (letters: RegExp) => <Ids ids={shows.filter((id) => /^[A-Z]\d+$/.test(id) && letters.test(id))} />;
  return (
    <Panel {...panel} chosen={file} title={<>{name} <span class="dim">scenario</span></>}>
      <p>{says}</p>
      <p>
        <PlayLink run={runOfScenario(rulebook, scenario)} says="Play it" /> <span class="dim">{file}</span>
      </p>
      <Lines of={{ rules: shown(/^R/), invariants: shown(/^I/), 'rests on': shown(/^[CAF]/) }} />
    </Panel>
  );
}

/** More of them are folded away. */
const mostScenarios = 6;

/** Scenarios as links, those with the fewest commands first. */
function Scenarios({ scenarios }: { readonly scenarios: readonly PageScenario[] }) {
  const inOrder = scenarios.toSorted((a, b) => a.commands.length - b.commands.length);
  const others = inOrder.slice(mostScenarios);
  return (
    <>
      {inOrder.slice(0, mostScenarios).map(scenarioLink)}
      {others.length > 0 && (
        <details>
          <summary>{others.length} more</summary>
          {others.map(scenarioLink)}
        </details>
      )}
    </>
  );
}

function scenarioLink({ file, name }: PageScenario, index: number) {
  return <span key={file}>{index > 0 && ', '}<a href={fragmentOf('tables', file)}>{name}</a></span>;
}
