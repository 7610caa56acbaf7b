// The set-up assistant: from the token of the machine to what a device is told, and a device that gets a
// release by exactly that.

import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';

import {Assistant} from './assistant.mjs';
import {Effort} from './effort.mjs';
import {eventually} from './running_relay.mjs';
import {Story} from './story.mjs';

// From the token to a release that is served it takes twelve presses and 144 characters, of which the
// token has 56; with a third more it would not be "under five minutes" any more.
const kMostPresses = 16;
const kMostCharacters = 192;

describe('the set-up assistant', {timeout: 240_000}, () => {
  let story;
  let relay;
  let watched;
  let page;
  let assistant;
  let effort;

  before(async () => {
    const policy = '# Nothing yet.\nfeeds: {}\ngroups:\n  - name: default\n';
    story = await Story.begin({setUp: false, policy});
    ({relay, watched, page} = story);
    assistant = new Assistant(story);
    effort = await Effort.begin(page);
  });
  after(() => story?.end());

  const field = (name) => assistant.field(name);

  it('is where the first administrator arrives', async () => {
    await assistant.setUp();
    assert.equal(await assistant.now(), '3. The first feed');
    await watched.goes('flow');
    await effort.aside(() => watched.link('Set-up assistant').click());
    await story.looksWell('start with a feed');
  });

  it('leads to a policy with a feed, a group and a path', async () => {
    await field('A folder on this machine').check();
    await field('Name').fill('sample');
    await watched.goes('flow');
    await watched.goes('start');
    assert.equal(await field('Name').inputValue(), 'sample');
    await watched.asksBeforeItGoes();
    await field('Folder').fill('sample');
    await field('Class').selectOption('configuration');
    await assistant.take();
    assert.equal(await assistant.now(), '4. The first group');
    assert.equal(await page.evaluate(() => document.activeElement.ariaCurrent), 'step');
    await field('Address or network').fill('127.0.0.1');
    await story.looksWell('start with a group');
    await assistant.take();
    assert.equal(await assistant.now(), '5. A path with stages');
    await field('Pilots, then everybody: a day’s soak, a gate and an approval').check();
    await effort.aside(() => page.getByText('Adjust it').click());
    await story.looksWell('start with a path');
    await assistant.take();
    assert.equal(await assistant.now(), '6. Put the policy in force');
    await assistant.canBe();
    await story.looksWell('start with what comes into force');
  });

  it('keeps the text while somebody looks elsewhere, and puts it in force', async () => {
    await watched.goes('flow');
    await watched.goes('start');
    await assistant.putsInForce('the first policy');
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
    await assistant.getsRelease('sample');
    await steps.nth(6).getByRole('link', {name: /^manifest/}).waitFor();
    const base = await assistant.baseFor('pilot');
    assert.equal(base, `${relay.endpoints}/g/pilot/sample`);
    await eventually(async () => assert.equal(await (await fetch(base + '/rules.txt')).text(), 'one\n'));
    const {presses, characters} = await effort.told();
    console.log(`from the token to a release that is served: ${presses} presses, ${characters} characters`);
    assert.ok(presses > 0 && presses <= kMostPresses, `${presses} presses`);
    assert.ok(characters > 0 && characters <= kMostCharacters, `${characters} characters`);
    await field('Client').selectOption('dnf');
    const region = page.getByRole('region', {name: '/etc/yum.repos.d/sluice-sample.repo'});
    assert.match(await region.innerText(), new RegExp(`^\\[sluice-sample\\]\n[^]*\nbaseurl=${base}\nenabled=1\n`));
    const saved = page.waitForEvent('download');
    await watched.button('Save /etc/yum.repos.d/sluice-sample.repo').click();
    assert.equal((await saved).suggestedFilename(), 'sluice-sample.repo');
    await story.looksWell('start with everything');
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
        assert.deepEqual(await assistant.files(), files, `${client} ${way}`);
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
