// The home page as a person meets it: the real relay, its own TLS door, a real browser.

import assert from 'node:assert/strict';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';

import {isInSight} from './measures.mjs';
import {RunningRelay, eventually} from './running_relay.mjs';
import {isWell, looksWell, secondWaits} from './story.mjs';
import {WatchedPage, launchBrowser} from './watched_page.mjs';

const kHostile = '<img src=x onerror=alert(1)>';
const kTurned = '\u202egnp.exe';     // Reads backwards where nobody takes its power.

/** What `sluice explain --json` says, as far as the cells of the page show it. */
function asRows(explanations) {
  return explanations.map((one) => ({
    group: one.group,
    has: one.active?.version ?? null,
    newer: one.newer.map(({version, reasons}) =>
        ({version, sentences: reasons.map((reason) => reason.sentence)})),
  }));
}

const alarm = (kind, told) =>
    ({kind, sentence: '', feed: 'sample', group: null, version: null, at: null, ...told});

describe('the flow of releases', {timeout: 240_000}, () => {
  let relay;
  let browser;
  let watched;
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
    await watched.card().locator('.cell').first().waitFor();
  }
  const rowsAre = (rows) => eventually(async () => assert.deepEqual(await watched.rows(), rows));
  /** What is settled may be doubted as well: its successor came at once. */
  const standsStill = (where) => eventually(async () => assert.deepEqual(
      (await watched.states()).map((all) => all.includes('paused')), where));

  it('shows every group with its release and the sentences of the command line', async () => {
    const explained = await relay.explanations();
    const rules = (group) => explained.find((one) => one.group === group)
        .newer.flatMap((newer) => newer.reasons.map((reason) => reason.rule));
    assert.deepEqual(['pilot', 'office', 'default'].map(rules),
                     [[], ['soak', 'gate', 'approval'], ['soak', 'gate', 'approval']]);
    const [pilot, office] = explained;
    assert.notEqual(pilot.active.version, office.active.version);

    await signedIn();
    await rowsAre(asRows(explained));
    const cell = watched.page.locator('.cell[data-group=office]');
    const [first] = office.newer;
    assert.match(await cell.locator('.waits p').first().textContent(),
                 new RegExp(`^${first.version} waits: nobody has approved it yet`));
    const steps = await cell.locator('.step').evaluateAll(
        (all) => all.map((one) => one.getAttribute('title').replace(/\d+ %/, 'N %')));
    assert.deepEqual(steps, [
      'soak: N % of its time is over',
      'gate: waits for pilot: 0 of 0 that took it survived, 0 failed, 0 are silent',
      'approval: 0 of 1 have said yes as release-manager',
    ]);
    const brief = await cell.locator('.step .name:nth-of-type(3)').allTextContents();
    assert.deepEqual(brief.map((one) => one.replace(/\d+ %/, 'N %')), ['N %', '0 of 0', '0 of 1']);
    assert.deepEqual(watched.problems, []);
  });

  it('says a time once to who reads it in UTC as the relay does', async () => {
    const inUtc = await WatchedPage.open(browser, relay.url, {timezoneId: 'UTC'});
    await inUtc.comesBack(cookies);
    const office = inUtc.page.locator('.cell[data-group=office]');
    await office.getByText('All reasons').click();
    const soak = office.locator('.reasons .said', {hasText: 'soaking until'});
    assert.match(await soak.innerText(), /^soaking until [-\d]+ [:\d]+ UTC · in\s\d+\s\S+ \(policy line/);
    assert.deepEqual(inUtc.problems, []);
    await inUtc.close();
  });

  it('holds everywhere for a reason until the hold is lifted', async () => {
    const {page} = watched;
    await signedIn();
    await watched.button('Hold everywhere: sample').click();
    await page.locator('#ask-do').click();
    assert.ok(await page.locator('#ask').isVisible(), 'a hold without a reason was taken');
    assert.deepEqual((await relay.sample()).acts, []);
    await watched.button('Cancel').click();

    await watched.act('Hold everywhere: sample', 'the printer hangs');
    await watched.notice().waitFor();
    assert.match(await watched.notice().textContent(),
                 /^Held for all groups by ann since .*\d\d:\d\d \S+ \(under\s1\smin\sago\): the printer hangs$/);
    assert.equal(await watched.button('Hold everywhere: sample').count(), 0);
    const [hold, ...others] = (await relay.sample()).acts;
    assert.deepEqual([hold.kind, hold.group, hold.reason], ['hold', null, 'the printer hangs']);
    assert.deepEqual(others, []);
    const held = asRows(await relay.explanations());
    assert.ok(held[1].newer[0].sentences.some((one) => one.includes('the printer hangs')));
    await rowsAre(held);

    await watched.act('Lift hold for all groups', 'it was the toner');
    await watched.notice().waitFor({state: 'detached'});
    assert.deepEqual((await relay.sample()).acts, []);
    await rowsAre(asRows(await relay.explanations()));
    assert.deepEqual(watched.problems, []);
  });

  it('stops everything for a reason until that is lifted', async () => {
    const {page} = watched;
    await signedIn();
    await watched.act('Stop everything', 'the phones ring');
    await watched.deed('Everything is stopped by ann since').waitFor();
    assert.match(await watched.deed('Everything').textContent(), /\d\d:\d\d \S+ \(.+\sago\): the phones ringLift the stop$/);
    assert.equal(await page.locator('#stop').count(), 0);
    assert.equal((await relay.status()).stopped.reason, 'the phones ring');
    await rowsAre(asRows(await relay.explanations()));

    await watched.act('Lift the stop of everything', 'a false alarm');
    await watched.deed('Everything').waitFor({state: 'detached'});
    await watched.button('Stop everything').waitFor();
    assert.equal((await relay.status()).stopped, null);
    assert.deepEqual(watched.problems, []);
  });

  it('leaves the page in sight under a reason of any length', async () => {
    await watched.flowIs((flow) => {
      flow.stopped = {person: 'ann', at: '2026-01-04T02:00:00Z', reason: 'the phones ring, '.repeat(300)};
    });
    await signedIn();
    const notice = watched.deed('Everything is stopped');
    await watched.button('More').waitFor();
    await looksWell(watched, 'a long reason');
    const high = () => notice.evaluate((one) => one.getBoundingClientRect().height);
    assert.ok(await high() < 250, `${await high()} high`);
    await watched.button('More').click();
    assert.ok(await high() > 400, `${await high()} high`);
    await watched.button('Less').click();
    assert.ok(await high() < 250, `${await high()} high`);
    assert.deepEqual(watched.problems, []);
  });

  it('offers the stop and its lifting when it cannot tell how things flow', async () => {
    const {page} = watched;
    await signedIn();
    await watched.act('Stop everything', 'the phones ring');
    await watched.deed('Everything is stopped by ann since').waitFor();
    await page.route('**/api/v1/flow', (route) => route.fulfill({status: 500, json: {error: 'the disk is full'}}));
    await watched.looksAgain();
    await page.getByText('This could not be shown').waitFor();
    await page.getByText('What stands here is from before, and nothing newer could be had').waitFor();
    await watched.button('Stop everything').waitFor();
    await watched.deed('Everything is stopped by ann since').waitFor();

    await page.reload();
    await watched.button('Stop everything').waitFor();
    await watched.deed('Everything is stopped by ann since').waitFor();
    assert.equal(await page.locator('#alarms').textContent(), '■This could not be shown');
    await watched.goes('settings');
    await page.locator('main > .notice', {hasText: 'This could not be shown'}).waitFor();
    await watched.act('Lift the stop of everything', 'a false alarm');
    await watched.deed('Everything').waitFor({state: 'detached'});
    assert.equal((await relay.status()).stopped, null);
    await page.unroute('**/api/v1/flow');
    await watched.button('Try again').click();
    await page.locator('#alarms', {hasText: 'No alarms'}).waitFor();
    // The browser tells of every answer that is a no.
    assert.deepEqual(watched.problems.filter((one) => !one.includes('status of 500')), []);
  });

  it('pauses one release for one group until it is resumed', async () => {
    const {version} = (await relay.explanations())[1].newer[0];
    await signedIn();
    await watched.act('Stop sample for office', 'the printer hangs');
    await watched.deed('Paused').waitFor();
    assert.match(await watched.notice().textContent(),
                 new RegExp(`^Paused ${version} for office by ann since .*: the printer hangs$`));
    const [pause, ...others] = (await relay.sample()).pauses;
    assert.deepEqual([pause.group, pause.version, pause.reason],
                     ['office', version, 'the printer hangs']);
    assert.deepEqual(others, []);
    await standsStill([false, true, false]);

    await watched.act(`Resume ${version} for office`, 'it was the toner');
    await watched.deed('Paused').waitFor({state: 'detached'});
    assert.deepEqual((await relay.sample()).pauses, []);
    assert.deepEqual(watched.problems, []);
  });

  it('stops what is chosen and says before what that does', async () => {
    const {page} = watched;
    await signedIn();
    await watched.button('Stop sample for office').click();
    const effect = page.getByRole('region', {name: 'What will happen'});
    const choices = await page.locator('#ask-stop label').allTextContents();
    const {version} = (await relay.explanations())[1].newer[0];
    assert.deepEqual(choices, [
      `Pause ${version} for office`, `Pause ${version} everywhere`, 'Hold sample for office',
      'Hold office in every feed', 'Hold sample everywhere', `Block ${version} for office`,
      `Block ${version} everywhere`]);
    assert.match(await effect.textContent(), /^It stands still in office/);
    const {going_back: back} = await page.evaluate(async () => (await (await fetch('/api/v1/flow')).json()).feeds[0]);
    await watched.button('Cancel').click();
    await watched.button('Stop sample for pilot').click();
    await page.getByLabel('for pilot').last().check();
    const [{active: had}, {active}] = (await relay.explanations());
    const goes = `pilot goes back from ${had.version} to ${active.version}: 0 devices`;
    await effect.getByText(goes).waitFor();
    await looksWell(watched, 'a stop that leads back');
    await page.setViewportSize({width: 390, height: 700});
    for (const name of ['Cancel', 'Stop it']) await isInSight(watched.button(name), name);
    await page.setViewportSize({width: 1440, height: 900});
    assert.deepEqual(await watched.clientsGoingBack(), back.map(({client, does}) => client + does));
    await page.getByText('To undo it: lift the block.').waitFor();
    await watched.button('Cancel').click();
    await watched.button('Stop sample for office').click();
    await page.getByLabel('Hold sample for office').check();
    assert.match(await effect.getByRole('status').textContent(), /^Nothing newer opens in office/);
    const told = await page.getByRole('dialog').evaluate((one) => one.getAttribute('aria-describedby').split(' ')
        .map((id) => document.getElementById(id).textContent).join(' '));
    assert.match(told, /^To undo it: lift the hold\. It is in force at once, .* Nothing newer opens in office/);
    await watched.confirms('month end');
    await watched.deed('Held for office by ann').waitFor();
    const [{kind, group}] = (await relay.sample()).acts;
    assert.deepEqual([kind, group], ['hold', 'office']);
    assert.deepEqual(watched.problems, []);
  });

  it('shows a halt with its evidence and both ways to acknowledge it', async () => {
    const halt = {number: 1, version: kHostile, sequence: 2, group: 'pilot',
                  at: '2026-01-04T02:00:00Z', evidence: `silence ${kTurned}`, acknowledged: null};
    await watched.flowIs((flow) => {
      Object.assign(flow.feeds[0], {halts: [halt], doubted: []});
      flow.alarms = [alarm('halt', {group: 'pilot', version: kHostile, at: halt.at, sentence: 'halted since then'})];
    });
    const bodies = await watched.answerTo('feeds/sample/acknowledge', 'acknowledged');
    await signedIn();
    await watched.deed('halted').waitFor();
    const text = await watched.deed('halted').locator('.said').textContent();
    assert.ok(text.startsWith(`sample: halted ${kHostile}, seen in pilot at `), text);
    assert.ok(text.endsWith(': silence \\u202egnp.exe'), text);
    assert.ok((await watched.card().textContent()).includes('halted'));
    assert.equal(await watched.page.locator('#alarms').textContent(), '■1 alarm');
    await looksWell(watched, 'a halt');

    await watched.act(`Let it go on: ${kHostile}`, 'it was the power');
    await watched.act(`Block it: ${kHostile}`, 'it kills');
    await watched.act(`Block it: ${kHostile}`, 'it kills', {fixed_by: ' 3 '});
    const block = {groups: 'all', version: kHostile, decision: 'block', reason: 'it kills'};
    assert.deepEqual(bodies, [
      {groups: 'all', version: kHostile, decision: 'resume', reason: 'it was the power'},
      block, {...block, fixed_by: '3'},
    ]);
    assert.equal(await watched.page.locator('main img, dialog img').count(), 0);
    assert.deepEqual(watched.problems, []);
  });

  it('names the fix of a halt that was blocked, or lets it go on after all', async () => {
    const acknowledged = {decision: 'block', fixed_by: null, person: 'bob', reason: 'it kills', at: '2026-01-04T03:00:00Z'};
    const halt = {number: 1, version: '2', sequence: 2, group: null, at: '2026-01-04T02:00:00Z', evidence: 'silence',
                  acknowledged};
    await watched.flowIs((flow) => {
      Object.assign(flow.feeds[0], {halts: [halt], doubted: []});
      flow.alarms = [alarm('halt', {version: '2', at: halt.at, sentence: 'halted since then'})];
    });
    const bodies = await watched.answerTo('feeds/sample/acknowledge', 'acknowledged');
    await signedIn();
    await watched.deed('blocked by bob: it kills').first().waitFor();
    await watched.button('Name the fix of 2').click();
    const {going_back: back} = await watched.page.evaluate(
        async () => (await (await fetch('/api/v1/flow')).json()).feeds[0]);
    assert.deepEqual(await watched.clientsGoingBack(), back.map(({client, does}) => client + does));
    await watched.page.getByText('To undo it: let it go on.').waitFor();
    await watched.confirms('three has it', {fixed_by: '3'});
    await watched.act('Let it go on: 2', 'it was the power');
    assert.deepEqual(bodies, [
      {groups: 'all', version: '2', decision: 'block', reason: 'three has it', fixed_by: '3'},
      {groups: 'all', version: '2', decision: 'resume', reason: 'it was the power'},
    ]);
    assert.deepEqual(watched.problems, []);
  });

  it('tells who waits too long and what is doubted and that the clock is', async () => {
    await watched.flowIs((flow) => {
      const [feed] = flow.feeds;
      feed.cells[1].freshness = {sentence: 'waiting for 4 since then', alarm: true, reached: false};
      feed.cells[2].freshness = {sentence: 'waiting for 4 for too long', alarm: true, reached: true};
      feed.cells[0].freshness = {sentence: 'in time', alarm: false, reached: false};
      const {version, sequence} = feed.cells[0].active;
      feed.doubted = [{version: '5', sequence: 5, standing: 'suspect', reason: 'replaced within 2h'},
                      {version, sequence, standing: 'quarantined', reason: 'it breaks'}];
      flow.clock.suspect = 'set back by 2h';
      flow.alarms = [
        alarm('clock', {feed: null, sentence: 'the clock is not trusted'}),
        alarm('doubt', {version: '5', sentence: 'suspect: replaced within 2h'}),
        alarm('freshness', {group: 'office', sentence: feed.cells[1].freshness.sentence}),
        alarm('freshness', {group: 'default', sentence: feed.cells[2].freshness.sentence}),
        alarm('expiry', {group: 'office', sentence: 'the signed metadata of 4 expires'}),
      ];
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
    const has = watched.page.locator('.cell[data-group=pilot] .has');
    assert.equal(await has.locator('.badge').allTextContents().then((all) => all.join()), '■quarantined');
    assert.match(await has.getByRole('link', {name: 'quarantined'}).getAttribute('href'), /^#\/release\/sample\//);
    assert.equal(await told('The clock is not trusted (set back by 2h)'), 'danger');
    assert.ok((await watched.deed('').first().textContent()).includes('The clock'), 'the gravest stands first');
    assert.equal(await watched.page.locator('#alarms').textContent(), '■5 alarms');
    await looksWell(watched, 'alarms of every kind');
    await watched.act('Confirm the clock', 'looked at my watch');
    assert.deepEqual(bodies, [{reason: 'looked at my watch'}]);
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

    await watched.act('Lift hold for office', reason);
    await watched.notice().waitFor({state: 'detached'});
    assert.equal(await watched.page.locator('main img, #outcome img').count(), 0);
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
    assert.ok(card.includes('last check failed'), card);
    await watched.deed(`failed: `).waitFor();
    assert.ok((await watched.deed('failed: ').textContent()).includes(kHostile));

    await watched.button('Sync now: sample').click();
    await watched.page.locator('#outcome', {hasText: kHostile}).waitFor();
    await watched.looksAgain();
    await watched.card().getByRole('link', {name: /refused\.$/}).click();
    const refused = watched.region('What was refused of sample').locator('tbody tr').first();
    assert.match(await refused.textContent(), /its SHA-256 is/);
    assert.equal(await watched.page.locator('main img, #outcome img').count(), 0);
    assert.deepEqual(watched.problems, []);
  });

  it('would not run a text that was read as HTML and this test would see it', async () => {
    await watched.page.evaluate(
        (text) => document.body.insertAdjacentHTML('beforeend', text), kHostile);
    await eventually(() => assert.ok(
        watched.problems.some((one) => one.includes('refused by policy: script-src-attr inline'))));
    assert.ok(!watched.problems.some((one) => one.startsWith('dialog')));
  });

  it('keeps what is unfolded and what has the focus when something changes', async () => {
    const {page} = watched;
    await signedIn();
    const why = page.locator('.cell[data-group=office] details');
    await why.locator('summary').click();
    await relay.sluice('hold', 'sample', '--groups', 'default', '--reason', 'month end');
    await watched.looksAgain();
    await watched.deed('Held for default').waitFor();
    assert.equal(await why.getAttribute('open'), '');
    assert.ok(await why.locator('summary').evaluate((one) => one === document.activeElement));
    assert.deepEqual(watched.problems, []);
  });

  it('folds nothing away and moves no cell under who looks at it', async () => {
    const {page} = watched;
    let held = [0, 1, 2];
    let asks = true;
    await watched.flowIs(({feeds: [feed]}) => {
      const [, cell] = feed.cells;
      for (const one of feed.waiting) if (!asks) one.approval = null;
      feed.cells = Array.from({length: 50}, (_, i) => ({
        ...cell, groups: [{...cell.groups[0], group: `g-${i}`}], stage: 1, held: held.includes(i),
      }));
    });
    await signedIn();
    const firsts = () => page.locator('.cell').evaluateAll((all) => all.map((one) => one.dataset.group));
    assert.deepEqual(await firsts(), ['g-0', 'g-3']);
    const stop = page.locator('.cell').last().getByRole('button', {name: /^Stop sample for/});
    await stop.focus();
    held = [0, 3, 4];
    asks = false;
    await watched.looksAgain();
    await eventually(async () => assert.deepEqual(await firsts(), ['g-0', 'g-1']));
    assert.ok(await stop.evaluate((one) => one === document.activeElement));
    assert.equal(await page.getByText(/^\d+ needs? somebody/).count(), 0);
    assert.equal(await watched.button('Hide groups of sample').count(), 1);
    await page.getByText('and 46 groups like it').click();
    await watched.link('g-20').click();
    await page.waitForURL('**/#/flow?group=g-20');
    await watched.button('Stop sample for g-20').waitFor();
    await watched.button('Hold g-20 in every feed').waitFor();
    assert.deepEqual(watched.problems, []);
  });

  it('lets nothing that is on its way stand before a stop', async () => {
    const {page} = watched;
    await signedIn();
    await watched.answerTo('feeds/sample/hold', 'held');
    await page.route('**/api/v1/flow', () => {});    // It never comes.
    await watched.act('Hold everywhere: sample', 'the phones ring');
    await watched.button('Stop everything').click();
    await page.locator('#reason').fill('all of them');
    assert.ok(await page.locator('#ask-do').isEnabled());
    await page.unroute('**/api/v1/flow');
    assert.deepEqual(watched.problems, []);
  });

  it('says what is to come as what is to come', async () => {
    await watched.flowIs(({feeds: [feed]}) => {
      const events = [['open', '25%'], ['halt', null]].map(([what, to]) =>
          ({group: 'office', what, to, version: '5', sentence: 'opened 5 → office'}));
      feed.next = {at: '2099-01-04T02:00:00Z', events};
    });
    await signedIn();
    await watched.region('What happens next by itself').getByText('5 opens in office to 25% and 1 group more').waitFor();
    assert.deepEqual(watched.problems, []);
  });

  it('has a stop of a release, a feed and everything one click and one answer away', async () => {
    const {page} = watched;
    const {version} = (await relay.sample()).newest;
    await signedIn();
    const stops = [
      [`Stop ${version} of sample`, () => page.getByRole('button', {name: `Stop ${version} of sample`})],
      ['Hold everywhere: sample', () => watched.button('Hold everywhere: sample')],
      ['Stop sample for office', () => watched.button('Stop sample for office')],
      ['Stop everything', () => watched.button('Stop everything')],
    ];
    const isFirst = (one) => one === document.activeElement;
    for (const [name, button] of stops) {
      await button().click();
      const chosen = page.locator('#ask-stop :checked');
      const first = await chosen.count() ? chosen : page.locator('#reason');
      await eventually(async () => assert.ok(await first.evaluate(isFirst), name));
      assert.equal(await page.locator('#ask-do.stop').count(), 1, name);
      await page.keyboard.press('Escape');
    }
    await watched.act(`Stop ${version} of sample`, 'the phones ring');
    // Where it has arrived, nothing of it stands still.
    const groups = ['office', 'default'];
    await eventually(async () => assert.deepEqual(
        (await relay.sample()).pauses.map((one) => one.group).sort(), [...groups].sort()));
    for (const group of groups) {
      await watched.act(`Resume ${version} for ${group}`, 'a false alarm');
      await watched.button(`Resume ${version} for ${group}`).waitFor({state: 'detached'});
    }
    assert.deepEqual(watched.problems, []);
  });

  it('narrows what is shown by its address', async () => {
    await signedIn();
    await watched.goes('flow?group=office');
    await watched.page.waitForFunction(() => document.querySelectorAll('.cell').length === 1);
    assert.deepEqual((await watched.rows()).map((one) => one.group), ['office']);
    await watched.page.getByRole('search').getByLabel('Group').selectOption('pilot');
    assert.match(watched.page.url(), /#\/flow\?group=pilot$/);
    assert.deepEqual((await watched.rows()).map((one) => one.group), ['pilot']);
    await watched.goes('flow');
    await watched.link('sample: 1 has the newest').click();
    await watched.page.waitForURL('**/#/flow?feed=sample&only=newest');
    await eventually(async () =>
        assert.deepEqual((await watched.rows()).map((one) => one.group), ['pilot']));
    await watched.page.getByLabel('Find').fill('OFF');
    await watched.page.getByText('No group stands like this.').waitFor();
    assert.match(watched.page.url(), /only=newest&text=OFF$/);
    await watched.link('Show everything').click();
    await watched.page.waitForFunction(() => document.querySelectorAll('.cell').length === 3);
    await watched.button('Hide groups of sample').click();
    assert.equal(await watched.page.locator('.cell').count(), 0);
    await watched.button('Show groups of sample').click();
    assert.equal(await watched.page.locator('.cell').count(), 3);
    await watched.goes('nowhere');
    await watched.page.getByText('There is no such page').waitFor();
  });

  it('is for everybody with fifty feeds of two hundred groups', async () => {
    await watched.flowIs((flow) => {
      const [sample] = flow.feeds;
      for (const cell of sample.cells) {
        const [{group}] = cell.groups;
        cell.groups.push(...Array.from({length: 66}, (_, i) => ({group: `${group}-${i}`, seen: i})));
      }
      flow.feeds = Array.from({length: 50}, (_, i) => (i ? {...sample, feed: `feed-${i}`} : sample));
    });
    await watched.comesBack(cookies);
    await watched.region('feed-1').waitFor();
    await looksWell(watched, 'fifty feeds');
  });

  it('says that the relay does not answer and goes on when it does again', async () => {
    const {page} = watched;
    await signedIn();
    await page.route('**/api/v1/**', (route) => route.abort());
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.locator('#trouble', {hasText: 'What is shown may be old'}).waitFor();
    assert.equal(await page.locator('.cell').count(), 3);
    await page.unroute('**/api/v1/**');
    await watched.looksAgain();
    await page.locator('#trouble').waitFor({state: 'detached'});
  });

  it('shows every bypass that is overdue once, in its alarm or in its feed', async () => {
    await watched.flowIs((flow) => {
      flow.feeds[0].bypasses = [1, 2].map((number) => ({
        number, version: '5', sentence: `bypass ${number} spreads no further`, person: 'ann', reason: 'a worm',
        granted: true, in_force: false, over: false, overdue: true, reviewed: false, waits_for: [], groups: ['office'],
      }));
      flow.alarms = [alarm('review', {version: '5', sentence: 'bypass 2 spreads no further'})];
    });
    await signedIn();
    const inAlarms = watched.page.locator('.alarm-list .deed');
    assert.match(await inAlarms.textContent(), /bypass 2 spreads no further · .+: a wormSign the review$/);
    assert.match(await watched.card().locator('.deed').textContent(), /bypass 1 spreads no further/);
    await looksWell(watched, 'overdue reviews');
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
    await isWell(watched, 'a bypass');
    await watched.act('Sign the review of bypass 1', 'the pilot is well');
    await watched.deed('; reviewed at').waitFor();
    assert.equal(await watched.button('Sign the review of bypass 1').count(), 0);
    const [bypass] = (await relay.sample()).bypasses;
    assert.ok(bypass.reviewed && bypass.in_force);
    assert.equal((await relay.explanations())[1].active.version, version);
    assert.deepEqual(watched.problems, []);
  });
});
