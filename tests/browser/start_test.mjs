// The set-up assistant: from the token of the machine to what a device is told, and a device that gets a
// release by exactly that.

import assert from 'node:assert/strict';
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';

import {fits, isAccessible} from './measures.mjs';
import {RunningRelay, eventually} from './running_relay.mjs';
import {WatchedPage, launchBrowser} from './watched_page.mjs';

const kScreens = process.env.SLUICE_SCREENS ?? 'screens';

describe('the set-up assistant', {timeout: 240_000}, () => {
  let relay;
  let browser;
  let watched;
  let page;

  before(async () => {
    mkdirSync(kScreens, {recursive: true});
    const policy = '# Nothing yet.\nfeeds: {}\ngroups:\n  - name: default\n';
    relay = await RunningRelay.start(process.env.SLUICE_PROGRAM, {setUp: false, policy});
    browser = await launchBrowser();
    watched = await WatchedPage.open(browser, relay.url, {viewport: {width: 1440, height: 900}});
    ({page} = watched);
  });
  after(async () => {
    await watched?.close();
    await browser?.close();
    await relay?.stop();
  });

  const field = (name) => page.getByLabel(name, {exact: true});
  const now = () => page.locator('[aria-current=step] .start-head h2').innerText();
  const canBe = () => page.locator('[aria-current=step]').getByText('It can be put in force').waitFor();
  const take = async () => {
    await canBe();
    await watched.button('Take it, and go on').click();
  };
  const isWell = async (what) => {
    for (const [width, colorScheme] of [[1440, 'light'], [390, 'dark']]) {
      await page.setViewportSize({width, height: 900});
      await page.emulateMedia({colorScheme});
      await fits(watched, what);
      await page.evaluate(() => scrollTo(0, 0));
      await isAccessible(watched, `${what}, ${width} wide`);
      await page.screenshot({path: join(kScreens, `${what.replace(/\W+/g, '-')}-${width}.png`), fullPage: true});
    }
    await page.setViewportSize({width: 1440, height: 900});
    await page.emulateMedia({colorScheme: 'light'});
    assert.deepEqual(watched.problems, [], what);
  };

  it('is where the first administrator arrives', async () => {
    await page.locator('#set-up-token').fill(relay.setupToken());
    await page.locator('#set-up-name').fill('ann');
    for (const id of ['password', 'again']) await page.locator('#set-up-' + id).fill(relay.password);
    await page.locator('#set-up-form [type=submit]').click();
    await page.waitForURL('**/#/start');
    await watched.isThere();
    assert.equal(await now(), '3. The first feed');
    await watched.goes('flow');
    await watched.link('Set-up assistant').click();
    watched.problems.length = 0;                  // That nobody was signed in is no problem.
    await isWell('start with a feed');
  });

  it('leads to a policy with a feed, a group and a path', async () => {
    await field('A folder on this machine').check();
    await field('Name').fill('sample');
    await field('Folder').fill('sample');
    await field('Class').selectOption('configuration');
    await take();
    assert.equal(await now(), '4. The first group');
    assert.equal(await page.evaluate(() => document.activeElement.ariaCurrent), 'step');
    await field('Address or network').fill('127.0.0.1');
    await isWell('start with a group');
    await take();
    assert.equal(await now(), '5. A path with stages');
    await field('Pilots, then everybody: a day’s soak, a gate and an approval').check();
    await page.getByText('Adjust it').click();
    await isWell('start with a path');
    await take();
    assert.equal(await now(), '6. Put the policy in force');
    await page.locator('[aria-current=step]').getByText('It can be put in force').waitFor();
    await isWell('start with what comes into force');
  });

  it('keeps the text while somebody looks elsewhere, and puts it in force', async () => {
    await watched.goes('flow');
    await watched.goes('start');
    await watched.act('Put in force …', 'the first policy');
    await page.locator('[aria-current=step] .start-head h2', {hasNotText: '6.'}).waitFor();
    const {text} = await page.evaluate(async () => (await fetch('/api/v1/policy/revision')).json());
    assert.equal(text, `# Nothing yet.
feeds:
  sample:
    kind: files
    directory: sample
    class: configuration
    every: 15m
groups:
  - name: pilot
    match: [{ address: 127.0.0.1 }]
  - name: default

paths:
  - name: configuration
    for: { class: configuration }
    stages:
      - groups: [pilot]
      - groups: [default]
        soak: 1d
        gate: { bake: 1d, survived: 50% }
        approve: [{ role: release-manager, people: 1 }]
`);
  });

  it('gets the first release and tells a device where it is', async () => {
    const steps = page.locator('.start-step');
    if (await now() === '7. Get the first release') await watched.button('Sync now: sample').click();
    await page.getByText(/^Everything is there/).waitFor();
    await steps.nth(6).getByRole('link', {name: /^manifest/}).waitFor();
    await field('Group').selectOption('pilot');
    const base = await page.getByRole('region', {name: 'Where devices of this group find the feed'}).innerText();
    assert.equal(base, `${relay.endpoints}/g/pilot/sample`);
    await eventually(async () => assert.equal(await (await fetch(base + '/rules.txt')).text(), 'one\n'));
    await field('Client').selectOption('dnf');
    const region = page.getByRole('region', {name: '/etc/yum.repos.d/sluice-sample.repo'});
    assert.match(await region.innerText(), new RegExp(`^\\[sluice-sample\\]\n[^]*\nbaseurl=${base}\nenabled=1\n`));
    const saved = page.waitForEvent('download');
    await watched.button('Save /etc/yum.repos.d/sluice-sample.repo').click();
    assert.equal((await saved).suggestedFilename(), 'sluice-sample.repo');
    await isWell('start with everything');
  });

  it('tells devices what the command line tells them', async () => {
    await relay.sluice('login', 'ann', '--password-file', relay.passwordFile());
    const token = ['--token-file', relay.passwordFile('TOKEN-OF-THE-DEVICE')];
    const ways = {address: [], token, certificate: ['--certificate']};
    const cannot = ['suricata-update certificate', 'defender token', 'defender certificate'];
    await field('Group').selectOption('default');
    for (const [way, words] of Object.entries(ways)) {
      await field('Devices are known by').selectOption(way);
      for (const client of ['apt', 'dnf', 'suricata-update', 'defender']) {
        await field('Client').selectOption(client);
        if (cannot.includes(`${client} ${way}`)) {
          await page.getByText(`${client} can show no such thing`).waitFor();
          continue;
        }
        const {files} = await relay.json(
            'endpoint-config', '--client', client, '--group', 'default', '--feed', 'sample', ...words);
        const shown = await page.locator('.given').evaluateAll((all) => all.slice(1).map((one) => ({
          path: one.querySelector('.label').textContent, text: one.querySelector('pre').textContent,
        })));
        assert.deepEqual(shown, files, `${client} ${way}`);
      }
    }
  });

  it('knows after a reload what is done', async () => {
    await page.reload();
    await page.getByText(/^Everything is there/).waitFor();
    assert.equal(await page.locator('.start-step .badge.good', {hasText: 'done'}).count(), 6);
    await watched.goes('settings');
    await watched.link('Set-up assistant').click();
    await page.getByText(/^Everything is there/).waitFor();
    assert.deepEqual(watched.problems, []);
  });
});
