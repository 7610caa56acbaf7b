// The pages: one line each. A page is a file of its own, fetched when it is first gone to.

import type {ComponentType} from 'preact';

import type {PlainKey} from './messages/messages';
import type {Route} from './router';

export interface Page {
  name: string;             ///< In the URL: "#/flow".
  title: PlainKey;
  key?: string;             ///< After g, it leads there.
  hidden?: boolean;         ///< Not in the navigation.
  load: () => Promise<{default: ComponentType<{route: Route}>}>;
}

/** In the order of the navigation; the first is where one arrives. */
export const pages: Page[] = [
  {name: 'flow', title: 'nav.flow', key: 'f', load: () => import('./pages/flow')},
  {name: 'release', title: 'nav.release', key: 'r', load: () => import('./pages/release')},
  {name: 'approvals', title: 'nav.approvals', key: 'a', load: () => import('./pages/approvals')},
  {name: 'devices', title: 'nav.devices', key: 'd', load: () => import('./pages/devices')},
  {name: 'policy', title: 'nav.policy', key: 'p', load: () => import('./pages/policy')},
  {name: 'calendar', title: 'nav.calendar', key: 'c', load: () => import('./pages/calendar')},
  {name: 'audit', title: 'nav.audit', key: 'l', load: () => import('./pages/audit')},
  {name: 'settings', title: 'nav.settings', key: 's', load: () => import('./pages/settings')},
  {name: 'start', title: 'nav.start', hidden: true, load: () => import('./pages/start')},
];

export const pageNamed = (name: string): Page | undefined =>
    name === '' ? pages[0] : pages.find((one) => one.name === name);
