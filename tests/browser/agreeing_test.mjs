// Two people and a policy that protects less: one asks for it, the other sees what it would change, and
// agrees to that.

import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';

import {Story, joins, secondWaits} from './story.mjs';

describe('a policy that takes two', {timeout: 120_000}, () => {
  let story;
  let relay;
  let watched;
  let page;
  let eve;

  before(async () => {
    story = await Story.begin({past: secondWaits});
    ({relay, watched, page} = story);
    eve = await joins(story, 'eve', 'policy-editor');
  });
  after(async () => {
    await eve?.close();
    await story?.end();
  });

  it('is asked for by one of them', async () => {
    await eve.goes('policy');
    const first = await eve.page.evaluate(async () => (await (await fetch('/api/v1/policy/revision')).json()).text);
    await eve.page.getByRole('textbox', {name: 'Text of the policy'}).click();
    await eve.page.keyboard.press('Control+A');
    await eve.page.keyboard.insertText(first.replace(/\n *approve: .*/, '').replace('soak: 1d', 'soak: 2h'));
    await eve.act('Put in force …', 'it takes too long');
    await eve.page.getByText('waits for a second person').first().waitFor();
    assert.deepEqual(eve.problems, []);
  });

  it('shows the other one what it would change', async () => {
    const scripts = [];
    page.on('response', (response) => { if (response.url().endsWith('.js')) scripts.push(response.text()); });
    await watched.goes('approvals');
    const card = watched.region('Waits for you').locator('article', {hasText: 'policy'});
    await card.getByText('What it protects less').waitFor();
    const lines = card.getByRole('region', {name: 'Changed lines'});
    assert.match(await lines.innerText(), /- +soak: 1d[^]*\+ +soak: 2h/);
    assert.match(await card.locator('#effects tbody tr').first().innerText(), /sample [^]* for office[^]*not in sight/);
    assert.ok(scripts.length && (await Promise.all(scripts)).every((one) => !one.includes('cm-editor')),
              'it comes without the editor');
    await card.getByText('The whole text').click();
    await card.locator('pre', {hasText: 'feeds:'}).waitFor();
    await story.looksWell('a policy that somebody proposes');
  });

  it('is in force once he has read what it protects less and agreed', async () => {
    await page.getByRole('button', {name: /^Agree to proposal/}).click();
    await page.locator('#ask-what').waitFor();
    const said = await page.locator('#ask-what').innerText();
    assert.match(said, /^What it protects less\n[^]*soak[^]*sha256:/);
    await story.isWell('what somebody agrees to');
    await watched.confirms('it does');
    await watched.region('What became of earlier proposals').getByText('done').waitFor();
    const {text, number} = await page.evaluate(async () => (await fetch('/api/v1/policy/revision')).json());
    assert.equal(number, 2);
    assert.match(text, /soak: 2h/);
    assert.deepEqual(watched.problems, []);
  });
});
