/**
 * Where a page starts: it reads the data that stands in it, and draws it.
 */
import { type ComponentType, render } from 'preact';
import { called, partsOf } from '../engine/configured.ts';
import { presentationOf } from './any.tsx';
import { App } from './app.tsx';
import type { Specification } from '../engine/specification.ts';
import type { PageData } from '../reports/page/page-data.ts';

/** Draws a page in the place of what stands there. */
export function draw(Page: ComponentType<{ readonly data: PageData }>): void {
  const data = JSON.parse(document.getElementById('data')!.textContent) as PageData;
  const page = document.getElementById('page')!;
  page.replaceChildren();
  render(<Page data={data} />, page);
}

/** Draws the page of any specification, as a kst.config.ts exports it. */
export function showPage(exported: unknown): void {
  const presentation = presentationOf(called(partsOf(exported).specification) as Specification);
  draw(({ data }) => <App data={data} presentation={presentation} />);
}
