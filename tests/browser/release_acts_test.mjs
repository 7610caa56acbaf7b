// What people say of a release on its page, each through its dialog, and what the relay then has.

import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';

import {eventually} from './running_relay.mjs';
import {Story} from './story.mjs';

describe('the acts of a release', {timeout: 240_000}, () => {
  let story;
  let relay;
  let watched;
  let page;
  let first;                    // The release that groups begin with.

  before(async () => {
    story = await Story.begin({past: (relay) => eventually(() => relay.sluice('sync', 'sample'))});
    ({relay, watched, page} = story);
    first = (await relay.sample()).newest.version;
  });
  after(() => story?.end());

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
    const second = (await relay.sample()).newest.version;
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
    const {version: second} = (await relay.sample()).newest;
    const kNone = '▲ There is no way back.';
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
      ['Say what a check found', kNone, waits], ['Say how much there is to lose', kNone, `office keeps ${first}`],
    ]);
    await watched.button('Bypass').click();
    for (const name of ['soak', 'gate', 'approval']) await page.getByLabel(name).check();
    await page.locator('#ask-groups').selectOption('office');
    await page.getByText(`office goes from ${first} on to ${second}: 0 devices`).waitFor();
    await story.isWell('an exception with what it will do');
    await watched.button('Cancel').click();
    await watched.button('Quarantine').click();
    await page.locator('.going-back').waitFor();
    await story.looksWell('what a quarantine will do');
    await page.setViewportSize({width: 1440, height: 900});
    await watched.button('Cancel').click();
    await told(first, [['Trust it', 'To undo it: quarantine it again.', `office has ${first}, and the rules decide`]]);
    await watched.button('Pin').click();
    await page.locator('#ask-groups').selectOption('pilot');
    await page.getByText(`pilot goes back from ${second} to ${first}: 0 devices`).waitFor();
    await page.locator('.going-back').waitFor();
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
    assert.deepEqual(watched.problems, []);
  });
});
