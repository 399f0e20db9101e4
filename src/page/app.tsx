/**
 * The frame around the views: navigation, the dialect, and what the address asks for.
 */
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Catalogue } from './catalogue.ts';
import { firstAim } from './components/commands.tsx';
import { DialectSwitches } from './components/dialect-switches.tsx';
import { SharedContext } from './context.ts';
import { useExamination } from './diagnose/use-examination.ts';
import { focusOn } from './focus.ts';
import { fragmentOf, routeOf, views } from './route.ts';
import { DamagedLink, linkOf, runOfLink } from './run/link.ts';
import { emptyRun } from './run/run.ts';
import { ChangeView } from './views/change.tsx';
import { DiagnoseView } from './views/diagnose.tsx';
import { DiagramView } from './views/diagram.tsx';
import { OverviewView } from './views/overview.tsx';
import { PlayView } from './views/play.tsx';
import { TablesView } from './views/tables.tsx';
import type { Route, ViewName } from './route.ts';
import type { PageData } from '../reports/page/page-data.ts';
import type { Replaced, Run } from './run/run.ts';

const names: { readonly [view in ViewName]: string } = { change: 'Change', overview: 'Overview', play: 'Play', tables: 'Tables', diagram: 'Diagram', diagnose: 'Diagnose' };
const shows = { change: ChangeView, overview: OverviewView, play: PlayView, tables: TablesView, diagram: DiagramView, diagnose: DiagnoseView };

export function App({ data }: { readonly data: PageData }) {
  const catalogue = useMemo(() => new Catalogue(data), [data]);
  const shown = views.filter((view) => (view !== 'change' && view !== 'overview') || data[view] !== null);
  const examination = useExamination();
  const [aim, setAim] = useState(firstAim);
  const [replaced, setReplaced] = useState<Replaced | null>(null);
  const [{ route, run, problem }, setState] = useState(() => arrived(shown, emptyRun()));

  // All at once, not after the next paint: what comes in between must be neither missed nor written over.
  useLayoutEffect(() => {
    const arrive = (): void => setState((before) => arrived(shown, before.run));
    addEventListener('hashchange', arrive);
    return () => removeEventListener('hashchange', arrive);
  }, []);

  // The address always holds what is played, so that it can be sent at any moment; the history keeps the views, not every step.
  useLayoutEffect(() => {
    if (route.view === 'play' && problem === null) history.replaceState(null, '', fragmentOf('play', run.commands.length === 0 ? '' : linkOf(run)));
  }, [route.view, run, problem]);
  useLayoutEffect(() => {
    document.title = `${names[route.view]} - Known Servers Table`;
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
  const setRun = (next: Run): void => setState({ route, run: next, problem: null });
  const replaceRun = (next: Run): void => {
    setReplaced({ before: run, by: next });
    setRun(next);
  };
  const View = shows[route.view];
  return (
    <SharedContext.Provider value={{ data, catalogue, run, setRun, replaceRun, replaced, aim, setAim, examination }}>
      <a class="skip" href="#main" onClick={skip}>
        Skip to the content
      </a>
      <header class="top">
        <p class="brand">
          Known Servers Table <span class="dim">kst-kit {data.version}</span>
        </p>
        <nav aria-label="Views">
          {shown.map((view) => (
            <a key={view} href={fragmentOf(view)} aria-current={view === route.view ? 'page' : undefined}>
              {names[view]}
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
    </SharedContext.Provider>
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

interface State {
  readonly route: Route;
  readonly run: Run;
  /** Why the address could not be followed. */
  readonly problem: string | null;
}

/** What the address asks for; what it does not say stays as it is. */
function arrived(shown: readonly ViewName[], run: Run): State {
  const route = routeOf(location.hash, shown);
  if (route === null) return { route: { view: shown[0]!, subject: '' }, run, problem: 'The address leads to no view of this page.' };
  if (route.view !== 'play' || route.subject === '') return { route, run, problem: null };
  try {
    return { route, run: runOfLink(route.subject), problem: null };
  } catch (error) {
    if (!(error instanceof DamagedLink)) throw error;
    return { route, run, problem: `The run in this link is not played: ${error.message}.` };
  }
}
