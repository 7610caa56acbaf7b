// The administrators' page as a person meets it: the real relay, its own TLS door, a real browser.

import assert from 'node:assert/strict';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';

import {RunningRelay, eventually} from './running_relay.mjs';
import {WatchedPage, launchBrowser} from './watched_page.mjs';

const kHostile = '<img src=x onerror=alert(1)>';
const kTurned = '\u202egnp.exe';     // Reads backwards where nobody takes its power.

/** What `sluice explain --json` says, as far as the rows of the page show it. */
function asRows(explanations) {
  return explanations.map((one) => ({
    group: one.group,
    has: one.active?.version ?? null,
    newer: one.newer.map(({version, reasons}) =>
        ({version, sentences: reasons.map((reason) => reason.sentence)})),
  }));
}

describe('the page', {timeout: 240_000}, () => {
  let relay;
  let browser;
  let watched;
  let cookies;                  // Of ann, who has signed in.

  before(async () => {
    relay = await RunningRelay.start(process.env.SLUICE_PROGRAM);
    await eventually(() => relay.sluice('sync', 'sample'));
    await eventually(() => relay.sluice('adopt', 'sample', '--groups', 'all', '--reason', 'today'));
    relay.publish({'rules.txt': 'two\n'});
    await eventually(async () => {
      await relay.sluice('sync', 'sample');
      assert.equal((await relay.sample()).newest.sequence, 2);
    });
    browser = await launchBrowser();
    const first = await WatchedPage.open(browser, relay.url);
    await first.signIn('ann', relay.password);
    await first.card().waitFor();
    cookies = await first.context.cookies();
    await first.close();
  });
  after(async () => {
    await browser?.close();
    await relay?.stop();
  });
  beforeEach(async () => { watched = await WatchedPage.open(browser, relay.url); });
  afterEach(async () => {
    await watched?.close();
    for (const act of (await relay.sample()).acts) {
      await relay.sluice('hold', 'sample', '--lift', '--groups', act.group ?? 'all',
                         '--reason', 'the next test begins');
    }
  });

  async function signedIn() {
    await watched.comesBack(cookies);
    await watched.card().waitFor();
  }

  it('shows every group with its release and the sentences of the command line', async () => {
    const explained = await relay.explanations();
    const rules = (group) => explained.find((one) => one.group === group)
        .newer.flatMap((newer) => newer.reasons.map((reason) => reason.rule));
    assert.deepEqual(['pilot', 'office', 'default'].map(rules),
                     [[], ['soak', 'gate', 'approval'], ['soak', 'gate', 'approval']]);
    const [pilot, office] = explained;
    assert.notEqual(pilot.active.version, office.active.version);

    await signedIn();
    assert.deepEqual(await watched.rows(), asRows(explained));
    assert.deepEqual(watched.problems, []);
  });

  it('holds everywhere for a reason until the hold is lifted', async () => {
    const {page} = watched;
    await signedIn();
    await watched.button('Hold sample everywhere').click();
    await page.locator('#ask-do').click();
    assert.ok(await page.locator('#ask').isVisible(), 'a hold without a reason was taken');
    assert.deepEqual((await relay.sample()).acts, []);
    await watched.button('Cancel').click();

    await watched.act('Hold sample everywhere', 'the printer hangs');
    await watched.notice().waitFor();
    assert.match(await watched.notice().textContent(),
                 /^Held for all groups by ann since .* UTC: the printer hangs/);
    assert.equal(await watched.button('Hold sample everywhere').count(), 0);
    const [hold, ...others] = (await relay.sample()).acts;
    assert.deepEqual([hold.kind, hold.group, hold.reason], ['hold', null, 'the printer hangs']);
    assert.deepEqual(others, []);
    const held = asRows(await relay.explanations());
    assert.ok(held[1].newer[0].sentences.some((one) => one.includes('the printer hangs')));
    assert.deepEqual(await watched.rows(), held);

    await watched.act('Lift the hold for all groups', 'it was the toner');
    await watched.notice().waitFor({state: 'detached'});
    assert.deepEqual((await relay.sample()).acts, []);
    assert.deepEqual(await watched.rows(), asRows(await relay.explanations()));
    assert.deepEqual(watched.problems, []);
  });

  it('stops everything for a reason until that is lifted', async () => {
    const {page} = watched;
    await signedIn();
    await watched.act('Stop everything', 'the phones ring');
    await watched.deed('Everything is stopped by ann since').waitFor();
    assert.match(await watched.deed('Everything').textContent(), /UTC: the phones ringLift the stop$/);
    assert.ok(await page.locator('#stop').isHidden());
    assert.equal((await relay.status()).stopped.reason, 'the phones ring');
    assert.deepEqual(await watched.rows(), asRows(await relay.explanations()));

    await watched.act('Lift the stop of everything', 'a false alarm');
    await watched.deed('Everything').waitFor({state: 'detached'});
    await watched.button('Stop everything').waitFor();
    assert.equal((await relay.status()).stopped, null);
    assert.deepEqual(watched.problems, []);
  });

  it('pauses one release for one group until it is resumed', async () => {
    const {version} = (await relay.explanations())[1].newer[0];
    await signedIn();
    await watched.act(`Pause ${version} for office`, 'the printer hangs');
    await watched.deed(`Paused ${version} for office by ann`).waitFor();
    assert.equal(await watched.button(`Pause ${version} for office`).count(), 0);
    const [pause, ...others] = (await relay.sample()).pauses;
    assert.deepEqual([pause.group, pause.version, pause.reason],
                     ['office', version, 'the printer hangs']);
    assert.deepEqual(others, []);
    assert.deepEqual(await watched.states(), [['settled'], ['settled', 'paused'], ['settled']]);

    await watched.act(`Resume ${version} for office`, 'it was the toner');
    await watched.deed('Paused').waitFor({state: 'detached'});
    assert.deepEqual((await relay.sample()).pauses, []);
    assert.deepEqual(watched.problems, []);
  });

  it('shows a halt with its evidence and both ways to acknowledge it', async () => {
    const halt = {number: 1, version: kHostile, sequence: 2, group: 'pilot',
                  at: '2026-01-04T02:00:00Z', evidence: `silence ${kTurned}`, acknowledged: null};
    await watched.statusIs((status) => { status.feeds[0].halts = [halt]; });
    const bodies = await watched.answerTo('feeds/sample/acknowledge', 'acknowledged');
    await signedIn();
    await watched.deed('Halted').waitFor();
    assert.ok((await watched.deed('Halted').textContent()).startsWith(
        `Halted ${kHostile}, seen in pilot at 2026-01-04 02:00 UTC: silence \\u202egnp.exe`));
    assert.ok((await watched.card().textContent()).includes('halted'));

    await watched.act(`Let ${kHostile} go on`, 'it was the power');
    await watched.act(`Block the halted ${kHostile}`, 'it kills');
    await watched.act(`Block the halted ${kHostile}`, 'it kills', ' 3 ');
    const block = {groups: 'all', version: kHostile, decision: 'block', reason: 'it kills'};
    assert.deepEqual(bodies, [
      {groups: 'all', version: kHostile, decision: 'resume', reason: 'it was the power'},
      block, {...block, fixed_by: '3'},
    ]);
    assert.equal(await watched.page.locator('#feeds img, dialog img').count(), 0);
    assert.deepEqual(watched.problems, []);
  });

  it('tells who waits too long and what is doubted and that the clock is', async () => {
    await watched.statusIs((status) => {
      const [feed] = status.feeds;
      feed.groups[1].freshness = {sentence: 'waiting for 4 since then', alarm: true, reached: false};
      feed.groups[2].freshness = {sentence: 'waiting for 4 for too long', alarm: true, reached: true};
      feed.groups[0].freshness = {sentence: 'in time', alarm: false, reached: false};
      feed.groups[1].expiring = [{sentence: 'the signed metadata of 4 expires'}];
      feed.doubted = [{version: '5', standing: 'suspect', reason: 'replaced within 2h'}];
      status.clock.suspect = 'set back by 2h';
    });
    const bodies = await watched.answerTo('clock/confirm', 'confirmed');
    await signedIn();
    const told = async (text) => {
      await watched.deed(text).waitFor();
      return (await watched.deed(text).getAttribute('class')).split(' ').at(-1);
    };
    assert.equal(await told('office is waiting for 4 since then'), 'warning');
    assert.equal(await told('default is waiting for 4 for too long'), 'danger');
    assert.equal(await told('office: the signed metadata of 4 expires'), 'warning');
    assert.equal(await told('5 is suspect: replaced within 2h'), 'warning');
    assert.equal(await watched.deed('in time').count(), 0);
    assert.equal(await told('The clock is not trusted (set back by 2h)'), 'danger');
    await watched.act('Confirm the clock', 'looked at my watch');
    assert.deepEqual(bodies, [{reason: 'looked at my watch'}]);
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
    await signedIn();
    const rows = watched.page.getByRole('region', {name: 'Doors'}).locator('tbody tr');
    await rows.first().waitFor();
    const cells = await rows.first().locator('td').allTextContents();
    assert.deepEqual(cells, ['12 of 16,3843,456 came', '39 requests1.2M bytes, 5 with 4xx',
                             '7 callers turned away: there was no place for their address, or at all']);
    assert.ok((await rows.last().textContent()).startsWith(`admin${kHostile}`));
    assert.equal(await watched.page.locator('#doors img').count(), 0);
    assert.deepEqual(watched.problems, []);
  });

  it('shows what a person wrote as text', async () => {
    const reason = `${kHostile} ${kTurned}`;
    await relay.sluice('hold', 'sample', '--groups', 'office', '--reason', reason);
    await signedIn();
    const notice = await watched.notice().textContent();
    assert.ok(notice.includes(`: ${kHostile} \\u202egnp.exe`), notice);
    const office = (await watched.rows())[1].newer[0].sentences.join('\n');
    assert.ok(office.includes(`${kHostile} \\u202egnp.exe`), office);
    assert.equal(await watched.page.locator('#feeds img').count(), 0);

    await watched.act('Lift the hold for office', reason);
    await watched.notice().waitFor({state: 'detached'});
    assert.equal(await watched.page.locator('#feeds img, #outcome img').count(), 0);
    assert.deepEqual(watched.problems, []);
  });

  it('shows what a vendor wrote as text', async (t) => {
    t.after(async () => {
      relay.publish({'rules.txt': 'two\n'});
      await relay.sluice('sync', 'sample');
    });
    relay.publish({'rules.txt': 'two\n', [kHostile]: 'right\n'});
    relay.spoil(kHostile, 'wrong\n');
    const told = await relay.failingSluice('sync', 'sample');
    assert.ok(told.includes(`${kHostile}: its SHA-256 is`), told);
    await signedIn();
    const card = await watched.card().textContent();
    assert.ok(card.includes('last check failed') && card.includes(kHostile), card);
    assert.equal(await watched.page.locator('#feeds img').count(), 0);

    await watched.button('Sync sample now').click();
    await watched.page.locator('#outcome', {hasText: kHostile}).waitFor();
    assert.equal(await watched.page.locator('#outcome img').count(), 0);
    assert.deepEqual(watched.problems, []);
  });

  it('would not run a text that was read as HTML and this test would see it', async () => {
    await watched.page.evaluate(
        (text) => document.body.insertAdjacentHTML('beforeend', text), kHostile);
    await eventually(() => assert.ok(
        watched.problems.some((one) => one.includes('refused by policy: script-src-attr inline'))));
    assert.ok(!watched.problems.some((one) => one.startsWith('dialog')));
  });

  it('fits into wide and narrow windows by day and by night', async () => {
    const endless = 'x'.repeat(300);
    await relay.sluice('hold', 'sample', '--groups', 'all', '--reason', endless);
    const grounds = new Set();
    for (const colorScheme of ['light', 'dark']) {
      for (const width of [1280, 420]) {
        await watched.close();
        watched = await WatchedPage.open(
            browser, relay.url, {colorScheme, viewport: {width, height: 800}});
        const {page} = watched;
        const seen = async (what) =>
            assert.equal(await watched.overflow(), 0, `${what}, ${colorScheme}, ${width} wide`);
        await signedIn();
        await seen('the feeds');
        await watched.button('Let a device enrol').click();
        await seen('leave to enrol');
        await page.locator('#leave-cancel').click();
        await watched.button('Lift the hold for all groups').click();
        await seen('the dialog');
        grounds.add(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
        assert.deepEqual(watched.problems, []);
      }
    }
    assert.equal(grounds.size, 2, 'night looks like day');
  });

  /** Devices ask, and the page is looked at until the row of one says so. */
  async function rowSays(name, ...texts) {
    await eventually(async () => {
      await watched.looksAgain();
      const row = await watched.device(name).textContent({timeout: 1_000});
      for (const text of texts) assert.ok(row.includes(text), `${text} is not in ${row}`);
    });
  }

  it('shows who asked for what and which release it was given', async () => {
    const [{active}] = await relay.explanations();
    const asks = async (path) => {
      const headers = {'User-Agent': kHostile};
      await (await fetch(relay.endpoints + path, {headers})).text();
    };
    await signedIn();
    await asks('/sample/none.txt');
    await rowSays('127.0.0.1', 'address, unauthenticated', kHostile, 'sample in pilot · one request',
                  '404 none.txt', `offered${active.version}`, 'tooknothing yet');
    await asks('/sample/rules.txt');
    await rowSays('127.0.0.1', '2 requests', '200 rules.txt', `took${active.version} at `);
    assert.equal(await watched.device('127.0.0.1').getByRole('button').count(), 0);
    await watched.page.locator('#sieve-text').fill('nobody');
    await watched.page.getByText('No such device has asked.').waitFor();
    await watched.page.locator('#sieve-text').fill('ONERROR');
    await watched.device('127.0.0.1').waitFor();
    await watched.page.locator('#sieve-group').selectOption('office');
    await watched.page.getByText('No such device has asked.').waitFor();
    assert.equal(await watched.page.locator('#devices img').count(), 0);
    assert.deepEqual(watched.problems, []);
  });

  it('lets a device enrol and moves it and lets it count no more', async () => {
    const {page} = watched;
    await signedIn();
    await watched.button('Let a device enrol').click();
    await page.locator('#leave-group').selectOption('office');
    await page.locator('#leave-name').fill('till-7');
    await page.locator('#leave-reason').fill('a new till');
    await watched.button('Make a token').click();
    await page.getByText("one device may enrol for 'office' with this token").waitFor();
    const leave = await page.locator('#given-token').inputValue();
    await watched.button('Done').click();
    assert.equal(await page.locator('#given-token').inputValue(), '');
    await page.getByText('One device may enrol for office as till-7 until').waitFor();

    const enrolled = await relay.atTlsDoor('/v1/enrol', {json: {token: leave}});
    assert.equal(enrolled.status, 201, enrolled.text);
    const {token} = JSON.parse(enrolled.text);
    await rowSays('till-7', 'enrolled for office', 'has not asked yet');
    assert.equal((await relay.atTlsDoor('/sample/rules.txt', {token})).text, 'one\n');
    await rowSays('till-7', 'token', 'from 127.0.0.1', 'sample in office · one request');

    await watched.button('Move till-7').click();
    await page.locator('#choice').selectOption('pilot');
    await page.locator('#reason').fill('a pilot from now on');
    await page.locator('#ask-do').click();
    await rowSays('till-7', 'enrolled for pilot');
    assert.equal((await relay.atTlsDoor('/sample/rules.txt', {token})).text, 'two\n');
    await rowSays('till-7', 'sample in pilot · 2 requests');

    await watched.act('Revoke till-7', 'stolen');
    await rowSays('till-7', 'revoked by ann since', ': stolen');
    assert.equal((await relay.atTlsDoor('/sample/rules.txt', {token})).text, 'one\n');
    await watched.act('Restore till-7', 'found');
    await rowSays('till-7', 'enrolled for pilot');
    assert.ok(!(await page.content()).includes(leave));

    await relay.sluice('enrol', '--group', 'office');
    await watched.looksAgain();
    await watched.act('Void enrolment 2', 'lost');
    await page.getByText('One device may enrol', {exact: true}).waitFor({state: 'detached'});
    await page.getByText("enrolment 2 for 'office' is void").waitFor();
    assert.deepEqual(watched.problems, []);
  });

  // The last: office has the newest release from then on.
  it('shows a bypass until somebody has signed its review', async () => {
    const {version} = (await relay.explanations())[1].newer[0];
    await relay.sluice('bypass', 'sample', version, '--groups', 'office', '--for', '1h',
                       '--skip', 'soak,gate,train,approval', '--reason', 'a worm');
    await signedIn();
    await watched.deed('bypass 1 of sample').waitFor();
    assert.match(await watched.deed('bypass 1').textContent(),
                 /; it is in force; nobody has reviewed it · asked for by ann: a worm/);
    await watched.act('Review bypass 1', 'the pilot is well');
    await watched.deed('; reviewed at').waitFor();
    assert.equal(await watched.button('Review bypass 1').count(), 0);
    const [bypass] = (await relay.sample()).bypasses;
    assert.ok(bypass.reviewed && bypass.in_force);
    assert.equal((await relay.explanations())[1].active.version, version);
    assert.deepEqual(watched.problems, []);
  });
});
