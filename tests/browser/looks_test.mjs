// Every page at every width by day and by night: it fits, everybody can use it, and what others wrote
// stays text. Leaves pictures in SLUICE_SCREENS.

import assert from 'node:assert/strict';
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {gzipSync} from 'node:zlib';

import {fits, isAccessible} from './measures.mjs';
import {RunningRelay, eventually} from './running_relay.mjs';
import {WatchedPage, launchBrowser} from './watched_page.mjs';

const kScreens = process.env.SLUICE_SCREENS ?? 'screens';
const kWidths = [1440, 1024, 390];
const kPages = [
  'flow', 'release/sample', 'release/sample/NEWEST', 'approvals', 'devices', 'devices/127.0.0.1', 'policy',
  'policy/revisions', 'calendar', 'audit', 'settings', 'settings/people/ann', 'settings/own', 'settings/health',
];

const kHostile = [
  '<img src=x onerror=alert(1)>', '</script><script>alert(1)</script>', '"><svg onload=alert(1)>',
  '\u202egnp.exe', '\u2066\u0000\u001b[2J', 'x'.repeat(5_000), 'ω'.repeat(40) + ' '.repeat(40),
];
/** Fields of answers that others write into, as far as nothing is asked for by them. */
const kTheirs = new Set([
  'sentence', 'reason', 'outcome', 'detail', 'evidence_detail', 'standing_reason', 'evidence', 'person',
  'agent', 'path', 'why', 'subject', 'url', 'check', 'source', 'text',
]);

/** The same answer, but everything that others wrote is hostile. */
function hostile(value, seed = {n: 0}) {
  if (Array.isArray(value)) return value.map((one) => hostile(one, seed));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [
    name, typeof one === 'string' && kTheirs.has(name) ? kHostile[seed.n++ % kHostile.length] : hostile(one, seed)]));
}

