/**
 * The page's start: reads the data that stands in the page, and draws it.
 */
import { render } from 'preact';
import { App } from './app.tsx';
import type { PageData } from '../reports/page/page-data.ts';

const data = JSON.parse(document.getElementById('data')!.textContent) as PageData;
const page = document.getElementById('page')!;
page.replaceChildren();
render(<App data={data} />, page);
