// The settings as an administrator meets them: feeds, accounts, his own, and how the relay is.

import assert from 'node:assert/strict';
import {createHmac} from 'node:crypto';
import {after, before, describe, it} from 'node:test';

import {eventually} from './running_relay.mjs';
import {Story, joins} from './story.mjs';
import {WatchedPage} from './watched_page.mjs';

const kHostile = '<img src=x onerror=alert(1)>\u202egnp.exe';

/** What an app shows for a seed in base32 (RFC 6238). */
function codeOf(seed) {
  const bits = [...seed].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'));
  const key = Buffer.from(bits.join('').match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  return String((mac.readUInt32BE(mac.at(-1) & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

describe('the settings', {timeout: 240_000}, () => {
  let story;
  let relay;
  let watched;
  let page;

  before(async () => {
    story = await Story.begin();
    ({relay, watched, page} = story);
  });
  after(() => story?.end());
  const says = (text) => page.locator('#outcome').getByText(text).waitFor();

  it('asks the vendor of a feed at once', async () => {
    await watched.goes('settings');
    relay.publish({'rules.txt': 'two\n'});
    await watched.button('Sync now: sample').click();
    await says(/^sample: /);
    const {newest} = await eventually(async () => {
      const sample = await relay.sample();
      assert.ok(sample.newest);
      return sample;
    });
    await watched.region('Feeds').getByRole('link', {name: newest.version}).waitFor();
    await story.isWell('feeds');
  });

  it('says how a round failed, with the words of the vendor as text', async () => {
    await watched.statusIs((status) => {
      Object.assign(status.feeds[0].check, {succeeded: false, failures: 3, outcome: kHostile,
                                            succeeded_at: '2026-01-02T03:04:05Z'});
    });
    await watched.looksAgain();
    await watched.region('Feeds').getByText('failed 3 times in a row').waitFor();
    await watched.region('Feeds').getByText('<img src=x onerror=alert(1)>\\u202egnp.exe').waitFor();
    await page.getByRole('link', {name: 'Health', exact: true}).click();
    await page.getByText('1 feed fails').waitFor();
    await page.unrouteAll({behavior: 'wait'});
    if (process.env.SLUICE_PAGE) {
      const {serveBuilt} = await import('./built_page.mjs');
      await serveBuilt(watched.context, relay.url, process.env.SLUICE_PAGE);
    }
  });

  it('says how the relay is', async () => {
    await watched.goes('settings/health');
    await watched.looksAgain();
    const health = watched.region('Health');
    await health.getByText('trusted').waitFor();
    const {version, revision, name} = await relay.status();
    assert.ok((await health.innerText()).includes(`${version} on ${name}`));
    await health.getByRole('link', {name: String(revision), exact: true}).waitFor();
    assert.match(await health.innerText(), /Memory\s+[\d.]+ MB/);
    await watched.region('Disk').getByText('enough room').waitFor();
    assert.match(await watched.region('Databases').innerText(), /state[^]*\d [kM]B[^]*ledger[^]*\d [kM]B[^]*telemetry[^]*\d [kM]B/);
    const doors = watched.region('Certificates of the doors').locator('tbody tr');
    await doors.filter({hasText: 'This door speaks no TLS.'}).waitFor();
    assert.match(await doors.filter({hasText: relay.url}).innerText(), /made by the relay itself[^]*✓\s*[\d,]+\sdays left/);
    await watched.region('Rounds of the feeds').locator('tbody tr', {hasText: 'sample'}).getByText('good').waitFor();
    await story.isWell('health');
  });

  it('says what the machine lacks, and whose certificate ends', async () => {
    const day = 86_400_000;
    const ends = (days) => new Date(Date.now() + days * day + day / 4).toISOString().replace(/\.\d+/, '');
    await watched.answerIs('health', (health) => {
      Object.assign(health.disk, {enough: false, free: 5e9, of: 80e9, keep_free: 8e9, sentence: kHostile});
      const [, endpoints, admin] = health.doors;
      Object.assign(endpoints.tls, {until: ends(5), own: false, issuer: kHostile, sentence: 'it ends within thirty days'});
      Object.assign(admin.tls, {until: ends(29), subject: kHostile});
    });
    await watched.looksAgain();
    await watched.region('Disk').getByText('too little room').waitFor();
    await watched.region('Disk').getByText('<img src=x').waitFor();
    const tone = async (days) => (await watched.region('Certificates of the doors')
        .locator('.badge', {hasText: `${days} days left`}).getAttribute('class')).split(' ').at(-1);
    assert.deepEqual([await tone(5), await tone(29)], ['danger', 'warning']);
    assert.equal(await page.locator('main img').count(), 0);
    await story.isWell('a relay in need');
    await page.unroute('**/api/v1/health');
  });

  it('adds somebody, who has what he was given', async () => {
    await watched.goes('settings/people');
    await watched.button('Add somebody').click();
    await page.locator('#ask-name').fill('bob');
    const password = await page.locator('#ask-password').inputValue();
    assert.match(password, /^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
    await page.locator('#ask').getByLabel('operator', {exact: true}).check();
    await story.isWell('the form for somebody new');
    await watched.confirms('holiday cover');
    await says("'bob' has an account");
    const row = page.locator('#people tbody tr', {hasText: 'bob'});
    await row.getByText('must choose a password').waitFor();
    assert.match(await row.innerText(), /operator/);
    const other = await WatchedPage.open(story.browser, relay.url);
    await other.page.locator('#sign-in-form').waitFor();
    await other.signIn('bob', password);
    await other.page.locator('#another-form').waitFor();
    await other.close();
  });

  it('changes what somebody may, and lets him in no more', async () => {
    await watched.link('bob').click();
    await watched.act('Give a role', 'two feeds', {role: 'viewer', feed: 'sample'});
    await page.locator('.roles').getByText('viewer for sample').waitFor();
    await watched.act('Take away operator', 'cover is over');
    await page.locator('.roles').getByText('operator').waitFor({state: 'detached'});
    await story.isWell('an account');
    await watched.act('Sign out everywhere', 'left the phone in a train');
    await page.getByText('0 sessions, 0 tokens').waitFor();
    await watched.act('Disable', 'has left');
    await page.locator('.badge', {hasText: 'disabled'}).waitFor();
    await watched.act('Enable', 'is back');
    await watched.button('Disable').waitFor();
    await watched.act('New password', 'forgot it');
    await says('bob');
    await page.getByRole('link', {name: 'What this account did'}).click();
    await page.waitForURL('**/#/audit?person=bob');
    assert.deepEqual(watched.problems, []);
  });

  it('removes the second factor of somebody who has lost it', async () => {
    const carl = await joins(story, 'carl', 'viewer');
    await carl.goes('settings/own');
    await carl.button('Set up a second factor').click();
    const seed = await carl.page.locator('#factor-seed').inputValue();
    await carl.page.locator('#factor-code').fill(codeOf(seed.replaceAll(/[ -]/g, '')));
    await carl.button('Confirm').click();
    await carl.button('I have kept it').click();
    await carl.close();
    const factor = async () => (await relay.json('people')).people.find((one) => one.name === 'carl').second_factor;
    assert.equal(await factor(), true);
    await watched.goes('settings/people/carl');
    await watched.act('Remove the second factor', 'the phone is in the river');
    await watched.button('Remove the second factor').waitFor({state: 'detached'});
    assert.equal(await factor(), false);
    assert.deepEqual(watched.problems, []);
  });

  it('says that somebody else was faster, and how it is now', async () => {
    await watched.goes('settings/people/bob');
    await watched.button('Give a role').click();
    const {status} = await page.evaluate(async () => {
      const {csrf} = await (await fetch('/api/v1/session')).json();
      return fetch('/api/v1/people/bob/grant', {
        method: 'POST', headers: {'Content-Type': 'application/json', 'X-Sluice-CSRF': csrf},
        body: JSON.stringify({role: 'auditor', reason: 'I was faster'}),
      }).then((answer) => ({status: answer.status}));
    });
    assert.equal(status, 200);
    await page.locator('#reason').fill('cover');
    await page.locator('#ask-do').click();
    await page.locator('#ask-problem', {hasText: "what 'bob' may has changed since you looked"}).waitFor();
    assert.equal(await page.locator('#ask-do').count(), 0);
    await watched.button('See how it is now').click();
    await page.locator('.roles').getByText('auditor').waitFor();
    await watched.act('Give a role', 'cover', {role: 'operator'});
    await page.locator('.roles').getByText('operator').waitFor();
    // The browser tells of every answer that is a no.
    assert.deepEqual(watched.problems.filter((one) => !one.includes('status of 412')), []);
    watched.problems.length = 0;
  });

  it('tells that another administrator must agree', async () => {
    await watched.goes('settings/people/bob');
    await page.route('**/api/v1/people/bob/grant', (route) =>
      route.fulfill({status: 202, json: {sentence: 'proposal 7 waits for 1 more of administrator', proposal: 7}}));
    await watched.act('Give a role', 'cover', {role: 'operator'});
    await says('proposal 7 waits for 1 more of administrator');
    assert.deepEqual(watched.problems, []);
  });

  it('makes a token that is shown once, and revokes it', async () => {
    await watched.goes('settings/own');
    await watched.button('Make a token').click();
    await page.locator('#ask-name').fill('nightly');
    await page.locator('#ask').getByLabel('look', {exact: true}).check();
    await watched.confirms('the dashboard');
    const token = await page.locator('#once-text').inputValue();
    await story.isWell('a token');
    const answer = await page.evaluate(async (shown) =>
      (await fetch('/api/v1/session', {headers: {Authorization: `Bearer ${shown}`}, credentials: 'omit'})).json(), token);
    assert.deepEqual([answer.name, answer.by], ['ann', 'token']);
    await watched.button('I have kept it').click();
    assert.ok(!(await page.content()).includes(token));
    await watched.act('Revoke nightly', 'the dashboard is gone');
    await page.getByText('You have none.').waitFor();
    const said = await relay.sluice('audit');
    for (const reason of ['the dashboard is gone', 'left the phone in a train']) assert.ok(said.includes(reason), said);
    assert.deepEqual(watched.problems, []);
  });

  it('takes another password', async () => {
    await page.locator('#own-password').fill('some words of my own');
    await page.locator('#own-again').fill('some words of my town');
    await watched.button('Change it').click();
    await page.getByText('The two passwords are not the same.').waitFor();
    await page.locator('#own-again').fill('some words of my own');
    await watched.button('Change it').click();
    await eventually(async () => assert.equal(await page.locator('#own-password').inputValue(), ''));
    assert.deepEqual(watched.problems, []);
  });

  it('has a second factor with recovery codes, other ones, and none again', async () => {
    await watched.button('Set up a second factor').click();
    const seed = await page.locator('#factor-seed').inputValue();
    // The upper edge of the mark in its corner, behind four modules of nothing.
    const drawn = page.getByRole('img', {name: /^The key for the app/}).locator('path');
    assert.match(await drawn.getAttribute('d'), /^M4 4h7v1H4z/);
    assert.notEqual(...await drawn.evaluate((path) => [path, path.parentNode].map(
        (one, i) => getComputedStyle(one)[i ? 'backgroundColor' : 'fill'])));
    await story.isWell('a new second factor');
    await page.locator('#factor-code').fill(codeOf(seed.replaceAll(/[ -]/g, '')));
    await watched.button('Confirm').click();
    const codes = await page.locator('#once-text').inputValue();
    assert.ok(codes.split('\n').length >= 8, codes);
    await watched.button('I have kept it').click();
    await watched.button('New recovery codes').click();
    await page.locator('#ask-do').click();
    await eventually(async () => assert.notEqual(await page.locator('#once-text').inputValue(), codes));
    await watched.button('I have kept it').click();
    await watched.button('Remove the second factor').click();
    await page.locator('#ask-do').click();
    await watched.button('Set up a second factor').waitFor();
    await story.isWell('one’s own');
  });
});
