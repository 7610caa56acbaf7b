// The audit as an auditor meets it: found by what a link carries, verified, and taken along.

import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {after, before, describe, it} from 'node:test';

import {eventually} from './running_relay.mjs';
import {Story, firstIsAdopted} from './story.mjs';

describe('the audit', {timeout: 120_000}, () => {
  let story;
  let relay;
  let watched;
  let page;

  before(async () => {
    story = await Story.begin({past: async (relay) => {
      await firstIsAdopted(relay);
      await relay.sluice('hold', 'sample', '--groups', 'default', '--reason', 'month end');
    }});
    ({relay, watched, page} = story);
  });
  after(() => story?.end());
  const rows = () => page.locator('#audit tbody tr');

  it('is found by who did what, and a link carries that', async () => {
    await watched.goes('audit?person=ann&action=hold');
    await rows().first().waitFor();
    assert.equal(await rows().count(), 1);
    assert.match(await rows().first().innerText(), /ann[^]*hold sample → default[^]*done[^]*month end/);
    assert.equal(await watched.link('sample → default').getAttribute('href'), '#/flow?feed=sample');
    const [exported] = await Promise.all([
      page.waitForEvent('download'), page.getByRole('button', {name: /^Export from row \d+, the oldest/}).click()]);
    assert.match(exported.suggestedFilename(), /^audit-from-[1-9]\d*\.tar$/);
    await story.looksWell('what was found in the audit');
    await watched.link('Show all').click();
    assert.equal(await watched.link('viewer → ann, everywhere').getAttribute('href'), '#/settings/people/ann');
    const {newest: {version}} = await relay.sample();
    const release = page.getByRole('link', {name: `sample ${version} → pilot`}).first();
    assert.equal(await release.getAttribute('href'), `#/release/sample/${encodeURIComponent(version)}`);
    await rows().filter({hasText: 'signed in'}).first().waitFor();
    await rows().filter({hasText: 'password set'}).getByRole('link', {name: 'machine', exact: true}).click();
    await page.waitForURL('**/#/audit?person=machine');
    await eventually(async () => assert.deepEqual(
        [...new Set(await page.locator('#audit tbody th a').allTextContents())], ['machine']));
    await page.getByLabel('Text').fill('no such thing');
    await page.keyboard.press('Enter');
    await page.getByText('Nothing like that was found down to row 1.').waitFor();
    await story.isWell('the audit without rows');
  });

  it('takes times in the zone of the viewer', async () => {
    await watched.goes('audit');
    await page.getByLabel('Before').fill('2020-01-02T03:04');
    await page.getByLabel('Before').blur();
    await page.getByText(/^Nothing like that/).waitFor();
    const expected = await page.evaluate(() => new Date('2020-01-02T03:04').toISOString().replace('.000', ''));
    assert.equal(new URLSearchParams(page.url().split('?')[1]).get('until'), expected);
    assert.equal(await page.getByLabel('Before').inputValue(), '2020-01-02T03:04');
    assert.deepEqual(watched.problems, []);
  });

  it('is verified, also against a head that was kept', async () => {
    await watched.goes('audit');
    const head = await page.locator('#head').textContent();
    await page.locator('#verify-since').fill(head);
    await watched.button('Verify').click();
    await page.getByText(/^every row fits, from 1 to \d+$/).waitFor();
    await story.isWell('a verified audit');
    await page.locator('#verify-since').fill('1:' + '0'.repeat(64));
    await watched.button('Verify').click();
    const trouble = page.locator('#verify .notice.danger');
    await trouble.waitFor();
    assert.match(await trouble.innerText(), /at row 1: /);
    assert.deepEqual(watched.problems, []);
  });

  it('says what is no head, and what the relay does not sign', async () => {
    await page.locator('#verify-since').fill('mine');
    await watched.button('Verify').click();
    await page.getByText("'since' is a head: the number of a row, a colon and 64 hexadecimal digits").waitFor();
    await page.locator('#export-from').fill('999999');
    await watched.button('Export').click();
    await page.locator('#export .problem:not(:empty)').waitFor();
    watched.problems.splice(0);     // The browser tells of the two refusals.
  });

  it('is taken along as a signed archive', async () => {
    await page.locator('#export-from').fill('2');
    const [download] = await Promise.all([page.waitForEvent('download'), watched.button('Export').click()]);
    assert.equal(download.suggestedFilename(), 'audit-from-2.tar');
    assert.match(readFileSync(await download.path()).toString('latin1', 257, 262), /ustar/);
    await rows().filter({hasText: 'audit exported'}).first().waitFor();
    assert.deepEqual(watched.problems, []);
  });
});
