/**
 * What stands behind an id: a rule, an invariant, a claim, a row, a scenario, with links to all that it has to do with.
 */
import { conditionText } from '../../engine/dialects/conditions.ts';
import { eventSays } from '../../reports/words.ts';
import { useMatter, useRun } from '../context.ts';
import { headOf } from '../event-head.ts';
import { fragmentOf } from '../route.ts';
import { linkOf } from '../run/link.ts';
import { runOfScenario } from '../run/run.ts';
import { ChosenHeading } from './chosen-heading.tsx';
import { Ids } from './ids.tsx';
import type { ComponentChildren } from 'preact';
import type { BehaviourRow } from '../../engine/table/row.ts';
import type { PageScenario } from '../../reports/page/page-data.ts';
import type { CatalogueEntry } from '../catalogue.ts';

export function Detail({ id }: { readonly id: string }) {
  const { data, rows, catalogue } = useMatter();
  const subject = catalogue.subject(id);
  const row = rows.find((each) => each.id === id);
  const scenario = data.scenarios.find(({ file }) => file === id);
  return (
    <section class="panel detail" aria-labelledby="detail-title">
      {subject !== null && <SubjectDetail subject={subject} />}
      {row !== undefined && <RowDetail row={row} />}
      {scenario !== undefined && <ScenarioDetail scenario={scenario} />}
    </section>
  );
}

function SubjectDetail({ subject: { id, kind, says, details, cites, citedBy, scenarios } }: { readonly subject: CatalogueEntry }) {
  const { catalogue } = useMatter();
  const { run } = useRun();
  const rule = catalogue.rules.get(id);
  return (
    <>
      <ChosenHeading id="detail-title" about={id}>
        {id} <span class="dim">{kind}</span>
      </ChosenHeading>
      <p>{says}</p>
      {details.map((detail) => (
        <p key={detail} class="dim">
          {detail}
        </p>
      ))}
      <dl>
        {rule !== undefined && <Line name="does">{rule.does(run.dialect).join('; ') || 'nothing'}</Line>}
        {cites.length > 0 && <Line name="rests on"><Ids ids={cites} /></Line>}
        {citedBy.length > 0 && <Line name="cited by"><Ids ids={citedBy} /></Line>}
        {scenarios.length > 0 && <Line name="shown by"><Scenarios scenarios={scenarios} /></Line>}
      </dl>
    </>
  );
}

function RowDetail({ row: { id, command, dialects, rules, rejected, events, cites, invariants } }: { readonly row: BehaviourRow }) {
  const { data, system } = useMatter();
  const eventText = (event: object): string => `${headOf(system, event) ?? ''} ${eventSays(system, event)}`.trim();
  const showing = data.scenarios.filter(({ shows }) => rules.every((rule) => shows.includes(rule)));
  return (
    <>
      <ChosenHeading id="detail-title" about={id}>
        <code>{id}</code>
      </ChosenHeading>
      <dl>
        <Line name="command">{system.text(command)}</Line>
        <Line name="dialects">{conditionText(dialects)}</Line>
        <Line name="answer">{rejected === undefined ? 'accepted' : `refused: ${rejected}`}</Line>
        {events.length > 0 && <Line name="logs">{events.map(eventText).join('; ')}</Line>}
        <Line name="rules"><Ids ids={rules} /></Line>
        <Line name="rests on"><Ids ids={cites} /></Line>
        <Line name="judged by"><Ids ids={invariants} /></Line>
        {showing.length > 0 && <Line name="rules shown by"><Scenarios scenarios={showing} /></Line>}
      </dl>
    </>
  );
}

function ScenarioDetail({ scenario }: { readonly scenario: PageScenario }) {
  const { presentation } = useMatter();
  const { file, name, says, shows } = scenario;
  const link = linkOf(presentation, runOfScenario(presentation.rulebook, scenario));
  const ids = shows.filter((id) => /^[A-Z]\d+$/.test(id));
  return (
    <>
      <ChosenHeading id="detail-title" about={file}>
        {name} <span class="dim">scenario</span>
      </ChosenHeading>
      <p>{says}</p>
      <p>
        <a class="button" href={fragmentOf('play', link)}>
          Play it
        </a>{' '}
        <span class="dim">{file}</span>
      </p>
      <dl>
        <Line name="rules"><Ids ids={ids.filter((id) => id.startsWith('R'))} /></Line>
        <Line name="invariants"><Ids ids={ids.filter((id) => id.startsWith('I'))} /></Line>
        <Line name="rests on"><Ids ids={ids.filter((id) => /^[CAF]/.test(id))} /></Line>
      </dl>
    </>
  );
}

/** More of them are folded away. */
const mostScenarios = 6;

/** Scenarios as links, those with the fewest commands first. */
function Scenarios({ scenarios }: { readonly scenarios: readonly PageScenario[] }) {
  const inOrder = scenarios.toSorted((a, b) => a.commands.length - b.commands.length);
  const [first, others] = [inOrder.slice(0, mostScenarios), inOrder.slice(mostScenarios)];
  return (
    <>
      <ScenarioLinks scenarios={first} />
      {others.length > 0 && (
        <details>
          <summary>{others.length} more</summary>
          <ScenarioLinks scenarios={others} />
        </details>
      )}
    </>
  );
}

function ScenarioLinks({ scenarios }: { readonly scenarios: readonly PageScenario[] }) {
  return (
    <>
      {scenarios.map(({ file, name }, index) => (
        <span key={file}>
          {index > 0 && ', '}
          <a href={fragmentOf('tables', file)}>{name}</a>
        </span>
      ))}
    </>
  );
}

function Line({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
