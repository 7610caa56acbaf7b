// Releases, approvals and proposals as a person meets them: what one is, and exactly what a yes is to.

import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';

import {RunningRelay, eventually} from './running_relay.mjs';
import {isWell, joins, looksWell, secondWaits} from './story.mjs';
import {WatchedPage, launchBrowser} from './watched_page.mjs';

const digestOf = (text) => createHash('sha256').update(text).digest('hex');

const kHostile = '<img src=x onerror=alert(1)>';

describe('releases and who judges them', {timeout: 240_000}, () => {
  let relay;
  let browser;
  let watched;
  let page;
  let cookies;                  // Of ann, who has signed in.
  let version;                  // The newest, which waits in office and default.

  before(async () => {
    relay = await RunningRelay.start(process.env.SLUICE_PROGRAM);
    await secondWaits(relay);
    ({version} = (await relay.sample()).newest);
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
    await page.locator('#person').waitFor();
  });
  afterEach(() => watched?.close());

  const goesToRelease = () => watched.goes(`release/sample/${encodeURIComponent(version)}`);

  it('lists all releases of a feed with who has them', async () => {
    await watched.goes('release/sample');
    const rows = page.getByRole('table', {name: 'Releases of sample'}).locator('tbody tr');
    await rows.first().waitFor();
    const [newest, oldest] = await rows.allTextContents();
    assert.ok(newest.startsWith(version) && newest.includes('good') && newest.endsWith('transport-onlypilot'), newest);
    assert.ok(oldest.endsWith('office, default'), oldest);
    assert.equal(await watched.link('office').getAttribute('href'), '#/flow?feed=sample&group=office');
    await watched.link(version).click();
    await page.getByRole('heading', {name: `sample ${version}`}).waitFor();
    assert.deepEqual(watched.problems, []);
  });

  it('shows a release with its evidence and its way through the groups', async () => {
    await goesToRelease();
    const way = watched.region('Its way through the groups');
    await way.waitFor();
    const groups = await way.locator('.way').evaluateAll((all) => all.map((one) => one.dataset.group));
    assert.deepEqual(groups, ['pilot', 'office', 'default']);
    const [, office] = await relay.explanations();
    for (const {sentence} of office.newer[0].reasons) {
      await way.locator('[data-group=office]').getByText(sentence).waitFor();
    }
    assert.equal(await way.locator('[data-group=pilot] > p').getByRole('link', {name: /^Has it/}).getAttribute('href'),
                 '#/devices?group=pilot&feed=sample');
    const contents = watched.region('What it holds');
    await contents.getByRole('table').waitFor();
    assert.deepEqual(await contents.locator('tbody tr', {hasText: 'rules.txt'}).allTextContents(), [
      `rules.txt▶changed4 bytes, was 4 bytes${digestOf('two\n').slice(0, 12)}`]);
    await contents.getByRole('checkbox').uncheck();
    await contents.locator('tbody tr', {hasText: 'changed'}).waitFor({state: 'detached'});
    const release = (await relay.sample()).newest;
    await watched.region('What it is, and what was checked').getByText(release.tree).waitFor();
    const events = await watched.region('What happened, and what comes').locator('li.past .said').allTextContents();
    assert.deepEqual(events, ['first seen', 'opened in pilot', 'settled in pilot']);
    assert.deepEqual(watched.problems, []);
  });

  it('shows how a release came to the devices, for eyes and without', async () => {
    await (await fetch(relay.endpoints + '/sample/rules.txt')).text();
    const path = `feeds/sample/adoption?version=${encodeURIComponent(version)}`;
    await eventually(async () => assert.equal(
        await page.evaluate(async (at) => (await (await fetch('/api/v1/' + at)).json()).groups.length, path), 1));
    await goesToRelease();
    const adoption = watched.region('How it came to the devices');
    const rows = adoption.getByRole('table', {name: 'Devices by group'}).locator('tbody tr');
    assert.deepEqual(await rows.locator('td').allTextContents(), ['1', '0', '0', '0']);
    await adoption.locator('canvas').waitFor();

    const at = (hour) => `2026-01-02T0${hour}:00:00Z`;
    const points = (of) => [1, 2, 3].map((n) => ({at: at(n), taken: n * of, survived: n, silent: n - 1}));
    await watched.answerIs('feeds/*/adoption?*', (answer) => {
      answer.groups = Array.from({length: 8}, (_, i) => ({
        group: i ? `g-${i}` : kHostile, taken: 30 - 3 * i, survived: 3, confirmed: 1, silent: 2, points: points(10 - i),
      }));
    });
    await watched.looksAgain();
    await rows.filter({hasText: '3 other groups'}).waitFor();
    await looksWell(watched, 'how it came to eight groups');
    assert.equal(await rows.count(), 6);
    assert.ok((await rows.first().textContent()).startsWith(kHostile));
    await adoption.getByLabel('Lines of').selectOption('silent');
    await adoption.getByText('All moments as a table').click();
    const moments = adoption.getByRole('table', {name: 'All moments as a table'}).locator('tbody tr');
    await moments.last().waitFor();
    assert.deepEqual(await moments.last().locator('td').allTextContents(), ['2', '2', '2', '2', '2', '6']);
    await page.emulateMedia({colorScheme: 'dark'});
    await adoption.locator('.u-over').hover();
    await adoption.getByText(/: <img src=x onerror=alert\(1\)> \d/).waitFor();
    assert.equal(await page.locator('main img').count(), 0);
    assert.deepEqual(watched.problems, []);
  });

  it('takes no answer for none', async () => {
    const silent = /\/api\/v1\/((explain|enrolled)\?.*|groups|enrolled)$/;
    await page.route(silent, (route) => route.fulfill({status: 500, json: {detail: 'the disk is gone'}}));
    const said = watched.page.getByText('This could not be shown: the disk is gone');
    const says = async (hash, where, none) => {
      await watched.goes(hash);
      await watched.region(where).filter({has: said}).waitFor();
      assert.ok(!await page.getByText(none).isVisible(), none);
    };
    await says('approvals', 'Waits for you', 'Nothing waits for you.');
    await says('devices?text=nobody', 'Groups', 'There is no such device.');
    assert.equal(await watched.button('Hold in every feed: office').count(), 1);
    await page.unroute(silent);
    const parts = /\/api\/v1\/(forecast|deeds)\?|\/halts$/;
    await page.route(parts, (route) => route.fulfill({status: 500, json: {detail: 'the disk is gone'}}));
    await says(`release/sample/${encodeURIComponent(version)}`, 'What happened, and what comes',
               'Nothing changes by itself within 30 days.');
    await page.unroute(parts);
    await watched.button('Try again').click();
    await said.waitFor({state: 'detached'});
  });

  it('does not know what groups get while it has not heard it', async () => {
    const dialog = page.getByRole('dialog');
    for (const [hash, button, question] of [
      ['flow', /^Approve/, '**/api/v1/explain?*'],
      [`release/sample/${encodeURIComponent(version)}`, /^Quarantine$/, '**/journey?*'],
    ]) {
      await page.route(question, (route) => route.fulfill({status: 500, json: {detail: 'the disk is gone'}}));
      await watched.goes(hash);
      await page.getByRole('button', {name: button}).first().click();
      await dialog.getByText('This could not be shown: the disk is gone').first().waitFor();
      assert.equal(await dialog.locator('.moves').count(), 0, hash);
      await page.unroute(question);
      await watched.looksAgain();
      await dialog.locator('.moves li').first().waitFor();
      await watched.button('Cancel').click();
    }
  });

  it('asks again when the relay has no place for a question, and not for ever', async () => {
    let left = 2;
    await page.route('**/contents?*', (route) => (left-- > 0
      ? route.fulfill({status: 503, json: {type: 'urn:sluice:busy', detail: 'too much is tried out at once'}})
      : route.continue()));
    await goesToRelease();
    await watched.region('What it holds').getByRole('table').waitFor();
    assert.equal(await page.getByText('too much is tried out').count(), 0);
    left = Infinity;
    await page.reload();
    await watched.region('What it holds').getByText('too much is tried out at once').waitFor();
  });

  it('tells who has said yes, and asks nobody twice', async () => {
    const people = [];
    await watched.answerIs('explain?*', ({explanations}) => {
      for (const one of explanations.flatMap(({newer}) => newer.flatMap(({progress}) => progress))) {
        if (one.rule === 'approval') Object.assign(one, {have: people.length, need: 3, people});
      }
    });
    const offered = async (who, count) => {
      people.push(who);
      await page.reload();
      await watched.goes('approvals');
      await watched.region(count ? 'Waits for you' : 'Waits for others')
          .getByText(`Yes so far by ${people.join(', ')}.`).waitFor();
      assert.equal(await watched.button(`Approve ${version} for office, default`).count(), count);
    };
    await offered('bob', 1);
    await offered('ann', 0);
    await page.getByText('You have said yes.').waitFor();
    await goesToRelease();
    await page.locator('.way[data-group=office] .step', {hasText: '2 of 3 have said yes as release-manager: bob, ann'})
        .waitFor({state: 'attached'});
    assert.equal(await watched.button('Approve').count(), 0);
    assert.deepEqual(watched.problems, []);
  });

  it('offers the yes in every role that is missing, and where it is his', async () => {
    const alsoSecurity = (release) => {
      const first = release.reasons.find(({kind}) => kind === 'unapproved');
      if (first) release.reasons.push({...first, role: 'security', sentence: 'security has not approved it yet'});
    };
    await watched.answerIs('explain?*', ({explanations}) => {
      for (const release of explanations.flatMap(({newer}) => newer)) alsoSecurity(release);
    });
    await watched.flowIs(({feeds: [feed]}) => {
      const office = feed.cells.find(({groups: [one]}) => one.group === 'office');
      const waiting = structuredClone(feed.waiting[office.newest]);
      alsoSecurity(waiting);
      const approved = structuredClone(waiting);
      approved.progress.find(({rule}) => rule === 'approval').people = ['ann'];
      feed.waiting = [waiting, approved];
      feed.cells = Array.from({length: 8}, (_, i) => ({...office, groups: [{group: `g-${i}`, seen: 1}], newest: i < 7 ? 0 : 1}));
    });
    const comesAs = async (role, group) => {
      await watched.answerIs('session', (session) => { session.roles = [{role, feed: null, group}]; });
      await page.reload();
    };
    const needs = page.getByText('This needs one of these roles: release-manager, security.');
    await comesAs('security', 'office');
    await watched.goes('approvals');
    await watched.button(`Approve ${version} for office`).waitFor();
    await goesToRelease();
    await watched.button('Approve').waitFor();
    await comesAs('security', 'g-1');
    await watched.goes('approvals');
    await needs.waitFor();
    await watched.goes('flow');
    await watched.button(`Approve ${version} for g-1`).waitFor();
    await watched.button('Stop sample for g-1').waitFor();
    assert.equal(await page.locator('.cell', {hasText: 'You have said yes.'}).locator('h4').textContent(), 'g-7');
    assert.equal(await page.locator('.cell').count(), 2);
    await comesAs('legal', null);
    await needs.waitFor();
    assert.deepEqual(watched.problems, []);
  });

  it('says yes to exactly what it shows', async () => {
    await watched.goes('approvals');
    const waiting = watched.region('Waits for you');
    await waiting.getByText(`sample ${version} for office, default`).waitFor();
    await watched.link('Approvals 1 waits for you').waitFor();
    await waiting.getByText('nobody has approved it yet (release-manager)').waitFor();
    await watched.link(`What changed in sample ${version}`).click();
    await watched.region('What it holds').getByText('rules.txt').waitFor();
    await watched.goes('approvals');
    const sent = page.waitForRequest('**/feeds/sample/approve');
    await watched.button(`Approve ${version} for office, default`).click();
    const digest = await page.locator('#ask .bound dd').first().textContent();
    assert.match(digest, /^sha256:[0-9a-f]{64}$/);
    const rules = page.locator('#ask .bound .reasons');
    await rules.getByText('well for 1d in pilot').waitFor();
    await rules.getByText('1 × yes as release-manager').waitFor();
    assert.equal(await rules.getByRole('link', {name: /^\(policy line \d+\)$/}).count(), 3);
    await looksWell(watched, 'what a yes is bound to');
    await watched.confirms('tested on Tuesday');
    const {expect, groups} = (await sent).postDataJSON();
    assert.deepEqual([expect, groups], [digest, ['office', 'default']]);
    await waiting.getByText('Nothing waits for you.').waitFor();
    await watched.link('Approvals').waitFor();
    const [, office] = await relay.explanations();
    assert.ok(!office.newer[0].reasons.some((one) => one.rule === 'approval'));
    assert.deepEqual(watched.problems, []);
  });

  it('says nothing when that has changed in the meantime', async () => {
    await relay.sluice('hold', 'sample', '--groups', 'all', '--reason', 'wait');
    await page.route('**/feeds/sample/bound?*', async (route) => {
      const response = await route.fetch();
      await route.fulfill({response, json: {...await response.json(), digest: 'sha256:' + '0'.repeat(64)}});
    });
    relay.publish({'rules.txt': 'three\n'});
    await relay.sluice('sync', 'sample');
    const next = (await relay.sample()).newest.version;
    await watched.goes('approvals');
    await watched.button(`Approve ${next} for office, default`).click();
    await page.locator('#ask .bound').waitFor();
    await page.locator('#reason').fill('as before');
    await page.locator('#ask-do').click();
    await page.locator('#ask-problem', {hasText: 'changed'}).waitFor();
    const [, office] = await relay.explanations();
    assert.ok(office.newer[0].reasons.some((one) => one.rule === 'approval'));
    await relay.sluice('hold', 'sample', '--lift', '--groups', 'all', '--reason', 'done');
  });

  it('quarantines a release and trusts it again and pins another', async () => {
    await goesToRelease();
    await watched.act('Quarantine', 'it smells');
    await watched.button('Trust it').waitFor();
    await looksWell(watched, 'a quarantined release');
    const standing = async () => (await relay.sample()).doubted.find((one) => one.version === version)?.standing;
    assert.equal(await standing(), 'quarantined');
    await watched.act('Trust it', 'it was the fish');
    await watched.button('Quarantine').waitFor();
    assert.equal(await standing(), undefined);
    await watched.act('Pin', 'the plant needs it', {groups: 'office'});
    await eventually(async () => assert.deepEqual(
        (await relay.sample()).acts.map(({kind, group}) => [kind, group]), [['pin', 'office']]));
    await watched.goes('flow');
    await watched.act(`Lift pin ${version} for office`, 'no more');
    await eventually(async () => assert.deepEqual((await relay.sample()).acts, []));
  });

  it('stops a release from the head of its page', async () => {
    const bodies = await watched.answerTo('feeds/sample/pause', 'it stands still');
    await goesToRelease();
    await watched.act('Stop this release', 'it smells');
    assert.deepEqual(bodies, [{version, reason: 'it smells', groups: 'all'}]);
    await page.getByText('it stands still').waitFor();
    assert.deepEqual(watched.problems, []);
  });

  it('asks for an exception with what it skips and for how long', async () => {
    const bodies = await watched.answerTo('feeds/sample/bypass', 'bypass 1 waits for boss');
    await goesToRelease();
    await watched.button('Bypass').click();
    await page.getByLabel('soak').check();
    await page.getByLabel('approval').check();
    await isWell(watched, 'a bypass is asked for');
    await watched.confirms('a worm', {groups: 'office', for: '2h'});
    assert.deepEqual(bodies, [
      {version, reason: 'a worm', groups: ['office'], skip: ['soak', 'approval'], for: '2h'}]);
    await page.getByText('bypass 1 waits for boss').waitFor();
    for (const [act, button] of [['verdict', 'Say what a check found'], ['risk', 'Say how much there is to lose']]) {
      const said = await watched.answerTo('feeds/sample/' + act, act + ' is recorded');
      await watched.act(button, 'as seen', act === 'verdict' ? {check: 'lab', yes: 'no'} : {risk: 'high'});
      assert.deepEqual(said, [act === 'verdict'
        ? {version, reason: 'as seen', check: 'lab', yes: false}
        : {version, reason: 'as seen', groups: ['pilot'], risk: 'high'}]);
    }
    assert.deepEqual(watched.problems, []);
  });

  it('shows a proposal with what it would do and ends it by three words', async () => {
    const eve = await joins({relay, browser}, 'eve', 'viewer');
    const bob = await joins({relay, browser}, 'bob', 'administrator');
    const asks = (role) => relay.sluice('people', 'grant', 'eve', role, '--reason', 'the night shift');
    await asks('operator');
    await watched.goes('approvals');
    const proposals = watched.region('Waits for others');
    await proposals.getByText('Proposal 1: roles of eve').waitFor();
    await proposals.getByText('ann proposed it, so somebody else must say yes').waitFor();
    const card = await proposals.locator('article').textContent();
    assert.ok(card.includes('Asked for by ann') && card.includes(': the night shift'), card);
    assert.ok(card.includes('Givesoperator') && !card.includes('Takes away'), card);
    await watched.act('Withdraw proposal 1', 'not now');
    const history = watched.region('What became of earlier proposals');
    await history.getByText('withdrawn').waitFor();
    await proposals.getByText('Nothing waits for others.').waitFor();

    await asks('operator');
    await asks('policy-editor');
    await bob.link('Approvals 2 wait for you').click();
    const his = bob.region('Waits for you');
    await his.getByText('Proposal 3: roles of eve').waitFor();
    await looksWell(bob, 'proposals');
    await bob.act('Refuse proposal 2', 'no');
    await bob.link('Approvals 1 waits for you').waitFor();
    await bob.region('What became of earlier proposals').getByText('refused').waitFor();
    await bob.act('Agree to proposal 3', 'yes');
    await bob.region('What became of earlier proposals').getByText('done').waitFor();
    await his.getByText('Nothing waits for you.').waitFor();
    const {people} = await relay.json('people');
    const {roles} = people.find((one) => one.name === 'eve');
    assert.deepEqual(roles.map((one) => one.role).sort(), ['policy-editor', 'viewer']);
    assert.deepEqual([bob.problems, eve.problems], [[], []]);
    await bob.close();
    await eve.close();
    assert.deepEqual(watched.problems, []);
  });
});
