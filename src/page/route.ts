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
  if (/^(#\/?)?$/.test(fragment)) return { view: views[0]!, subject: '' };
  const [, view = '', subject = ''] = /^#\/([a-z]+)(?:\/(.*))?$/s.exec(fragment) ?? [];
  // Of a run's link nothing may be decoded before it has been taken apart.
  return views.includes(view) ? { view, subject: subject.includes(';') ? subject : (decoded(subject) ?? subject) } : null;
}

/** The fragment of a route. A run's link is fit for an address as it is; other subjects are made so. */
export function fragmentOf(view: string, subject = ''): string {
  return ['#', view, ...(subject === '' ? [] : [view === 'play' ? subject : encodeURIComponent(subject)])].join('/');
}

/** A part of an address as what it stands for; null where it stands for nothing. */
export function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

const most = 80;

/** Of a text that came with an address, what is enough to know it by: at most 80 characters. */
export function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
