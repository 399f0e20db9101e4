/**
 * What the page shows, by the fragment of its address: `#/tables/R04`.
 */

/** A view, and what is looked at in it: an id, a state, a run; empty for nothing in particular. */
export interface Route {
  readonly view: string;
  readonly subject: string;
}

/** The route of a fragment, `#` included; null for one that leads to none of the views. An empty one is the first of them. */
export function routeOf(fragment: string, views: readonly string[]): Route | null {
  if (fragment === '' || fragment === '#' || fragment === '#/') return { view: views[0]!, subject: '' };
  const [, view = '', subject = ''] = /^#\/([a-z]+)(?:\/(.*))?$/s.exec(fragment) ?? [];
  return views.includes(view) ? { view, subject: readable(subject) } : null;
}

/** The fragment of a route. A run's link is fit for an address as it is; other subjects are made so. */
export function fragmentOf(view: string, subject = ''): string {
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