describe('every page', {timeout: 400_000}, () => {
  let relay;
  let browser;
  let cookies;
  let newest;

  before(async () => {
    mkdirSync(kScreens, {recursive: true});
    relay = await RunningRelay.start(process.env.SLUICE_PROGRAM);
    await eventually(() => relay.sluice('sync', 'sample'));
    await eventually(() => relay.sluice('adopt', 'sample', '--groups', 'all', '--reason', 'today'));
    relay.publish({'rules.txt': 'two\n'});
    await relay.sluice('sync', 'sample');
    await relay.sluice('hold', 'sample', '--groups', 'default', '--reason', 'month end');
    await relay.sluice('enrol', '--group', 'office', '--name', 'till-7');
    await (await fetch(relay.endpoints + '/sample/rules.txt')).text();
    ({newest} = await relay.sample());
    browser = await launchBrowser();
    const first = await WatchedPage.open(browser, relay.url);
    await first.comesIn('ann', relay.password);
    cookies = await first.context.cookies();
    await first.close();
  });
  after(async () => {
    await browser?.close();
    await relay?.stop();
  });

  async function opened(window) {
    const watched = await WatchedPage.open(browser, relay.url, window);
    await watched.page.locator('#sign-in-form').waitFor();
    return watched;
  }
  const addressOf = (page) => page.replace('NEWEST', encodeURIComponent(newest.version));

  for (const colorScheme of ['light', 'dark']) {
    for (const width of kWidths) {
      // Colours differ between day and night, and the order of things between wide and narrow.
      const judges = (colorScheme === 'light' && width === 1440) || (colorScheme === 'dark' && width === 390);
      it(`fits into ${width} pixels in ${colorScheme} colours`, async () => {
        const watched = await opened({colorScheme, viewport: {width, height: 900}});
        const seen = async (name) => {
          const what = `${name}, ${width} wide, ${colorScheme}`;
          await fits(watched, what);
          if (judges) await isAccessible(watched, what);
          await watched.page.screenshot({
            path: join(kScreens, `${name.replace(/\W+/g, '-')}-${width}-${colorScheme}.png`), fullPage: true});
        };
        await seen('sign-in');
        await watched.comesBack(cookies);
        for (const page of kPages) {
          await watched.goes(addressOf(page));
          await seen(page);
        }
        await watched.goes('flow');
        await watched.button('Stop sample for office').click();
        await seen('stop');
        await watched.button('Cancel').click();
        await watched.button('Stop everything').click();
        await seen('stop-everything');
        await watched.page.keyboard.press('Escape');
        await watched.page.locator('#who summary').click();
        await seen('who');
        assert.deepEqual(watched.problems, []);
        await watched.close();
      });
    }
  }

  for (const width of [1440, 390]) {
    it(`shows hostile texts as texts in ${width} pixels`, async () => {
      const watched = await opened({viewport: {width, height: 900}});
      await watched.page.route('**/api/v1/**', async (route) => {
        if (route.request().url().endsWith('/session')) return route.continue();
        if (route.request().url().endsWith('/events')) return route.continue();
        const response = await route.fetch();
        const body = await response.json().catch(() => null);
        return body ? route.fulfill({response, json: hostile(body)}) : route.fulfill({response});
      });
      await watched.comesBack(cookies);
      for (const page of kPages) {
        await watched.goes(addressOf(page));
        await watched.page.evaluate(() => {
          for (const fold of document.querySelectorAll('main details')) fold.open = true;
        });
        await watched.isThere();
        await fits(watched, `${page} with hostile texts, ${width} wide`);
        assert.equal(await watched.page.locator('main img, main svg, main script').count(), 0, page);
        assert.doesNotMatch(await watched.page.locator('body').textContent(), /[\u202e\u2066\u0000\u001b]/, page);
        await watched.page.screenshot({path: join(kScreens, `hostile-${page.replace(/\W+/g, '-')}-${width}.png`)});
      }
      assert.deepEqual(watched.problems, []);
      await watched.close();
    });
  }

  it('has a first view of less than 150 KB', async () => {
    const watched = await opened();
    const sizes = new Map();
    watched.page.on('response', async (response) => {
      const {pathname} = new URL(response.url());
      if (!pathname.startsWith('/api/')) sizes.set(pathname, gzipSync(await response.body()).length);
    });
    await watched.comesBack(cookies);
    await watched.isThere();
    const all = await eventually(() => {
      assert.ok(sizes.has('/page.js') && sizes.has('/page.css') && [...sizes.keys()].some((one) => one.includes('flow')));
      return [...sizes.values()].reduce((sum, size) => sum + size, 0);
    });
    assert.ok(all < 150_000, `${all} bytes: ${JSON.stringify([...sizes])}`);
    await watched.close();
  });

  it('shows fifty feeds with two hundred groups at once', async () => {
    const watched = await opened();
    const groups = Array.from({length: 200}, (_, i) => `group-${i}`);
    await watched.statusIs((status) => {
      const [feed] = status.feeds;
      feed.groups = groups.map((group) => ({...feed.groups[1], group}));
      status.feeds = Array.from({length: 50}, (_, i) => ({...feed, feed: `feed-${i}`}));
    });
    await watched.page.route('**/api/v1/explain?*', async (route) => {
      const response = await route.fetch({url: relay.url + '/api/v1/explain?feed=sample'});
      const explained = await response.json();
      const [, office] = explained.explanations;
      const explanations = groups.map((group, i) => ({...office, group, stage: 1 + Math.floor(i / 50)}));
      await route.fulfill({response, json: {...explained, explanations}});
    });
    await watched.context.addCookies(cookies);
    await watched.page.reload();
    await watched.region('feed-0').locator('.cell').first().waitFor();
    const shown = await watched.page.evaluate(() => performance.now());
    assert.ok(shown < 15_000, `${shown} ms`);
    assert.ok(await watched.page.locator('.cell').count() < 200);
    await watched.region('feed-0').getByText('and 49 groups like it').first().waitFor();
    await fits(watched, 'fifty feeds');
    assert.deepEqual(watched.problems, []);
    await watched.close();
  });
});
