// The calendar: which window something waits for, when it opens, and what happens on which day.

import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';

import {Story, firstIsAdopted} from './story.mjs';
import {WatchedPage} from './watched_page.mjs';

const kDay = 86_400_000;
const dateIn = (days) => new Date(Date.now() + days * kDay).toISOString().slice(0, 10);

/** Puts another policy in force, as the page's own session. */
async function apply(change) {
  const json = async (path, request) => (await fetch('/api/v1/' + path, request)).json();
  const [{csrf}, {digest, text}] = await Promise.all([json('session'), json('policy/revision')]);
  return json('policy/apply', {
    method: 'POST', headers: {'Content-Type': 'application/json', 'X-Sluice-CSRF': csrf},
    body: JSON.stringify({text: text.replace(/ {8}soak[^]*?(?=bypass)/, change.stage) + change.calendars,
                          base: digest, reason: 'windows'}),
  });
}

describe('the calendar', {timeout: 120_000}, () => {
  let story;
  let relay;
  let watched;
  let page;

  before(async () => {
    story = await Story.begin({past: firstIsAdopted});
    ({relay, watched, page} = story);
  });
  after(() => story?.end());

  it('says that nothing waits for a window', async () => {
    await watched.goes('calendar');
    await page.getByText('Nothing that waits asks for a window.').waitFor();
    await page.getByText('The policy has no calendars: nothing waits for a window.').waitFor();
    await page.getByText('Nothing changes by itself within 35 days. Nothing waits: every group has').waitFor();
    assert.equal(await page.locator('.day').count(), 0);
    await story.isWell('a calendar of nothing');
    await watched.answerIs('forecast*', ({feeds: [sample]}) => {
      const reasons = [{rule: 'soak', sentence: 'soaking'}, {rule: 'approval', sentence: 'nobody has approved it'}];
      sample.as_things_are = [{groups: ['office', 'default'], newer: [{version: '7', reasons, more_reasons: 0}]}];
    });
    await page.reload();
    await page.getByText('What waits, waits for more than time:').waitFor();
    await watched.region('The days ahead').getByText('sample 7 for office, default: nobody has approved it').waitFor();
    await story.looksWell('a calendar where people are waited for');
    await page.unroute('**/api/v1/forecast*');
  });

  it('says which window is closed, why, and when it opens for whom', async () => {
    const done = await page.evaluate(apply, {
      stage: '        window: nights\n',
      calendars: `calendars:\n  nights:\n    zone: UTC\n    closed: [{ from: ${dateIn(-1)}, to: ${dateIn(1)}, ` +
                 'why: inventory }]\n',
    });
    assert.match(done.sentence, /^revision 2 is in force/, JSON.stringify(done));
    relay.publish({'rules.txt': 'two\n'});
    await relay.sluice('sync', 'sample');
    await watched.looksAgain();
    const row = page.locator('#windows tbody tr', {hasText: 'nights'});
    await row.waitFor();
    assert.match(await row.innerText(), /closed[^]*opens [^]*for office[^]*for default[^]*inventory/);
    const band = page.locator('[data-calendar=nights]');
    assert.match(await band.innerText(), /nights[^]*closed[^]*opens [^]*inventory[^]*Its wall clock: UTC/);
    assert.match(await band.locator('.governs').innerText(), /Groups: office, default Feeds: sample/);
    const [shut, open] = await Promise.all(['blackout', 'open'].map(
        (kind) => band.locator(`.band .${kind}`).first().boundingBox()));
    assert.ok(shut.x + shut.width <= open.x + 1 && open.width > shut.width, JSON.stringify([shut, open]));
    await band.getByText('All times as a list').click();
    assert.match(await band.locator('.times li').first().innerText(), /blackout[^]*UTC[^]*inventory/);
    const opening = page.locator('.day', {hasText: 'opens in office'});
    await opening.waitFor();
    const expected = await page.evaluate((date) => new Date(date + 'T00:00:00Z').getDate(), dateIn(2));
    assert.match(await opening.locator('h3').innerText(), new RegExp(`\\b${expected}\\b`));
    assert.equal(await page.locator('.day[aria-current=date]').count(), 1);
    await story.isWell('a calendar with a window');
    const {newest} = await relay.sample();
    await row.getByRole('link', {name: newest.version}).first().click();
    await page.waitForURL('**/#/release/sample/**');
  });

  it('says every time in the zone of whoever looks, and on the wall that the policy counts on', async () => {
    const context = {timezoneId: 'Asia/Tokyo', viewport: {width: 390, height: 900}};
    const abroad = await WatchedPage.open(story.browser, relay.url, context);
    await abroad.comesBack(await watched.context.cookies());
    await abroad.goes('calendar');
    const opens = /opens [^]*\d\d:\d\d GMT\+9 ·\sin\s\d+\s(h|days)[^]*\d\d:\d\d in UTC/;
    assert.match(await abroad.page.locator('#windows tbody tr', {hasText: 'nights'}).innerText(), opens);
    assert.match(await abroad.page.locator('[data-calendar=nights] > header').innerText(), opens);
    await abroad.goes('flow');
    const office = abroad.page.locator('.cell[data-group=office]');
    await office.getByText('All reasons').click();
    assert.match(await office.locator('.reasons', {hasText: 'nights'}).innerText(),
                 /\d\d:\d\d GMT\+9 \(in\s\d+\s(h|days)\) · .*\d\d:\d\d in UTC/);
    assert.equal(await abroad.overflow(), 0);
    assert.deepEqual(abroad.problems, []);
    await abroad.close();
  });

  it('draws what it is not told of otherwise than what is closed, and blackouts that begin together', async () => {
    const change = ({now, calendars: [nights]}) => {
      nights.from = now;
      nights.closed = ['inventory', 'the move'].map((why) => ({...nights.closed[0], why}));
    };
    await watched.answerIs('calendars*', change);
    await watched.goes('calendar');
    await watched.looksAgain();
    const band = page.locator('[data-calendar=nights]');
    await band.getByText('All times as a list').click();
    await band.locator('.times li', {hasText: 'the move'}).waitFor();
    assert.equal(await band.locator('.times li', {hasText: 'inventory'}).count(), 1);
    assert.equal(await band.locator('.band .blackout').count(), 2);
    assert.ok((await band.locator('.band .untold').boundingBox()).width > 0);
    await page.locator('.legend', {hasText: 'before its today: not told'}).waitFor();
    await page.unroute('**/api/v1/calendars*');
    await story.isWell('a calendar that begins later');
  });

  it('shows the days that matter where there is little room', async () => {
    await page.setViewportSize({width: 390, height: 800});
    await watched.goes('calendar');
    await page.locator('.day', {hasText: 'opens in office'}).waitFor();
    assert.equal(await page.locator('.day:visible').count(), 2);
    await story.isWell('a narrow calendar');
  });
});
