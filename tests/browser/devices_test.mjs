// Groups and devices as a person meets them, with devices that really ask.

import assert from 'node:assert/strict';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';

import {aDevice, addressOf, manyDevices} from './many.mjs';
import {RunningRelay, eventually} from './running_relay.mjs';
import {isWell, looksWell, secondWaits} from './story.mjs';
import {WatchedPage, launchBrowser} from './watched_page.mjs';

const kHostile = '<img src=x onerror=alert(1)>';

describe('groups and devices', {timeout: 240_000}, () => {
  let relay;
  let browser;
  let watched;
  let page;
  let cookies;                  // Of ann, who has signed in.

  before(async () => {
    relay = await RunningRelay.start(process.env.SLUICE_PROGRAM);
    await secondWaits(relay);
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
  beforeEach(async () => {
    watched = await WatchedPage.open(browser, relay.url);
    ({page} = watched);
    await watched.comesBack(cookies);
    await watched.goes('devices');
    await watched.region('Devices').waitFor();
  });
  afterEach(() => watched?.close());

  /** Devices ask, and the page is looked at until the row of one says so; who came meanwhile is let in. */
  async function rowSays(name, ...texts) {
    const anew = watched.button('Newest first again');
    await eventually(async () => {
      await watched.looksAgain();
      if (await anew.count()) await anew.click();
      const row = await watched.device(name).textContent({timeout: 1_000});
      for (const text of texts) assert.ok(row.includes(text), `${text} is not in ${row}`);
    });
  }
  const find = (text) => page.locator('#sieve-text').fill(text);
  const nobody = () => page.getByText('There is no such device.').waitFor();

  it('shows who asked for what and which release it was given', async () => {
    const [{active}] = await relay.explanations();
    const asks = async (path) => {
      const headers = {'User-Agent': kHostile};
      await (await fetch(relay.endpoints + path, {headers})).text();
    };
    await asks('/sample/none.txt');
    await rowSays('127.0.0.1', 'address, unauthenticated', kHostile, 'sample in pilot', 'one request',
                  '404 none.txt', `Offered ${active.version}.`, 'Took nothing yet.');
    await asks('/sample/rules.txt');
    await rowSays('127.0.0.1', '2 requests', '200 rules.txt', `Took ${active.version} `);
    assert.equal(await watched.device('127.0.0.1').getByRole('button').count(), 0);
    await page.getByText('1 device asked in 30 days', {exact: true}).waitFor();
    await find('nobody');
    await nobody();
    await page.getByText('0 of 1 devices that asked in 30 days').waitFor();
    assert.match(page.url(), /#\/devices\?text=nobody$/);
    await find('ONERROR');
    await watched.device('127.0.0.1').waitFor();
    await page.getByRole('search').getByLabel('Group').selectOption('office');
    await nobody();
    assert.equal(await page.locator('main img').count(), 0);
    assert.deepEqual(watched.problems, []);
  });

  it('leads from an alarm and a count to devices with what they were never offered', async () => {
    await (await fetch(relay.endpoints + '/sample/rules.txt')).text();
    const claim = {version: kHostile, sequence: 9, said_at: new Date().toISOString()};
    await page.route('**/api/v1/devices?*', async (route) => {
      const url = new URL(route.request().url());
      url.searchParams.delete('state');
      const answer = await (await route.fetch({url: url.href})).json();
      answer.devices.forEach((one) => one.feeds.forEach((visit) => { visit.never_offered = claim; }));
      await route.fulfill({json: answer});
    });
    await watched.answerIs('groups', ({groups}) => { groups[0].never_offered = 3; });
    await watched.flowIs(({alarms}) => alarms.push({
      kind: 'never-offered', sentence: `a device in 'pilot' says that it has ${kHostile}`, feed: 'sample',
      group: 'pilot', version: kHostile, at: null,
    }));
    await watched.goes('flow');
    await page.getByText(`a device in 'pilot' says that it has ${kHostile}`).waitFor();
    await watched.link('Which devices').click();
    assert.match(page.url(), /#\/devices\?group=pilot&feed=sample&state=never-offered$/);
    await rowSays('127.0.0.1', 'has what it was never offered', `Says it has ${kHostile}`, 'which it was never offered.');
    assert.equal(await page.getByRole('search').getByLabel('State').inputValue(), 'never-offered');
    await watched.link('3 have what they were never offered').click();
    assert.match(page.url(), /#\/devices\?group=pilot&state=never-offered$/);
    await watched.device('127.0.0.1').waitFor();
    assert.equal(await page.locator('main img').count(), 0);
    assert.deepEqual(watched.problems, []);
  });

  it('says nothing good of who is silent, and calls a file that is not there no failure', async () => {
    const release = {version: 'two', sequence: 2};
    const visits = [['1', 404, 0], ['2', 500, 0], ['3', 403, 0], ['4', 200, 25], ['5', 500, 25], ['6', 200, 6]];
    await page.route('**/api/v1/devices?*', (route) => route.fulfill({json: {
      devices: visits.map(([name, status, days]) => {
        const asked = new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 19) + 'Z';
        return {...aDevice(0, asked), device: name, feeds: [{
          feed: 'sample', group: 'pilot', asked, requests: 1, status, path: 'main.cvd', offered: release, taken: release,
          taken_at: asked, never_offered: null,
        }]};
      }), next: null, all: visits.length, left_out: 0,
    }}));
    await watched.goes('devices?text=x');
    const badges = () => page.locator('#devices .visit p:first-child')
        .evaluateAll((all) => all.map((one) => [...one.querySelectorAll('.badge')].map((badge) => badge.textContent)));
    await eventually(async () => assert.deepEqual(await badges(), [
      ['▲answered 404', '✓up to date'], ['■failing', '✓up to date'], ['■failing', '✓up to date'],
      ['▲silent for 7 days'], ['▲silent for 7 days', '■failing'], ['✓up to date'],
    ]));
    await page.locator('#devices .visit p:not(.faint)', {hasText: 'Last answer: 404 main.cvd'}).waitFor();
    assert.deepEqual(watched.problems, []);
  });

  it('says of one device why it gets what it gets', async () => {
    await watched.link('127.0.0.1').click();
    const [{active}] = await relay.explanations();
    await watched.region('Why it gets what it gets')
        .getByText(`It is offered ${active.version}, as part of pilot.`).waitFor();
    await watched.region('What it did').getByText('sample in pilot').waitFor();
    const who = watched.region('Who it is');
    await who.getByText(/'pilot' is the first group with a match for it: address 127\.0\.0\.1/).waitFor();
    await who.getByRole('link', {name: /policy line/}).click();
    assert.match(page.url(), /#\/policy\?line=[0-9]+$/);
    await watched.goes('devices/10.1.2.3');
    await page.getByText('It has neither asked nor enrolled.').waitFor();
    assert.deepEqual(watched.problems, []);
  });

  it('lets a device enrol and moves it and lets it count no more', async () => {
    await watched.button('Let a device enrol').click();
    await page.locator('#leave-group').selectOption('office');
    await page.locator('#leave-name').fill('till-7');
    await page.locator('#leave-reason').fill('a new till');
    await looksWell(watched, 'a device may enrol');
    await watched.button('Make a token').click();
    await page.getByText("one device may enrol for 'office' with this token").waitFor();
    const leave = await page.locator('#given-token').inputValue();
    await isWell(watched, 'the token of a device');
    await watched.button('Done').click();
    assert.equal(await page.locator('#given-token').count(), 0);
    await page.getByText('One device may enrol for office as till-7 until').waitFor();

    const enrolled = await relay.atTlsDoor('/v1/enrol', {json: {token: leave}});
    assert.equal(enrolled.status, 201, enrolled.text);
    const {token} = JSON.parse(enrolled.text);
    await rowSays('till-7', 'enrolled for office', 'It has not asked in 30 days.');
    await find('TILL');
    await watched.device('till-7').getByText('It has not asked in 30 days.').waitFor();
    await page.getByRole('search').getByLabel('State').selectOption('behind');
    await nobody();
    await watched.link('Show them').click();
    assert.match(page.url(), /#\/devices\?text=TILL&state=not-asked$/);
    await watched.device('till-7').waitFor();
    await page.getByText('1 such device', {exact: true}).waitFor();
    await page.getByRole('search').getByLabel('Group').selectOption('pilot');
    await nobody();
    await page.getByRole('search').getByLabel('Group').selectOption('office');
    await watched.device('till-7').waitFor();
    await watched.goes('devices');
    await find('till-8');
    await nobody();
    await find('');
    assert.equal((await relay.atTlsDoor('/sample/rules.txt', {token})).text, 'one\n');
    await rowSays('till-7', 'token', 'from 127.0.0.1', 'sample in office', 'one request');

    await watched.button('Move till-7').click();
    const [{active}] = await relay.explanations();
    await page.getByText(`It gets ${active.version} of sample, as all of the group.`).waitFor();
    await watched.confirms('a pilot from now on', {group: 'pilot'});
    await rowSays('till-7', 'enrolled for pilot');
    assert.equal((await relay.atTlsDoor('/sample/rules.txt', {token})).text, 'two\n');
    await rowSays('till-7', 'sample in pilot', '2 requests');

    await watched.act('Revoke till-7', 'stolen');
    await rowSays('till-7', 'revoked by ann since', ': stolen');
    await looksWell(watched, 'a device that is revoked');
    assert.equal((await relay.atTlsDoor('/sample/rules.txt', {token})).text, 'one\n');
    await watched.act('Restore till-7', 'found');
    await rowSays('till-7', 'enrolled for pilot');
    assert.ok(!(await page.content()).includes(leave));

    await watched.link('till-7').click();
    const entries = watched.region('History').locator('li');
    await eventually(async () => {
      const told = (await entries.allTextContents()).join('\n');
      for (const text of ['revocation lifted by ann', 'found', 'revoked by ann', 'stolen', 'of sample, as part of pilot.',
                          'moved for pilot by ann', 'a pilot from now on', 'of sample, as part of office.', 'enrolled by',
                          'enrolment allowed for office by ann', 'a new till']) {
        assert.ok(told.includes(text), `${text} is not in ${told}`);
      }
      assert.ok(told.indexOf('found') < told.indexOf('stolen'));
    });
    await looksWell(watched, 'the history of a device');
    await watched.link('In the audit').click();
    assert.match(page.url(), /#\/audit\?text=d-[0-9a-f]{16}$/);
    await page.getByText('a pilot from now on').first().waitFor();
    await watched.goes('devices');

    await relay.sluice('enrol', '--group', 'office');
    await watched.looksAgain();
    await watched.act('Void enrolment 2', 'lost');
    await page.getByText('One device may enrol', {exact: true}).waitFor({state: 'detached'});
    await page.getByText("enrolment 2 for 'office' is void").waitFor();
    assert.deepEqual(watched.problems, []);
  });

  it('holds a group in every feed, and lets it go again', async () => {
    const holds = async () => (await relay.sample()).acts.map(({kind, group, reason}) => [kind, group, reason]);
    await watched.act('Hold in every feed: office', 'month end');
    await watched.button('Lift the holds of office').waitFor();
    await isWell(watched, 'a group that is held');
    assert.equal(await watched.button('Hold in every feed: office').count(), 0);
    assert.deepEqual(await holds(), [['hold', 'office', 'month end']]);
    await watched.act('Lift the holds of office', 'it is over');
    await watched.button('Hold in every feed: office').waitFor();
    await watched.goes('devices?group=office');
    const groups = watched.region('Groups').locator('tbody tr');
    await eventually(async () => assert.equal(await groups.count(), 1));
    await groups.getByRole('link', {name: '1 is withheld'}).click();
    await page.waitForURL('**/#/flow?feed=sample&group=office');
    await watched.goes('flow?group=office');
    await watched.act('Hold office in every feed', 'the phones ring');
    assert.deepEqual(await holds(), [['hold', 'office', 'the phones ring']]);
    await watched.act('Lift the holds of office', 'a false alarm');
    await watched.button('Hold office in every feed').waitFor();
    assert.deepEqual(await holds(), []);
    assert.deepEqual(watched.problems, []);
  });

  it('shows what the doors have seen', async () => {
    const {doors} = await relay.status();
    assert.deepEqual(doors.map((door) => door.door), ['endpoints', 'endpoints-tls', 'admin']);
    assert.equal(doors.at(-1).url, relay.url);
    await watched.statusIs((status) => {
      const [endpoints] = status.doors;
      Object.assign(endpoints, {connections: 12, accepted: 3456, turned_away: 7, sent: 1_234_567,
                                answered: {'2xx': 30, '3xx': 4, '4xx': 5, '5xx': 0}});
      status.doors.at(-1).url = kHostile;
    });
    await watched.looksAgain();
    const rows = watched.region('Doors').locator('tbody tr');
    await rows.filter({hasText: '12 of 16,384'}).waitFor();
    const cells = await rows.first().locator('td').allTextContents();
    assert.deepEqual(cells, ['12 of 16,3843,456 came', '39 requests1.2M bytes, 5 with 4xx',
                             '7 callers turned away: there was no place for their address, or at all']);
    assert.ok((await rows.last().textContent()).startsWith(`administrators${kHostile}`));
    assert.equal(await page.locator('main img').count(), 0);
    assert.deepEqual(watched.problems, []);
  });

  it('scrolls through as many devices as there are', async () => {
    const all = 100_000;
    await page.route('**/api/v1/devices?*', (route) => route.fulfill(
        {json: manyDevices(all, new URL(route.request().url()).searchParams.get('after'))}));
    await watched.goes('devices?text=10');
    await watched.device('10.0.0.5').first().waitFor();
    await page.getByText('more than 1,000 of 100,000 devices that asked in 30 days').waitFor();
    await page.evaluate(() => {
      const body = document.querySelector('#devices tbody');
      window.mostRows = 0;
      new MutationObserver(() => { window.mostRows = Math.max(window.mostRows, body.rows.length); })
          .observe(body, {childList: true});
    });
    await eventually(async () => {
      await page.evaluate(() => document.querySelector('.groups').scrollIntoView());
      assert.ok(await watched.link(addressOf(all - 1)).count());
    });
    // Down again from the top, a piece at a time: how long a person waits for the longest of them.
    const paused = await page.evaluate(async (steps) => {
      const drawn = () => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
      let longest = 0;
      for (let i = 0; i <= steps; ++i) {
        const begun = performance.now();
        scrollTo(0, document.scrollingElement.scrollHeight * i / steps);
        await drawn();
        longest = Math.max(longest, performance.now() - begun);
      }
      return longest;
    }, 60);
    assert.ok(paused < 1000, `${paused} ms to scroll`);
    const most = await page.evaluate(() => window.mostRows);
    assert.ok(most > 20 && most < 100, `${most} rows are in the page at once`);
    assert.deepEqual(watched.problems, []);
  });

  it('says under the last row why the list goes no further, and goes on when that is over', async () => {
    let works = false;
    await page.route('**/api/v1/devices?*', (route) => {
      const isFirst = !new URL(route.request().url()).searchParams.has('after');
      if (!isFirst && !works) return route.fulfill({status: 500, json: {detail: 'the disk is full'}});
      return route.fulfill(
          {json: {devices: [aDevice(isFirst ? 0 : 1)], next: isFirst ? '1' : null, all: 2, left_out: 0}});
    });
    await watched.goes('devices?text=10');
    await page.locator('#devices .table-frame').getByText('This could not be shown: the disk is full').waitFor();
    await watched.device(addressOf(0)).waitFor();
    works = true;
    await watched.button('Try again').click();
    await watched.device(addressOf(1)).waitFor();
    assert.equal(await watched.button('Try again').count(), 0);
  });

  it('leaves the rows in their places while others ask, until that is asked for', async () => {
    const rows = [0, 1, 2, 3].map((n) => aDevice(n));
    await page.route('**/api/v1/devices?*', (route) => route.fulfill(
        {json: {devices: rows, next: null, all: rows.length, left_out: 0}}));
    await watched.goes('devices?text=10');
    const shown = () => page.locator('#devices tbody th a').allInnerTexts();
    const order = (...numbers) => numbers.map(addressOf);
    await watched.device(addressOf(0)).waitFor();
    assert.deepEqual(await shown(), order(0, 1, 2, 3));
    rows.splice(2, 1);
    rows.unshift({...aDevice(2, '2026-01-04T01:00:00Z'), agent: 'another client'}, aDevice(9, '2026-01-04T01:00:00Z'));
    await watched.looksAgain();
    await page.getByText('2 have asked since. The rows have stayed where they were.').waitFor();
    await watched.device('another client').waitFor();
    assert.deepEqual(await shown(), order(0, 1, 2, 3));
    await watched.button('Newest first again').click();
    await eventually(async () => assert.deepEqual(await shown(), order(2, 9, 0, 1, 3)));
    assert.equal(await watched.button('Newest first again').count(), 0);
    assert.deepEqual(watched.problems, []);
  });
});
