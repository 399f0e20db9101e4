/**
 * The page's start: reads the data that stands in the page, and draws it as the Known Servers Table.
 */
import { render } from 'preact';
import { App } from '../../page/app.tsx';
import { ExaminationContext, useExamination } from './diagnose/view.tsx';
import { knownServersPresentation } from './presentation.tsx';
import type { PageData } from '../../reports/page/page-data.ts';

const data = JSON.parse(document.getElementById('data')!.textContent) as PageData;
const presentation = knownServersPresentation();

/** Around all views, so that what was examined stays while others are looked at. */
function KnownServersPage() {
  return (
    <ExaminationContext.Provider value={useExamination(presentation.rulebook)}>
      <App data={data} presentation={presentation} />
    </ExaminationContext.Provider>
  );
}

const page = document.getElementById('page')!;
page.replaceChildren();
render(<KnownServersPage />, page);
