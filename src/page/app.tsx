/**
 * The frame around the views: navigation, the dialect, and what the address asks for.
 */
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { systemOf } from '../engine/rules/system.ts';
import { Catalogue } from './catalogue.ts';
import { DialectSwitches } from './components/dialect-switches.tsx';
import { MatterContext, RunContext } from './context.ts';
import { focusOn } from './focus.ts';
import { fragmentOf, routeOf } from './route.ts';
import { DamagedLink, linkOf, runOfLink } from './run/link.ts';
import { emptyRun } from './run/run.ts';
import { firstAim } from './controls.ts';
import { ChangeView } from './views/change.tsx';
import { OverviewView } from './views/overview.tsx';
import { PlayView } from './views/play.tsx';
import { TablesView } from './views/tables.tsx';
import type { PageData } from '../reports/page/page-data.ts';
import type { PageMatter } from './context.ts';
import type { Presentation } from './presentation.ts';
import type { Route } from './route.ts';
import type { PageRun, Replaced } from './run/run.ts';

interface Props {
  readonly data: PageData;
  readonly presentation: Presentation;
}

export function App({ data, presentation }: Props) {
  const matter = useMemo(() => matterOf(data, presentation), [data, presentation]);
  const views = useMemo(() => viewsOf(data, presentation), [data, presentation]);
  const [aim, setAim] = useState(() => firstAim(presentation));
  const [replaced, setReplaced] = useState<Replaced | null>(null);
  const [{ route, run, problem }, setState] = useState(() => arrived(views, presentation, emptyRun(presentation.rulebook)));

  const { title, View } = views[route.view]!;
  const { name } = presentation.rulebook;

  // All at once, not after the next paint: what comes in between must be neither missed nor written over.
  useLayoutEffect(() => {
    const arrive = (): void => setState((before) => arrived(views, presentation, before.run));
    addEventListener('hashchange', arrive);
    return () => removeEventListener('hashchange', arrive);
  }, []);

  // The address always holds what is played, so that it can be sent at any moment; the history keeps the views, not every step.
  useLayoutEffect(() => {
    if (route.view !== 'play' || problem !== null) return;
    history.replaceState(null, '', fragmentOf('play', run.commands.length === 0 ? '' : linkOf(presentation, run)));
  }, [route.view, run, problem]);
  useLayoutEffect(() => {
    document.title = `${title} - ${name}`;
  }, [route.view]);
  useLayoutEffect(() => {
    document.addEventListener('dragover', stay);
    document.addEventListener('drop', stay);
    return () => {
      document.removeEventListener('dragover', stay);
      document.removeEventListener('drop', stay);
    };
  }, []);
  const hasArrived = useRef(false);
  useLayoutEffect(() => {
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
        <a class="skip" href="#main" onClick={skip}>
          Skip to the content
        </a>
        <header class="top">
          <p class="brand">
            {name} <span class="dim">kst-kit {data.version}</span>
          </p>
          <nav aria-label="Views">
            {Object.keys(views).map((view) => (
              <a key={view} href={fragmentOf(view)} aria-current={view === route.view ? 'page' : undefined}>
                {views[view]!.title}
              </a>
            ))}
          </nav>
          <DialectSwitches />
        </header>
        <main id="main" tabIndex={-1}>
          {problem !== null && (
            <p class="problem" role="alert">
              {problem}
            </p>
          )}
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

interface Arrival {
  readonly route: Route;
  readonly run: PageRun;
  /** Why the address could not be followed. */
  readonly problem: string | null;
}

type Views = Presentation['views'];

function matterOf(data: PageData, presentation: Presentation): PageMatter {
  const system = systemOf(presentation.rulebook);
  const rows = data.rows.map((row) => ({ ...row, set: system.dialects.in(row.dialects) }));
  return { data, presentation, system, rows, catalogue: new Catalogue(system, data) };
}

/** The views that the page has data for, in the order of the navigation. */
function viewsOf({ change, overview }: PageData, { views }: Presentation): Views {
  return {
    ...(change === null ? {} : { change: { title: 'Change', View: ChangeView } }),
    ...(overview === null ? {} : { overview: { title: 'Overview', View: OverviewView } }),
    play: { title: 'Play', View: PlayView },
    tables: { title: 'Tables', View: TablesView },
    ...views,
  };
}

/** What the address asks for; what it does not say stays as it is. */
function arrived(views: Views, presentation: Presentation, run: PageRun): Arrival {
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
