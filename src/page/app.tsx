/**
 * The frame around the views: navigation, the dialect, and what the address asks for.
 */
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { systemOf } from '../engine/rules/system.ts';
import { catalogueOf } from './catalogue.ts';
import { DialectSwitches } from './components/dialect-switches.tsx';
import { MatterContext, type PageMatter, RunContext } from './context.ts';
import { focusOn, useListener } from './dom.ts';
import { fragmentOf, routeOf } from './route.ts';
import { DamagedLink, linkOf, runOfLink } from './run/link.ts';
import { emptyRun, type PageRun, type Replaced } from './run/run.ts';
import { ChangeView } from './views/change.tsx';
import { OverviewView } from './views/overview.tsx';
import { PlayView } from './views/play.tsx';
import { TablesView } from './views/tables.tsx';
import type { PageData } from '../reports/page/page-data.ts';
import type { Aim, Presentation, ShownViews } from './presentation.ts';

export function App({ data, presentation }: Pick<PageMatter, 'data' | 'presentation'>) {
  const [matter, views] = useMemo(() => [matterOf(data, presentation), viewsOf(data, presentation)], [data, presentation]);
  const fields = Object.entries(presentation.fields);
  const [aim, setAim] = useState<Aim>(Object.fromEntries(fields.map(([name, { first }]) => [name, first])));
  const [replaced, setReplaced] = useState<Replaced | null>(null);
  const [{ route, run, problem }, setState] = useState(() => arrived(views, presentation, emptyRun(presentation.rulebook)));

  const { title, View } = views[route.view]!;
  const { name } = presentation.rulebook;

  useListener(['hashchange'], () => setState((before) => arrived(views, presentation, before.run)));
  useListener(['dragover', 'drop'], stay);

  // The address always holds what is played, so that it can be sent at any moment; the history keeps the views, not every step.
  useLayoutEffect(() => {
    if (route.view !== 'play' || problem !== null) return;
    history.replaceState(null, '', fragmentOf('play', run.commands.length === 0 ? '' : linkOf(presentation, run)));
  }, [route.view, run, problem]);
  const hasArrived = useRef(false);
  useLayoutEffect(() => {
    document.title = `${title} - ${name}`;
    // What had the focus may have gone with the view before.
    if (hasArrived.current && document.activeElement === document.body) focusOn('main');
    hasArrived.current = true;
  }, [route.view]);
  const setRun = (next: PageRun): void => setState({ route, run: next, problem: null });
  const replaceRun = (next: PageRun): void => {
    setReplaced({ before: run, by: next });
    setRun(next);
  };
  return (
    <MatterContext.Provider value={matter}>
      <RunContext.Provider value={{ run, setRun, replaceRun, replaced, aim, setAim }}>
        <a class="skip" href="#main" onClick={skip}>Skip to the content</a>
        <header class="top">
          <p class="brand">{name} <span class="dim">kst-kit {data.version}</span></p>
          <nav aria-label="Views">
            {Object.entries(views).map(([view, shown]) => (
              <a key={view} href={fragmentOf(view)} aria-current={view === route.view ? 'page' : undefined}>{shown.title}</a>
            ))}
          </nav>
          <DialectSwitches />
        </header>
        <main id="main" tabIndex={-1}>
          {problem !== null && <p class="problem" role="alert">{problem}</p>}
          <View subject={route.subject} />
        </main>
      </RunContext.Provider>
    </MatterContext.Provider>
  );
}

/** A fragment names a view here, and so none can lead to an element. */
function skip(event: Event): void {
  event.preventDefault();
  focusOn('main');
}

/** A file that is dropped beside what takes it must not make the browser leave the page for the file. */
function stay(event: DragEvent): void {
  if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
}

function matterOf(data: PageData, presentation: Presentation): PageMatter {
  const system = systemOf(presentation.rulebook);
  const rows = data.rows.map((row) => ({ ...row, set: system.dialects.in(row.dialects) }));
  return { data, presentation, system, rows, catalogue: catalogueOf(system, data) };
}

/** The views that the page has data for, in the order of the navigation. */
function viewsOf({ change, overview }: PageData, { views }: Presentation): ShownViews {
  return {
    ...(change === null ? {} : { change: { title: 'Change', View: () => <ChangeView change={change} /> } }),
    ...(overview === null ? {} : { overview: { title: 'Overview', View: () => <OverviewView overview={overview} /> } }),
    play: { title: 'Play', View: PlayView },
    tables: { title: 'Tables', View: TablesView },
    ...views,
  };
}

/** What the address asks for, and why it could not be followed; what it does not say stays as it is. */
function arrived(views: ShownViews, presentation: Presentation, run: PageRun) {
  const shown = Object.keys(views);
  const route = routeOf(location.hash, shown);
  if (route === null) return { route: { view: shown[0]!, subject: '' }, run, problem: 'The address leads to no view of this page.' };
  if (route.view !== 'play' || route.subject === '') return { route, run, problem: null };
  try {
    return { route, run: runOfLink(presentation, route.subject), problem: null };
  } catch (error) {
    if (!(error instanceof DamagedLink)) throw error;
    return { route, run, problem: `The run in this link is not played: ${error.message}.` };
  }
}
