// The frame around every page: where one is, what has the focus, and what is offered to whom.

import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';

import {eventually} from './running_relay.mjs';
import {Story, secondWaits} from './story.mjs';

const alarm = (sentence) => ({kind: 'expiry', feed: 'sample', group: null, version: null, at: null, sentence});

const bypass = (granted, number) => ({
  number, granted, reviewed: null, overdue: false, over: false, version: '2', sentence: 'skips soak', person: 'bob',
  reason: 'a worm', groups: null, grants: [], waits_for: granted ? [] : [{role: 'security', have: 0, need: 1}],
  review_due: granted,
});

describe('the frame', {timeout: 240_000}, () => {
  let story;
  let relay;
  let watched;
  let page;

  before(async () => {
    story = await Story.begin({past: secondWaits});
    ({relay, watched, page} = story);
  });
  after(() => story?.end());
  afterEach(() => page.unrouteAll({behavior: 'wait'}));

  it('shows what has the focus, however low the window is', async () => {
    const hidden = () => {
      const {left, right, top, bottom} = document.activeElement.getClientRects()[0];
      const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      return document.activeElement.contains(there) ? null : document.activeElement.outerHTML.slice(0, 200);
    };
    for (const [width, height] of [[1280, 256], [1280, 700], [390, 700]]) {
      await page.setViewportSize({width, height});
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      await page.locator('.cell .acts button').last().focus();
      while (!await page.evaluate(() => document.activeElement.closest('.top'))) {
        assert.equal(await page.evaluate(hidden), null, `${width} × ${height}`);
        await page.keyboard.press('Shift+Tab');
      }
    }
    await page.setViewportSize({width: 1280, height: 720});
  });

  it('says in the title and by the focus where one has arrived', async () => {
    await watched.flowIs((flow) => {
      flow.name = 'relay-7';
      flow.alarms = [alarm('one'), alarm('two')];
    });
    await page.reload();
    const {version} = (await relay.sample()).newest;
    const hasFocus = (text) => page.waitForFunction(
        (said) => document.activeElement.tagName === 'H1' && document.activeElement.innerText === said, text);
    await watched.card().locator('.newest .version').focus();
    await page.keyboard.press('Enter');
    await hasFocus(`sample ${version}`);
    assert.equal(await page.title(), `(2) sample ${version} · Releases · relay-7`);
    await watched.link('Groups and devices').focus();
    await page.keyboard.press('Enter');
    await hasFocus('Groups and devices');
    assert.equal(await page.title(), '(2) Groups and devices · relay-7');
    const state = page.getByLabel('State');
    await state.focus();
    await state.selectOption('silent');
    assert.ok(await state.evaluate((one) => one === document.activeElement));
    assert.deepEqual(watched.problems, []);
  });

  it('offers nothing to whom it would be refused', async () => {
    const asked = ['Sync now: sample', 'Hold everywhere: sample', 'Stop sample for pilot', 'Stop sample for office',
                   'Let a device enrol', 'Hold in every feed: pilot', 'Hold in every feed: office', 'Stop this release',
                   'Quarantine', 'Break the glass', 'Bypass'];
    const {version} = (await relay.sample()).newest;
    const offered = async (...roles) => {
      await watched.answerIs('session', (session) => { session.roles = roles; });
      await page.reload();
      const found = [];
      for (const at of ['flow', 'devices', `release/sample/${encodeURIComponent(version)}`]) {
        await watched.goes(at);
        for (const name of asked) if (await watched.button(name).count()) found.push(name);
      }
      return found;
    };
    const here = {feed: null, group: null};
    assert.deepEqual(await offered({role: 'viewer', ...here}), []);
    assert.ok(await watched.button('Stop everything').isDisabled());
    const why = page.getByText('This takes the role operator, administrator or policy-editor');
    await why.waitFor();
    await watched.goes('flow');
    await story.looksWell('the frame of somebody who only looks');
    await page.setViewportSize({width: 1280, height: 720});
    assert.deepEqual(await offered({role: 'operator', feed: null, group: 'office'}),
                     ['Stop sample for office', 'Hold in every feed: office', 'Stop this release', 'Break the glass',
                      'Bypass']);
    const ways = () => page.locator('#ask-stop label').allTextContents();
    await watched.button('Stop this release').click();
    assert.deepEqual(await ways(), [`Pause ${version} for office`, 'Hold sample for office', `Block ${version} for office`]);
    await watched.button('Cancel').click();
    assert.ok(await watched.button('Stop everything').isEnabled());
    await why.waitFor();
    await watched.goes('flow');
    await watched.button('Stop sample for office').click();
    assert.deepEqual(await ways(), [
      `Pause ${version} for office`, 'Hold sample for office', 'Hold office in every feed', `Block ${version} for office`]);
    await watched.button('Cancel').click();
    assert.deepEqual(await offered({role: 'operator', ...here}), asked);
    assert.equal(await why.count(), 0);
    assert.deepEqual(watched.problems, []);
  });

  it('offers what is to be mended to those who can', async () => {
    await watched.flowIs((flow) => {
      flow.clock.suspect = 'set back by 2h';
      flow.alarms = [{...alarm('the clock is not trusted'), kind: 'clock', feed: null}];
      flow.feeds[0].bypasses = [null, '2026-01-02T00:00:00Z'].map(bypass);
    });
    await watched.statusIs((status) => { status.clock.suspect = 'set back by 2h'; });
    const clock = 'Confirm the clock';
    const grant = 'Grant bypass 0';
    const review = 'Sign the review of bypass 1';
    for (const [role, ...own] of [
      ['viewer'], ['policy-editor'], ['auditor', review], ['operator', clock], ['administrator', clock, review],
      ['security', grant, review],
    ]) {
      await watched.answerIs('session', (session) => { session.roles = [{role, feed: null, group: null}]; });
      await page.reload();
      await watched.goes('flow');
      await page.getByText('set back by 2h').waitFor();
      const found = [];
      for (const name of [clock, grant, review]) if (await watched.button(name).count()) found.push(name);
      assert.deepEqual(found, own, role);
      await watched.goes('settings/health');
      await page.getByText('set back by 2h').waitFor();
      assert.equal(await watched.button(clock).count(), own.includes(clock) ? 1 : 0, role);
    }
    assert.deepEqual(watched.problems, []);
  });

  it('counts what waits for the viewer, and shows that before what waits for others', async () => {
    const {version} = (await relay.sample()).newest;
    await watched.flowIs(({feeds: [feed]}) => {
      feed.bypasses = [null, '2026-01-02T00:00:00Z'].map(bypass);
      feed.halts = [{number: 1, version: '0', sequence: 0, group: null, at: '2026-01-02T00:00:00Z',
                     evidence: 'silence', acknowledged: null}];
    });
    const mine = watched.region('Waits for you');
    const others = watched.region('Waits for others');
    const kAll = [`sample ${version} for office, default`, 'silence', 'Grant', 'Sign the review'];
    for (const [role, count, ...his] of [
      ['viewer', ''], ['operator', ' 1 waits for you', 'silence'], ['auditor', ' 1 waits for you', 'Sign the review'],
      ['security', ' 3 wait for you', 'silence', 'Grant', 'Sign the review'],
      ['release-manager', ' 3 wait for you', `sample ${version} for office, default`, 'silence', 'Sign the review'],
    ]) {
      await watched.answerIs('session', (session) => { session.roles = [{role, feed: null, group: null}]; });
      await page.reload();
      await watched.link('Approvals' + count).click();
      await others.getByText(`bob: a worm`).or(mine.getByText(`bob: a worm`)).first().waitFor();
      await eventually(async () => {
        const shown = await mine.innerText();
        assert.deepEqual(kAll.filter((one) => shown.includes(one)), his, role);
      });
      const told = await others.innerText();
      assert.ok(!his.some((one) => told.includes(one)), role);
    }
    await story.looksWell('what waits for the viewer');
    await page.setViewportSize({width: 1280, height: 720});
  });

  it('folds what waits behind the newest, counts that alone, and takes a yes to both', async () => {
    const {version} = (await relay.sample()).newest;
    relay.publish({'rules.txt': 'three\n'});
    await relay.sluice('sync', 'sample');
    const {version: newest} = (await relay.sample()).newest;
    await watched.link('Approvals 1 waits for you').click();
    const mine = watched.region('Waits for you');
    await mine.getByText(`sample ${newest} for office, default`).waitFor();
    await mine.getByText('1 older one waits as well').click();
    await mine.getByText(`sample ${version} for office, default`).waitFor();
    await story.isWell('what waits behind the newest');
    const waitFor = async (...versions) => eventually(async () => {
      const [, office] = await relay.explanations();
      const asked = office.newer.filter(({reasons}) => reasons.some((one) => one.rule === 'approval'));
      assert.deepEqual(asked.map((one) => one.version), versions);
    });
    await watched.act(`Approve ${newest} for office, default`, 'tested on Tuesday');
    await waitFor(version);
    await watched.link('Approvals').waitFor();
    await mine.getByText('Nothing waits for you.').waitFor();
    const others = watched.region('Waits for others');
    await others.getByText(`sample ${newest} for office, default`).waitFor();
    await others.getByText('1 older one waits as well').click();
    await watched.act(`Approve ${version} for office, default`, 'tested on Monday');
    await waitFor();
    await others.getByText('Nothing waits for others.').waitFor();
    assert.deepEqual(watched.problems, []);
  });

  it('knows of a role as soon as that is given', async () => {
    let roles = [{role: 'viewer', feed: null, group: null}];
    await watched.answerIs('session', (session) => { session.roles = roles; });
    await page.reload();
    await watched.goes('flow');
    assert.ok(await watched.button('Stop everything').isDisabled());
    roles = [...roles, {role: 'operator', feed: null, group: null}];
    await relay.sluice('people', 'add', 'eve', '--role', 'viewer', '--reason', 'joins',
                       '--password-file', relay.passwordFile('what eve was given'));
    await watched.button('Sync now: sample').waitFor();
    assert.ok(await watched.button('Stop everything').isEnabled());
    assert.deepEqual(watched.problems, []);
  });
});
