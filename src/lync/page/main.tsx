/**
 * Where the page of the Known Servers Table starts.
 */
import { App } from '../../page/app.tsx';
import { draw } from '../../page/main.tsx';
import { ExaminationContext, useExamination } from './diagnose/view.tsx';
import { knownServersPresentation } from './presentation.tsx';

export function showPage(): void {
  const presentation = knownServersPresentation();
  // Around all views, so that what was examined stays while others are looked at.
  draw(({ data }) => (
    <ExaminationContext.Provider value={useExamination(presentation.rulebook)}>
      <App data={data} presentation={presentation} />
    </ExaminationContext.Provider>
  ));
}
