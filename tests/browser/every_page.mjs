// Every page there is, of a relay with something in it.

import {RunningRelay, kPolicy} from './running_relay.mjs';
import {secondWaits} from './story.mjs';
import {WatchedPage, launchBrowser} from './watched_page.mjs';

const dateIn = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** With a calendar that has everything to draw: windows, a holiday and a blackout of some days. */
const kWithCalendar = kPolicy.replace(/^( *)(soak: 1d)$/m, '$1window: nights\n$1$2') + `
calendars:
  nights:
    zone: Europe/Berlin
    open: [{ days: [mon, tue, wed, thu, fri], at: "22:00", for: 6h }]
    closed:
      - { from: ${dateIn(3)}, to: ${dateIn(5)}, why: inventory }
      - { from: ${dateIn(9)}, to: ${dateIn(9)}, why: a holiday }
`;

/** NEWEST is the newest release; add yours. */
export const kPages = [
  'flow', 'release/sample', 'release/sample/NEWEST', 'approvals', 'devices', 'devices/127.0.0.1', 'policy',
  'policy/forms', 'policy/forms/path/configuration', 'policy/revisions', 'start', 'calendar', 'audit', 'settings',
  'settings/people/ann', 'settings/own', 'settings/tls', 'settings/health',
];

export class EveryPage {
  static async begin() {
    const every = new EveryPage();
    const relay = every.relay = await RunningRelay.start(process.env.SLUICE_PROGRAM, {policy: kWithCalendar});
    await secondWaits(relay);
    await relay.sluice('hold', 'sample', '--groups', 'default', '--reason', 'month end');
    await relay.sluice('enrol', '--group', 'office', '--name', 'till-7');
    await (await fetch(relay.endpoints + '/sample/rules.txt')).text();
    every.newest = (await relay.sample()).newest;
    every.browser = await launchBrowser();
    const first = await WatchedPage.open(every.browser, relay.url);
    await first.comesIn('ann', relay.password);
    every.cookies = await first.context.cookies();
    await first.close();
    return every;
  }

  async end() {
    await this.browser?.close();
    await this.relay?.stop();
  }

  /** Before anybody is signed in. */
  async opened(window) {
    const watched = await WatchedPage.open(this.browser, this.relay.url, window);
    await watched.page.locator('#sign-in-form').waitFor();
    return watched;
  }

  addressOf(page, version = this.newest.version) { return page.replace('NEWEST', encodeURIComponent(version)); }
}

/** As a name of a file. */
export const nameOf = (page) => page.replace(/\W+/g, '-');
