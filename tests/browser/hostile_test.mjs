// What others wrote stays text on every page, and much of it does not make the pages slow.

import assert from 'node:assert/strict';
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {gzipSync} from 'node:zlib';

import {EveryPage, kPages, nameOf} from './every_page.mjs';
import {Corpus, kHostile} from './hostile.mjs';
import {makeMany} from './many.mjs';
import {fits} from './measures.mjs';
import {eventually} from './running_relay.mjs';

const kScreens = process.env.SLUICE_SCREENS ?? 'screens';

/** The worst that the relay admits as a version, and as the name of a feed or a group. */
const kVersions = ['<img src=x onerror=alert(1)>', '"><svg onload=alert(1)>' + 'x'.repeat(230)];
const kNames = ['x'.repeat(64), '0.-_'.repeat(16), '...' + 'w'.repeat(61), 'm'.repeat(64)];

/** Other names for what is there, in what the page asks as well. */
class Renamed {
  #there = new Map();
  #back = new Map();

  constructor(names) {
    for (const [from, to] of names) {
      this.#there.set(from, to);
      this.#back.set(to, from);
    }
  }
  answer(value) {
    if (typeof value === 'string') return this.#there.get(value) ?? value;
    if (Array.isArray(value)) return value.map((one) => this.answer(one));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, this.answer(one)]));
  }
  #known(text) {
    return decodeURIComponent(text).split(',').map((one) => encodeURIComponent(this.#back.get(one) ?? one)).join(',');
  }
  address(url) {
    const {origin, pathname, searchParams} = new URL(url);
    const query = [...searchParams].map(([name, value]) => `${name}=${this.#known(value)}`).join('&');
    return origin + pathname.split('/').map((one) => this.#known(one)).join('/') + (query ? '?' + query : '');
  }
}

describe('what others wrote', {timeout: 400_000}, () => {
  let every;

  before(async () => {
    mkdirSync(kScreens, {recursive: true});
    every = await EveryPage.begin();
  });
  after(() => every?.end());

  async function answersAre(watched, renamed, corpus) {
    await watched.page.route('**/api/v1/**', async (route) => {
      const url = route.request().url();
      if (url.endsWith('/session') || url.endsWith('/events')) return route.continue();
      const address = renamed.address(url);
      const response = await route.fetch({url: address});
      const body = await response.json().catch(() => null);
      if (!body) return route.fulfill({response});
      // What is made up names what is not there.
      const there = response.ok() ? renamed.answer(body) : null;
      return route.fulfill({status: 200, json: corpus.answer(new URL(address).pathname, there)});
    });
  }

  const kWays = {
    'hostile texts': {},
    'everything there can be in hostile texts': {fill: true},
    'everything there can be in endless words': {fill: true, texts: ['x'.repeat(5_000)]},
  };

  for (const [what, way] of Object.entries(kWays)) {
    it(`stays text at every page, however wide: ${what}`, async () => {
      const {relay, newest} = every;
      const older = (await relay.explanations())[1].active.version;
      const renamed = new Renamed([
        [newest.version, kVersions[0]], [older, kVersions[1]],
        ['sample', kNames[0]], ['pilot', kNames[1]], ['office', kNames[2]], ['default', kNames[3]],
      ]);
      const watched = await every.opened({viewport: {width: 1440, height: 900}});
      await watched.comesBack(every.cookies);
      const description = await watched.page.evaluate(async () => (await fetch('/api/v1/openapi.json')).json());
      const names = {feed: kNames[0], group: kNames[2], Name: kNames[3], Version: kVersions[0], sequence: 1};
      await answersAre(watched, renamed, new Corpus(description, {...way, names}));
      await watched.page.reload();
      for (const page of kPages) {
        await watched.goes(every.addressOf(page, kVersions[0]).replace('sample', kNames[0]));
        await watched.page.evaluate(() => {
          for (const fold of document.querySelectorAll('main details')) fold.open = true;
        });
        await watched.isThere();
        for (const width of [1440, 390]) {
          await watched.page.setViewportSize({width, height: 900});
          await fits(watched, `${page} with ${what}, ${width} wide`);
          await watched.page.screenshot({path: join(kScreens, `hostile-${nameOf(what + ' ' + page)}-${width}.png`)});
        }
        assert.equal(await watched.page.locator('main :is(img, svg, script):not(.cm-widgetBuffer)').count(), 0, page);
        assert.doesNotMatch(await watched.page.locator('body').textContent(), /[\u202e\u2066\u0000\u001b]/, page);
      }
      assert.deepEqual(watched.problems, []);
      await watched.close();
    });
  }

  it('leaves the order of a sentence alone, whichever way its parts are written', async () => {
    const watched = await every.opened({viewport: {width: 1440, height: 900}});
    await watched.answerIs('policy/revision', (revision) => {
      Object.assign(revision, {actor: 'אבג', reason: 'דהו (12) {3}'});
    });
    await watched.comesBack(every.cookies);
    await watched.goes('policy');
    const lefts = await watched.page.locator('.written .block-head .faint').first().evaluate((one) => {
      const range = document.createRange();
      const nodes = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
      const lefts = [];
      for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
        for (const part of node.data.matchAll(/\p{L}+|\d+/gu)) {
          range.setStart(node, part.index);
          range.setEnd(node, part.index + part[0].length);
          lefts.push(range.getBoundingClientRect().left);
        }
      }
      return lefts;
    });
    assert.ok(lefts.length > 6);
    assert.deepEqual(lefts, [...lefts].sort((one, other) => one - other));
    await watched.close();
  });

  it('has a first view of less than 150 KB', async () => {
    const watched = await every.opened();
    const sizes = new Map();
    watched.page.on('response', async (response) => {
      const {pathname} = new URL(response.url());
      if (!pathname.startsWith('/api/')) sizes.set(pathname, gzipSync(await response.body()).length);
    });
    await watched.comesBack(every.cookies);
    await watched.isThere();
    const all = await eventually(() => {
      assert.ok(sizes.has('/page.js') && sizes.has('/page.css') && [...sizes.keys()].some((one) => one.includes('flow')));
      return [...sizes.values()].reduce((sum, size) => sum + size, 0);
    });
    assert.ok(all < 150_000, `${all} bytes: ${JSON.stringify([...sizes])}`);
    await watched.close();
  });

  it('shows fifty feeds with two hundred groups at once', async () => {
    const watched = await every.opened();
    const {page} = watched;
    await watched.flowIs(makeMany);
    await watched.context.addCookies(every.cookies);
    await page.reload();
    await watched.region('feed-0').waitFor();
    const shown = await page.evaluate(() => performance.now());
    assert.ok(shown < 15_000, `${shown} ms`);
    assert.equal(await page.locator('.lane').count(), 50);
    await watched.link('feed-0: 200 have the newest').waitFor();
    await watched.link('feed-4: 100 wait').waitFor();
    await watched.link('feed-30: 1 stopped').waitFor();
    // What needs somebody is unfolded, as far as it has come near the sight.
    await watched.region('feed-9').scrollIntoViewIfNeeded();
    await watched.region('feed-9').getByText('and 49 groups like it').first().waitFor();
    assert.equal(await page.locator('.cell').count(), 4);
    await page.getByLabel('Only').selectOption('what needs somebody');
    await eventually(async () => assert.deepEqual(await page.locator('.lane h2').allTextContents(), ['feed-9']));
    await watched.goes('flow?text=group-7&only=stopped');
    await eventually(async () => assert.deepEqual(await page.locator('.cell h4').allTextContents(), ['group-7']));
    await fits(watched, 'fifty feeds');
    assert.deepEqual(watched.problems, []);
    await watched.close();
  });
});
