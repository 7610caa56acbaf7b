// What people say of a release on its page, each through its dialog, and what the relay then has.

import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';

import {eventually, kPolicy} from './running_relay.mjs';
import {Story, joins} from './story.mjs';

const kChecked = kPolicy.replace('gate: { bake: 1d }', '$&\n        checks: [lab]');

describe('the acts of a release', {timeout: 240_000}, () => {
  let story;
  let relay;
  let watched;
  let page;
  let first;                    // The release that groups begin with,
  let second;                   // and the one after it.
  let bob;                      // Who says yes to exceptions, in a window of his own.

  before(async () => {
    story = await Story.begin({
      policy: kChecked, past: (relay) => eventually(() => relay.sluice('sync', 'sample')),
    });
    ({relay, watched, page} = story);
    first = (await relay.sample()).newest.version;
  });
  after(async () => {
    await bob?.close();
    await story?.end();
  });

  const goesTo = (version) => watched.goes(`release/sample/${encodeURIComponent(version)}`);
  const choices = () => page.locator('#ask-groups option').allTextContents();
  const has = async () => (await relay.explanations()).map(({active}) => active?.version ?? null);
  const acts = async () => (await relay.sample()).acts.map(({kind, group, version}) => [kind, group, version]);

  it('lets groups begin with a release, and nobody who has one', async () => {
    await goesTo(first);
    await watched.button('Adopt').click();
    assert.deepEqual(await choices(), ['office', 'default', 'all 2 groups without a release']);
    await story.isWell('groups that have no release yet');
    await watched.confirms('what it runs today', {groups: 'office'});
    await eventually(async () => assert.deepEqual(await has(), [first, first, null]));
    await watched.act('Adopt', 'and so do they');
    await watched.button('Adopt').waitFor({state: 'detached'});
    assert.deepEqual(await has(), [first, first, first]);
    await story.isWell('a release that all have adopted');
  });

  it('makes a release the floor until that is lifted', async () => {
    relay.publish({'rules.txt': 'two\n'});
    await relay.sluice('sync', 'sample');
    second = (await relay.sample()).newest.version;
    await goesTo(first);
    await watched.act('Floor', 'nothing older', {groups: 'office'});
    await goesTo(second);
    await watched.act('Floor', 'nor this', {groups: 'office'});
    await eventually(async () => assert.deepEqual(
        await acts(), [['floor', 'office', first], ['floor', 'office', second]]));
    await watched.goes('flow');
    await watched.act(`Lift floor ${second} for office`, 'too much');
    await eventually(async () => assert.deepEqual(await acts(), [['floor', 'office', first]]));
    await watched.deed('Floor').filter({hasText: 'nothing older'}).waitFor();
    await story.isWell('a floor in force');
    await watched.act(`Lift floor ${first} for office`, 'enough');
    await eventually(async () => assert.deepEqual(await acts(), []));
    assert.deepEqual(watched.problems, []);
  });

  it('says first whether there is a way back, and then what groups get instead of what', async () => {
    const kNone = '▲ There is no way back.';
    const kOther = 'To undo it: say the other; the last word counts. What has opened meanwhile stays open.';
    const waits = `office keeps ${first} until nothing else is in the way of ${second} (`;
    const told = async (at, asked) => {
      await goesTo(at);
      for (const [name, undo, ...effects] of asked) {
        await watched.button(name).click();
        assert.equal(await page.locator('#ask-undo').textContent(), undo, name);
        const heard = (await page.getByRole('dialog').getAttribute('aria-describedby')).split(' ');
        assert.deepEqual(heard, ['ask-undo', 'ask-what', 'ask-effect'], name);
        if (await page.locator('#ask-groups option[value=office]').count()) {
          await page.locator('#ask-groups').selectOption('office');
        }
        for (const effect of effects) await page.locator('.moves li', {hasText: effect}).waitFor();
        await watched.button('Cancel').click();
      }
    };
    await told(second, [
      ['Approve', kNone, waits], ['Quarantine', 'To undo it: trust it again.',
                                  `pilot goes back from ${second} to ${first}: 0 devices`, `office keeps ${first}`],
      ['Pin', 'To undo it: lift the pin.', waits], ['Floor', 'To undo it: lift the floor.', `office keeps ${first}`],
      ['Bypass', kNone, waits], ['Break the glass', kNone, waits], ['Fix forward', kNone, `office keeps ${first}`],
      ['Say what a check found', kOther, waits], ['Say how much there is to lose', kOther, `office keeps ${first}`],
    ]);
    await watched.button('Bypass').click();
    for (const name of ['soak', 'gate', 'checks', 'approval']) await page.getByLabel(name).check();
    await page.locator('#ask-groups').selectOption('office');
    await page.getByText(`office goes from ${first} on to ${second}: 0 devices`).waitFor();
    await story.isWell('an exception with what it will do');
    await watched.button('Cancel').click();
    await watched.button('Quarantine').click();
    await page.locator('#ask .going-back').waitFor();
    await story.looksWell('what a quarantine will do');
    await page.setViewportSize({width: 1440, height: 900});
    await watched.button('Cancel').click();
    await told(first, [['Trust it', 'To undo it: quarantine it again.', `office has ${first}, and the rules decide`]]);
    await watched.button('Pin').click();
    await page.locator('#ask-groups').selectOption('pilot');
    await page.getByText(`pilot goes back from ${second} to ${first}: 0 devices`).waitFor();
    await page.locator('#ask .going-back').waitFor();
    await watched.button('Cancel').click();
    assert.deepEqual(watched.problems, []);
  });

  it('offers groups to who may choose them, and all of them to who may say so', async () => {
    await watched.answerIs('session', (session) => {
      session.roles = [{role: 'release-manager', feed: null, group: 'office'}];
    });
    await page.reload();
    await goesTo(first);
    for (const name of ['Pin', 'Floor', 'Bypass', 'Break the glass', 'Say how much there is to lose']) {
      await watched.button(name).click();
      assert.deepEqual(await choices(), ['office'], name);
      await watched.button('Cancel').click();
    }
    for (const name of ['Quarantine', 'Adopt', 'Say what a check found']) {
      assert.equal(await watched.button(name).count(), 0, name);
    }
    await page.unroute('**/api/v1/session');
    await page.reload();
    assert.deepEqual(watched.problems, []);
  });

  it('keeps what a check found, and how much there is to lose', async () => {
    const said = () => page.evaluate(async () => {
      const {verdicts, risks} = await (await fetch('/api/v1/feeds/sample/judgements')).json();
      return [...verdicts, ...risks].map(({check, yes, group, risk, reason}) => [check ?? group, yes ?? risk, reason]);
    });
    const asksFor = async () => (await relay.explanations())[1].newer[0].reasons.map((one) => one.rule);
    await goesTo(second);
    await watched.act('Say what a check found', 'two files less', {check: 'lab', yes: 'no'});
    assert.ok((await asksFor()).includes('check'));
    await watched.button('Say what a check found').click();
    await page.locator('#ask-check').fill('lab');
    await page.locator('.moves li', {hasText: `office keeps ${first} until nothing else`}).waitFor();
    await watched.confirms('they were meant to go');
    await eventually(async () => assert.ok(!(await asksFor()).includes('check')));
    await watched.act('Say how much there is to lose', 'month end', {groups: 'office', risk: 'high'});
    const [last, before, risk] = await said();
    assert.deepEqual([last, before].sort(), [['lab', false, 'two files less'], ['lab', true, 'they were meant to go']]);
    assert.deepEqual(risk, ['office', 'high', 'month end']);
    await story.isWell('a release that was judged');
  });

  it('blocks a release where it is, and lifts that', async () => {
    await watched.goes('flow');
    await watched.button('Stop sample for pilot').click();
    await page.getByLabel(`Block ${second} for pilot`).check();
    await page.getByText(`pilot goes back from ${second} to ${first}: 0 devices`).waitFor();
    await watched.confirms('it smells');
    await eventually(async () => assert.deepEqual([await acts(), await has()], [
      [['block', 'pilot', second]], [first, first, first]]));
    await story.isWell('a block in force');
    await watched.act(`Lift block ${second} for pilot`, 'it was the fish');
    await eventually(async () => assert.deepEqual([await acts(), await has()], [[], [second, first, first]]));
  });

  const kAllRules = ['soak', 'gate', 'train', 'checks', 'approval'];
  async function excepts(button, reason, besides) {
    await watched.button(button).click();
    for (const rule of kAllRules) await page.getByLabel(rule, {exact: true}).check();
    await watched.confirms(reason, besides);
  }
  const bypasses = async () => (await relay.sample()).bypasses;

  it('breaks the glass alone, and has that reviewed by somebody else', async () => {
    bob = await joins(story, 'bob', 'boss');
    await goesTo(second);
    await excepts('Break the glass', 'a worm', {groups: 'office'});
    await eventually(async () => assert.deepEqual(await has(), [second, second, first]));
    const [{number, break_glass, review_due}] = await bypasses();
    assert.deepEqual([break_glass, review_due !== null], [true, true]);
    await watched.goes('approvals');
    await watched.region('Waits for others').getByText('a worm').waitFor();
    assert.equal(await watched.button(`Sign the review of bypass ${number}`).count(), 0);
    await bob.link('Approvals 1 waits for you').click();
    await bob.act(`Sign the review of bypass ${number}`, 'it was a worm');
    await bob.region('Waits for you').getByText('Nothing waits for you.').waitFor();
    assert.ok((await bypasses())[0].reviewed);
    await watched.region('Waits for others').getByText('a worm').waitFor({state: 'detached'});
    await story.isWell('a broken glass');
  });

  it('asks for an exception, which somebody else grants', async () => {
    await goesTo(second);
    await excepts('Bypass', 'they ask for it', {groups: 'default', for: '2h'});
    const [{number, granted, waits_for: [line]}] = await bypasses();
    assert.deepEqual([granted, line.role], [null, 'boss']);
    assert.deepEqual(await has(), [second, second, first]);
    await bob.link('Approvals 1 waits for you').click();
    await bob.button(`Grant bypass ${number}`).click();
    await bob.page.getByText(`default goes from ${first} on to ${second}: 0 devices`).waitFor();
    await bob.confirms('as they wish');
    await eventually(async () => assert.deepEqual(await has(), [second, second, second]));
    assert.deepEqual([bob.problems, watched.problems], [[], []]);
  });

  it('sends the fix first to the devices that took the bad one', async () => {
    const asOffice = async () => (await fetch(relay.endpoints + '/g/office/sample/rules.txt')).text();
    assert.equal(await asOffice(), 'two\n');
    const path = `/api/v1/feeds/sample/journey?version=${encodeURIComponent(second)}`;
    const took = () => page.evaluate(
        async (at) => (await (await fetch(at)).json()).groups.find((one) => one.group === 'office').has, path);
    await eventually(async () => assert.equal(await took(), 1));
    relay.publish({'rules.txt': 'three\n'});
    await relay.sluice('sync', 'sample');
    const {version: third} = (await relay.sample()).newest;
    await goesTo(third);
    await watched.button('Fix forward').click();
    await page.locator('#ask-of').selectOption(second);
    await page.locator('#ask-groups').selectOption('office');
    await page.getByText(`office: 1 device that took the bad one gets ${third}`).waitFor();
    await story.isWell('a fix before it is sent');
    for (const rule of kAllRules) await page.getByLabel(rule, {exact: true}).check();
    await watched.confirms('the worm is back', {for: '1h'});
    const [{number, devices}] = await bypasses();
    assert.equal(devices, 1);
    await bob.act(`Grant bypass ${number}`, 'at once');
    await eventually(async () => assert.equal(await asOffice(), 'three\n'));
    assert.equal((await relay.explanations())[2].active.version, second);
    assert.deepEqual([bob.problems, watched.problems], [[], []]);
  });
});
