// Which page is shown, and with which filters: all of it stands in the URL behind '#', so that a link
// can be sent to somebody else.

import {signal} from '@preact/signals';

export interface Route {
  page: string;                       ///< "flow"; empty for the first page.
  parts: string[];                    ///< What follows it: ["clamav", "27501"].
  query: Record<string, string>;      ///< Filters.
}

type Given = Record<string, string | number | null | undefined>;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function readRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [page = '', ...parts] = path.split('/').map(decoded);
  return {page, parts: parts.filter(Boolean), query: Object.fromEntries(new URLSearchParams(query))};
}

/** "#/release/clamav/27501?group=office" */
export function hrefTo(page: string, parts: (string | number)[] = [], query: Given = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '');
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return '#/' + [page, ...parts.map(String)].map(encodeURIComponent).join('/') + (text ? '?' + text : '');
}

export const route = signal<Route>(readRoute(location.hash));

window.addEventListener('hashchange', () => { route.value = readRoute(location.hash); });

// A link to where one is already leads there again, of which the browser tells nobody.
document.addEventListener('click', ({target}) => {
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href^="#/"]') : null;
  if (link?.hash === location.hash) route.value = readRoute(location.hash);
});

/** Goes to another page, as a link does. */
export function goTo(href: string): void { location.hash = href; }

/** Changes filters of the page that is shown; typing in a field makes no way back of every letter. */
export function setQuery(changes: Given): void {
  const {page, parts, query} = route.peek();
  const next = hrefTo(page, parts, {...query, ...changes});
  history.replaceState(null, '', next);
  route.value = readRoute(next);
}
