/**
 * What the page shows, by the fragment of its address: `#/tables/R04`.
 */

/** The views in the order of the navigation; each page has those that it has data for. */
export const views = ['change', 'overview', 'play', 'tables', 'diagram', 'diagnose'] as const;

export type ViewName = (typeof views)[number];

/** A view, and what is looked at in it: an id, a state, a run; empty for nothing in particular. */
export interface Route {
  readonly view: ViewName;
  readonly subject: string;
}

/** The route of a fragment, `#` included; null for one that leads nowhere. An empty one is the first of the views. */
export function routeOf(fragment: string, shown: readonly ViewName[]): Route | null {
  if (fragment === '' || fragment === '#' || fragment === '#/') return { view: shown[0]!, subject: '' };
  const [, view = '', subject = ''] = /^#\/([a-z]+)(?:\/(.*))?$/s.exec(fragment) ?? [];
  const found = shown.find((name) => name === view);
  return found === undefined ? null : { view: found, subject: readable(subject) };
}

/** The fragment of a route. A run's link is fit for an address as it is; other subjects are made so. */
export function fragmentOf(view: ViewName, subject = ''): string {
  const path = view === 'play' ? subject : encodeURIComponent(subject);
  return path === '' ? `#/${view}` : `#/${view}/${path}`;
}

/** Of a run's link nothing may be decoded before it has been taken apart. */
function readable(subject: string): string {
  if (subject.includes(';')) return subject;
  try {
    return decodeURIComponent(subject);
  } catch {
    return subject;
  }
}
