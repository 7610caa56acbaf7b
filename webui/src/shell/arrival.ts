// Where somebody has arrived: what the window is called, and the focus on the page's heading.

import {useEffect} from 'preact/hooks';

import {t} from '../messages/messages';
import type {Page} from '../pages';
import {visible} from '../parts/visible';
import type {Route} from '../router';
import type {Flow} from './flow';

/** "(2) acme 5 · Releases · relay-7": windows of two relays differ, and so do alarms from none. */
export function useTitle(page: Page | undefined, {parts}: Route, flow: Flow | undefined): void {
  const alarms = flow?.alarms.length ? `(${flow.alarms.length}) ` : '';
  const subject = page?.name === 'release' || page?.name === 'devices' ? parts.join(' ') : '';
  const names = [subject, t(page?.title ?? 'app.unknown'), flow?.name || location.host];
  const title = alarms + visible(names.filter(Boolean).join(' · '));
  useEffect(() => {
    document.title = title;
    return () => { document.title = t('app.name'); };
  }, [title]);
}

let last = '';

/** Who has followed a link is at the heading of where it leads, as soon as that is there. */
export function useArrival(page: Page | undefined, {parts}: Route): void {
  const place = page?.name ?? '';
  useEffect(() => {
    const isOther = last !== '' && last !== place;
    const begun = document.activeElement;
    const arrives = last !== '' && (begun === document.body || (isOther && begun?.tagName === 'A'));
    last = place;
    if (!arrives) return undefined;
    const look = () => {
      const heading = document.querySelector<HTMLElement>('main h1');
      if (!heading && document.activeElement === begun) return;
      watch.disconnect();
      if (document.activeElement !== begun) return;  // He has gone on.
      heading!.tabIndex = -1;
      heading!.focus();
    };
    const watch = new MutationObserver(look);
    watch.observe(document.getElementById('main')!, {childList: true, subtree: true});
    look();
    return () => watch.disconnect();
  }, [place, parts.join('/')]);
}
