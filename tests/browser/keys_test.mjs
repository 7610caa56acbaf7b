// Who uses no mouse: keys that lead to the page's find field, to other pages and back from an act, and
// nothing of that while somebody writes.

import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';

import {Story, secondWaits} from './story.mjs';

describe('keys', {timeout: 120_000}, () => {
  let story;
  let watched;
  let page;

  before(async () => {
    story = await Story.begin({past: secondWaits});
    ({watched, page} = story);
    await watched.goes('flow');
  });
  after(() => story?.end());
  const press = async (...keys) => { for (const key of keys) await page.keyboard.press(key); };
  const heading = (name) => page.getByRole('heading', {level: 1, name});

  it('are listed by one of them, and by the button of the frame', async () => {
    await press('?');
    const list = page.getByRole('dialog', {name: 'Keys'});
    assert.match(await list.innerText(), /g\s*d\s*Groups and devices/);
    await story.looksWell('the list of keys');
    await press('Escape');
    await list.waitFor({state: 'detached'});
    await watched.button('Keys').click();
    await watched.button('Close').click();
    await list.waitFor({state: 'detached'});
  });

  it('lead to every page that the frame names', async () => {
    const names = await page.getByRole('navigation', {name: 'Pages'}).getByRole('link').allInnerTexts();
    const titles = names.map((one) => one.replace(/\s*\d.*/s, ''));
    for (const [i, key] of [...'fradpcls'].entries()) {
      await press('g', key);
      await page.locator('.pages [aria-current]', {hasText: titles[i]}).waitFor();
    }
    assert.equal(titles.length, 8);
  });

  it('lead to the field that finds, and are letters there', async () => {
    await press('g', 'd');
    await heading('Groups and devices').waitFor();
    const field = page.getByRole('searchbox');
    await field.waitFor();
    await press('/');
    await press('g', 'f', '?', '/');
    assert.equal(await field.inputValue(), 'gf?/');
    assert.equal(await page.getByRole('dialog').count(), 0);
    await heading('Groups and devices').waitFor();
    await page.goto(watched.url + '/#/policy');
    await page.getByRole('textbox', {name: 'Text of the policy'}).click();
    await press('?', 'Control+Z');
    assert.equal(await page.getByRole('dialog').count(), 0);
  });

  it('undo what was just done, after asking', async () => {
    await watched.goes('flow');
    await watched.act('Hold everywhere: sample', 'the printer hangs');
    await watched.button('Undo …').waitFor();
    await press('u');
    await page.locator('#ask-title', {hasText: /^Lift/}).waitFor();
    await watched.confirms('it was the toner');
  });

  it('can be switched off', async () => {
    await watched.button('Keys').click();
    await page.getByLabel('Use these keys').uncheck();
    await watched.button('Close').click();
    await press('g', 'a', '?');
    assert.equal(await page.getByRole('dialog').count(), 0);
    assert.match(page.url(), /#\/flow$/);
    assert.deepEqual(watched.problems, []);
  });
});
