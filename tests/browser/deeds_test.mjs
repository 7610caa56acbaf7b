// What people did, where it is told: on a release's page as it happened, and who said yes to what.

import assert from 'node:assert/strict';
import {after, before, beforeEach, describe, it} from 'node:test';

import {Story, secondWaits} from './story.mjs';

const kHostile = '<img src=x onerror=alert(1)>';

describe('what people did', {timeout: 240_000}, () => {
  let story;
  let relay;
  let watched;
  let page;
  let version;                  // The newest, which waits in office and default.
  let first;                    // What everybody has.

  before(async () => {
    story = await Story.begin({past: secondWaits});
    ({relay, watched, page} = story);
    ({version} = (await relay.sample()).newest);
    first = (await relay.explanations()).find(({group}) => group === 'office').active.version;
    const does = (...words) => relay.sluice(...words);
    await does('hold', 'sample', '--groups', 'office', '--reason', 'month end');
    await does('quarantine', 'sample', version, '--reason', 'it smells');
    await does('trust', 'sample', version, '--reason', 'it was the fish');
    await does('pause', 'sample', version, '--groups', 'default', '--reason', kHostile);
    await does('resume', 'sample', version, '--groups', 'default', '--reason', 'go on');
  });
  after(() => story?.end());
  beforeEach(() => page.goto(relay.url));

  const timeline = () => watched.region('What happened, and what comes');
  const goesTo = (of) => watched.goes(`release/sample/${encodeURIComponent(of)}`);
  const happened = (text) => timeline().locator('li.past', {hasText: text});

  it('is told of a release with person and reason, and what is still in force', async () => {
    await goesTo(version);
    await happened('quarantined by ann: it smells').waitFor();
    assert.deepEqual((await timeline().locator('li.past .said').allTextContents()).slice(-5), [
      'held in office by ann: month end', 'quarantined by ann: it smells', 'trusted again by ann: it was the fish',
      `paused in default by ann: ${kHostile}`, 'resumed in default by ann: go on']);
    assert.match(await happened('held in office').locator('.deed-state').textContent(), /in force$/);
    assert.match(await happened('paused in default').locator('.deed-state').textContent(), /^lifted .* by ann$/);
    await story.isWell('what happened to a release');
  });

  it('leaves out of an older release what was said when all had gone on', async () => {
    await goesTo(first);
    await happened('adopted in').waitFor();
    await happened('held in office').waitFor();
    assert.equal(await happened('quarantined').count(), 0);
  });

  it('leads from a release to its fix and back', async () => {
    const other = (name) => ({version: name, sequence: name === version ? 2 : 1});
    const fixed = {
      number: 99, at: '2026-01-04T02:00:00Z', person: 'bob', did: 'bypass', lifts: false, feed: 'sample', version,
      sequence: 2, groups: ['office'], other: other(first), reason: 'a worm', role: null,
      until: '2999-01-05T02:00:00Z', in_force: true, ended: null, yes: null, check: null, says: null,
      bypass: {number: 1, skips: ['soak'], break_glass: false, fix_forward: true, since: '2026-01-04T02:00:00Z'},
    };
    await watched.answerIs('deeds?*', (answer) => { answer.deeds = [fixed]; });
    await goesTo(version);
    const said = happened('fix-forward, bypass 1 asked for office, skipping soak');
    await said.getByRole('link', {name: first}).click();
    await happened(`with ${version} in its place by bob: a worm`).getByRole('link', {name: version}).waitFor();
    await timeline().locator('li.coming', {hasText: 'bypass 1 ends'}).waitFor();
    await page.unroute('**/api/v1/deeds?*');
  });

  it('says whether an exception can still be granted', async () => {
    const asked = (number, until) => ({
      number, at: '2026-01-04T02:00:00Z', person: 'bob', did: 'bypass', lifts: false, feed: 'sample', version,
      sequence: 2, groups: ['office'], other: null, reason: 'a worm', role: null, until, in_force: false,
      ended: null, yes: null, check: null, says: null,
      bypass: {number, skips: ['soak'], break_glass: false, fix_forward: false, since: null},
    });
    await watched.answerIs('deeds?*', (answer) => {
      answer.deeds = [asked(99, '2999-01-05T02:00:00Z'), asked(98, '2026-01-04T03:00:00Z')];
    });
    await goesTo(version);
    await happened('bypass 99').filter({hasText: 'not granted yet; its time ends'}).waitFor();
    await happened('bypass 98').filter({hasText: 'never granted; its time ended'}).waitFor();
    await page.unroute('**/api/v1/deeds?*');
  });

  it('folds a long past away', async () => {
    await watched.answerIs('deeds?*', (answer) => {
      const [one] = answer.deeds;
      answer.deeds = Array.from({length: 50}, (_, i) => ({...one, number: 1000 - i, reason: `number ${50 - i}`}));
    });
    await goesTo(version);
    const button = timeline().getByRole('button', {name: /^Show \d+ earlier$/});
    await button.waitFor();
    assert.equal(await timeline().locator('li.past').count(), 12);
    await happened('number 50').waitFor();
    await button.click();
    await happened('first seen').waitFor();
    assert.ok(await timeline().locator('li.past').count() > 50);
    await timeline().getByRole('button', {name: 'Show the latest alone'}).click();
    assert.equal(await timeline().locator('li.past').count(), 12);
    await page.unroute('**/api/v1/deeds?*');
  });

  it('says what each client does with an older release, where it is decided', async () => {
    await goesTo(version);
    const acts = watched.region('What can be done');
    await acts.getByText('A client that has a newer release').click();
    await acts.locator('.going-back dt', {hasText: 'apt'}).waitFor();
    await watched.button('Quarantine').click();
    await page.getByRole('dialog').getByText('takes the older metadata').waitFor();
    await story.isWell('a dialog with what clients do');
    await watched.button('Cancel').click();
  });

  it('is told of every yes with what it was bound to, and found by feed and person', async () => {
    await relay.sluice('hold', 'sample', '--lift', '--groups', 'office', '--reason', 'over');
    await watched.goes('approvals');
    const yeses = watched.region('Who decided what');
    await yeses.getByText('Nobody has said yes to a release yet.').waitFor();
    await relay.sluice('approve', 'sample', version, '--groups', 'all', '--reason', 'tested on Tuesday');
    const row = yeses.locator('tbody tr');
    await row.filter({hasText: `sample ${version}`}).waitFor();
    const text = await row.first().textContent();
    for (const part of ['yes as release-manager for office, default', 'ann', 'tested on Tuesday', 'sha256:']) {
      assert.ok(text.includes(part), `${part} in ${text}`);
    }
    const looksFor = async (person) => {
      await yeses.getByLabel('Person').fill(person);
      await yeses.getByLabel('Person').press('Enter');
    };
    await looksFor('bob');
    await yeses.getByText('None of these was found so far.').waitFor();
    assert.match(page.url(), /person=bob/);
    await looksFor('ann');
    await yeses.getByLabel('Feed').selectOption('sample');
    await row.first().waitFor();
    assert.match(page.url(), /feed=sample/);
    await page.reload();
    await row.first().waitFor();
    assert.equal(await yeses.getByLabel('Person').inputValue(), 'ann');
    await story.isWell('who said yes');
    await yeses.getByRole('link', {name: 'All of them'}).click();
    assert.doesNotMatch(page.url(), /person/);
  });

  it('looks for earlier proposals of a person further back', async () => {
    const ended = (number, by) => ({
      number, kind: 'policy', subject: 'the rules', by, why: 'a worm', role: 'boss', at: '2026-01-04T02:00:00Z',
      until: '2026-01-05T02:00:00Z', open: false, end: {how: 'withdrawn', by, why: 'no more', at: '2026-01-04T03:00:00Z'},
    });
    await page.route(/\/api\/v1\/proposals(\?after=2)?$/, (route) => route.fulfill({json:
        route.request().url().includes('after') ? {proposals: [ended(1, 'bob')], next: null}
          : {proposals: [ended(2, 'ann')], next: 2}}));
    await watched.goes('approvals?person=bob');
    const list = watched.region('What became of earlier proposals');
    await list.getByText('None of these was found so far.').waitFor();
    await list.getByRole('button', {name: 'Look further back'}).click();
    await list.locator('tbody tr', {hasText: 'bob: no more'}).waitFor();
  });

  it('is told of exceptions that were granted and reviewed, and of halts', async () => {
    const decided = {
      number: 99, at: '2026-01-04T02:00:00Z', person: 'bob', lifts: false, feed: 'sample', version, sequence: 2,
      groups: ['office'], other: null, reason: 'a worm', role: null, until: null, in_force: null, ended: null,
      yes: null, bypass: null, check: null, says: null,
    };
    const bypass = {number: 7, skips: ['soak'], break_glass: false, fix_forward: false, since: null};
    const answers = {
      grant: [{...decided, did: 'grant', role: 'boss', bypass}, 'bypass 7 granted as boss'],
      review: [{...decided, did: 'review', bypass}, 'bypass 7 reviewed'],
      acknowledged: [{...decided, did: 'acknowledged', says: 'resume'}, 'halt acknowledged: it goes on'],
    };
    await watched.goes('approvals');
    const list = watched.region('Who decided what');
    for (const [did, [deed, said]] of Object.entries(answers)) {
      await watched.answerIs(`deeds?did=${did}*`, (answer) => { answer.deeds = [deed]; });
      await list.getByLabel('Decision').selectOption(did);
      await list.locator('tbody tr', {hasText: said}).filter({hasText: 'for office'}).waitFor();
      assert.match(page.url(), new RegExp(`did=${did}`));
    }
    await page.reload();
    await list.locator('tbody tr', {hasText: 'halt acknowledged'}).waitFor();
    assert.equal(await list.getByLabel('Decision').inputValue(), 'acknowledged');
    await story.isWell('what else was decided');
    const yes = {tree: 'sha256:1', stage: 'sha256:2', used: null, ticket: null, report: null, decision: null};
    const until = '2999-01-05T02:00:00Z';
    await watched.answerIs('deeds?did=approved*', (answer) => {
      answer.deeds = [{...decided, did: 'approved', role: 'boss', until, in_force: false, yes}];
    });
    await list.getByLabel('Decision').selectOption('approved');
    await list.locator('tbody tr', {hasText: 'counts no more'}).waitFor();
  });
});
