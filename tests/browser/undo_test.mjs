// What was just done is taken back from where it is told, by keys alone.

import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';

import {Story, secondWaits} from './story.mjs';

describe('the way back', {timeout: 120_000}, () => {
  let story;
  let relay;
  let watched;
  let page;

  before(async () => {
    story = await Story.begin({past: secondWaits});
    ({relay, watched, page} = story);
    await page.clock.install();
    await watched.goes('flow');
  });
  after(() => story?.end());
  const undo = () => watched.button('Undo …');
  const hasFocus = (one) => one.evaluate((element) => document.activeElement === element);
  async function tabsTo(one) {
    for (let presses = 0; presses < 100 && !await hasFocus(one); ++presses) await page.keyboard.press('Tab');
    assert.ok(await hasFocus(one), 'no key leads there');
  }

  it('stays for who is at it, and leads to the question whether to take it back', async () => {
    await watched.act('Hold everywhere: sample', 'the printer hangs');
    await undo().waitFor();
    assert.match(await page.locator('#outcome [role=status]').textContent(), /It can be undone/);
    await story.isWell('what can be undone');
    await tabsTo(undo());
    await page.clock.fastForward(60_000);
    assert.ok(await hasFocus(undo()), 'it went from under who is at it');
    await page.keyboard.press('Enter');
    await watched.region('What will happen').waitFor();
    await watched.confirms('it was the toner');
    await undo().waitFor({state: 'detached'});
    assert.deepEqual((await relay.sample()).acts, []);
    assert.deepEqual(watched.problems, []);
  });

  it('goes by itself when nobody wants it', async () => {
    await watched.act('Stop everything', 'a fire');
    await undo().waitFor();
    await page.clock.fastForward(31_000);
    await undo().waitFor({state: 'detached'});
    await watched.act('Lift the stop of everything', 'it is out');
    assert.equal(await undo().count(), 0);
    assert.deepEqual(watched.problems, []);
  });

  it('is that of what was chosen', async () => {
    await watched.button('Stop sample for office').click();
    await page.getByLabel(/^Pause .* for office$/).check();
    await watched.confirms('wait');
    await undo().click();
    await page.locator('#ask-title', {hasText: /^Resume/}).waitFor();
    await watched.confirms('go on');
    assert.deepEqual((await relay.sample()).pauses, []);
    assert.deepEqual(watched.problems, []);
  });
});
