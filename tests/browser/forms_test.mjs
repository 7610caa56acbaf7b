// Guided forms: what they write into the text of the policy, what they leave alone, and how they say what
// is wrong with it.

import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';

import {Story} from './story.mjs';

const kPolicy = `# Of our own hand.
feeds:
  sample:                       # the vendor's folder
    kind: files
    directory: sample
    class: configuration
groups:
  - name: pilot
    match: [{ address: 127.0.0.1 }]
  - name: office                # everybody at work
    match: [{ address: 127.0.0.0/8 }, { enrolled: office }]
  - name: default
paths:
  - name: configuration
    for: { class: configuration }
    stages:
      - groups: [pilot]
      - groups: [office, default]
        soak: 1d                # long enough
        gate: { bake: 1d }
limits:
  - feed: sample
    groups: [office]
    lag: 1
    allow: { from: a, to: z }   # the parser knows these
    why: N-1
`;

describe('the forms of the policy', {timeout: 240_000}, () => {
  let story;
  let relay;
  let watched;
  let page;

  before(async () => {
    story = await Story.begin({policy: kPolicy});
    ({relay, watched, page} = story);
  });
  after(() => story?.end());

  const field = (name) => page.getByLabel(name, {exact: true});
  const lines = async () => (await page.locator('.found .lines > div:not(.between)').allTextContents())
      .map((one) => one.replaceAll(/\s+/g, ' ').trim());
  const canBe = (good) => page.locator('.found')
      .getByText(good ? 'It can be put in force' : 'It cannot be put in force').waitFor();
  const inForce = () => page.evaluate(async () => (await (await fetch('/api/v1/policy/revision')).json()).text);

  it('add a feed from the settings, and say at the field what is wrong', async () => {
    await watched.goes('settings');
    await watched.link('Add a feed').click();
    await watched.link('A folder on this machine').click();
    await field('Name').fill('site');
    await field('Folder').fill('sample');
    await field('Class').selectOption('configuration');
    await field('How often').fill('soon');
    await canBe(false);
    const told = page.locator('.judged', {has: field('How often')}).locator('.problem');
    assert.match(await told.innerText(), /expected a duration such as 90m, 12h or 3d, found 'soon'/);
    assert.equal(await field('How often').getAttribute('aria-invalid'), 'true');
    await story.looksWell('a form with a wrong field');
    await field('How often').fill('30m');
    await field('Name').fill('sample');
    await page.getByText('there is one of this name already').waitFor();
    await field('Name').fill('site');
    await canBe(true);
    assert.deepEqual(await lines(), [
      '+ site:', '+ kind: files', '+ directory: sample', '+ class: configuration', '+ every: 30m']);
    await story.looksWell('a form for a feed');
    assert.equal(await inForce(), kPolicy);
  });

  it('keep what was typed while somebody looks elsewhere', async () => {
    await watched.goes('flow');
    await watched.goes('policy/forms/feed?with=folder');
    assert.equal(await field('Name').inputValue(), 'site');
    await watched.asksBeforeItGoes();
    await canBe(true);
  });

  it('become the text of the policy, which goes the way of every text', async () => {
    await watched.button('Write it into the text').click();
    await page.getByText('Another text').waitFor();
    await page.getByText('It can be put in force').waitFor();
    await watched.goes('policy/forms');
    await page.getByText('This is your text, which is not in force yet.').waitFor();
    await page.getByRole('link', {name: 'site', exact: true}).waitFor();
    await story.looksWell('the forms of a policy');
    await watched.link('Look at it, and put it in force').click();
    await watched.act('Put in force …', 'a site of our own');
    await page.getByText('In force: revision 2').waitFor();
    const site = ['site:', '  kind: files', '  directory: sample', '  class: configuration', '  every: 30m'];
    assert.equal(await inForce(), kPolicy.replace('groups:\n', site.map((one) => `  ${one}\n`).join('') + 'groups:\n'));
  });

  it('change of a path what was changed, and nothing else', async () => {
    await watched.goes('policy/forms/path/configuration');
    const stage = page.locator('.stage-form').nth(1);
    await stage.getByLabel('Soak', {exact: true}).fill('2d');
    await stage.getByLabel('Survived', {exact: true}).fill('most');
    await canBe(false);
    const told = stage.locator('.judged', {has: page.getByLabel('Survived', {exact: true})}).locator('.problem');
    assert.match(await told.innerText(), /a number of devices such as 5, or a share such as 80%, found 'most'/);
    await stage.getByLabel('Survived', {exact: true}).fill('50%');
    await stage.getByText('Approvals and checks').click();
    await stage.getByRole('group', {name: 'Approvals', exact: true}).getByRole('button', {name: 'One more role'})
        .click();
    await stage.getByText('Window and ramp').click();
    await stage.getByRole('button', {name: 'One more step'}).click();
    await stage.getByLabel('Up to', {exact: true}).fill('10%');
    await canBe(false);
    await stage.locator('.row', {has: page.getByLabel('Up to', {exact: true})})
        .getByText("a ramp ends at 100%, and this one at 10%").waitFor();
    await stage.getByLabel('Held for', {exact: true}).fill('4h');
    await stage.getByRole('button', {name: 'One more step'}).click();
    await stage.getByLabel('Up to', {exact: true}).nth(1).fill('100%');
    await canBe(true);
    assert.deepEqual(await lines(), [
      '- soak: 1d # long enough', '- gate: { bake: 1d }', '+ soak: 2d # long enough',
      '+ gate: { bake: 1d, survived: 50% }', '+ approve: [{ role: release-manager, people: 1 }]',
      '+ ramp: [{ to: 10%, hold: 4h }, { to: 100% }]',
    ]);
    await story.looksWell('a form for a path');
    await watched.button('Write it into the text').click();
    await page.locator('.cm-deletedChunk', {hasText: 'soak: 1d'}).waitFor();
  });

  it('add a group and change a limit, and keep what is beside it', async () => {
    await watched.goes('policy/forms/group');
    await field('Name').fill('lab');
    await field('Address or network').fill('10.3.0.0/33');
    await canBe(false);
    await page.locator('.row .problem', {hasText: 'an address or network such as 10.1.9.0/24'}).waitFor();
    await field('Address or network').fill('2001:db8:3::/48');
    await watched.button('One more way in').click();
    await field('By').nth(1).selectOption('credential');
    await field('Attributes').fill('t14');
    await canBe(false);
    await page.locator('.judged', {has: field('Attributes')}).locator('.problem').waitFor();
    await field('Attributes').fill('model=x1');
    await watched.button('One more way in').click();
    await field('By').nth(2).selectOption('credential');
    await field('Attributes').nth(1).fill('model=t14, site=hki');
    await page.getByRole('button', {name: /^Take out 2 of /}).click();
    assert.equal(await field('Attributes').inputValue(), 'model=t14, site=hki');
    await canBe(true);
    assert.deepEqual(await lines(), [
      '+ - name: lab',
      '+ match: [{ address: "2001:db8:3::/48" }, { attributes: { model: t14, site: hki } }]',
    ]);
    await story.looksWell('a form for a group');
    await watched.button('Write it into the text').click();
    await watched.goes('policy/forms/limit/0');
    assert.deepEqual([await field('Only from').inputValue(), await field('Only to').inputValue()], ['a', 'z']);
    await field('Releases behind').fill('2');
    await watched.button('Block a version').click();
    await field('Blocked version').fill('manifest 1, and 2');
    await canBe(true);
    assert.deepEqual(await lines(), ['- lag: 1', '+ lag: 2', '+ block: ["manifest 1, and 2"]']);
    await story.looksWell('a form for a limit');
    await watched.button('Write it into the text').click();
    await page.getByText('It can be put in force').waitFor();
    await watched.act('Put in force …', 'the lab');
    await page.getByText('In force: revision 3').waitFor();
    const text = await inForce();
    for (const kept of ['# Of our own hand.', "# the vendor's folder", '# everybody at work', '# long enough',
                        'allow: { from: a, to: z }   # the parser knows these']) assert.ok(text.includes(kept), kept);
  });

  it('say what they do not change and where it is changed, and what has no form', async () => {
    await watched.goes('policy/forms/group/office');
    const name = (await inForce()).split('\n').findIndex((one) => one.includes('name: office')) + 1;
    await page.getByText('what its devices have, holds and enrolments are kept under this one').waitFor();
    await watched.link(`line ${name}`).click();
    await page.locator('.cm-activeLineGutter').getByText(String(name), {exact: true}).waitFor();
    await watched.goes('policy/forms');
    await watched.region('Calendars').getByText('None yet: nothing waits for a window.').waitFor();
    await watched.region('Exceptions').getByText('Nobody may let a release skip a rule.').waitFor();
    await watched.answerIs('policy/revision', (revision) => {
      revision.text += 'bypass: { normal: [{ role: boss, people: 1 }] }\ncalendars:\n  nights: { zone: UTC }\n';
    });
    await page.reload();
    await watched.region('Exceptions').getByRole('link', {name: /^line \d+$/}).waitFor();
    await watched.region('Calendars').getByText('nights').waitFor();
    await story.looksWell('what has no form');
    await watched.region('Calendars').getByRole('link').click();
    await page.locator('.cm-activeLine').getByText('nights: { zone: UTC }').waitFor();
    await page.unroute('**/api/v1/policy/revision');
    await page.reload();
    await page.getByText('In force: revision 3').waitFor();
  });

  it('write nothing over what somebody else has changed meanwhile', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sluice-applied-'));
    const apply = async (text, reason) => {
      writeFileSync(join(folder, 'policy.yaml'), text);
      const {number} = await page.evaluate(async () => (await fetch('/api/v1/policy/revision')).json());
      await relay.sluice('policy', 'apply', join(folder, 'policy.yaml'), '--base', `${number}`, '--reason', reason);
    };
    const isOvertaken = async (typed) => {
      await page.getByText(/^This has changed meanwhile/).waitFor();
      assert.equal(await field('Releases behind').inputValue(), typed);
      for (const name of ['Write it into the text', 'Take it out of the text']) {
        assert.equal(await watched.button(name).count(), 0, name);
      }
    };
    try {
      await watched.goes('policy/forms/limit/0');
      await field('Releases behind').fill('3');
      await canBe(true);
      const ours = await inForce();
      const limits = 'limits:\n  - feed: site\n    groups: [pilot]\n    lag: 7\n    why: new\n';
      await apply(ours.replace('limits:\n', limits), 'one more limit');
      await isOvertaken('3');
      await story.looksWell('a form that was overtaken');
      await watched.goes('flow');
      await watched.goes('policy/forms/limit/0');
      await isOvertaken('3');
      await watched.button('Begin again').click();
      assert.equal(await field('Releases behind').inputValue(), '7');
      await field('Releases behind').fill('8');
      await canBe(true);
      assert.deepEqual(await lines(), ['- lag: 7', '+ lag: 8']);
      await apply(ours.replace(/limits:[^]*/, ''), 'no limits');
      await isOvertaken('8');
      await watched.button('Begin again').click();
      await page.getByRole('heading', {name: 'Limits'}).waitFor();
      await watched.goes('policy/forms/limit/0');
      await page.getByText('The text has nothing of that name.').waitFor();
      await apply(ours, 'as before');
      await page.getByText('The text has nothing of that name.').waitFor({state: 'detached'});
    } finally {
      rmSync(folder, {recursive: true});
    }
  });

  it('lose nothing when the text is none', async () => {
    await watched.goes('policy/forms/group/office');
    await field('Time to return').fill('20m');
    await watched.goes('policy');
    await page.getByRole('textbox', {name: 'Text of the policy'}).click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.insertText('{ no: [yaml\n');
    await page.getByText('It cannot be put in force').waitFor();
    await watched.goes('policy/forms');
    await page.getByText(/^The text is no YAML at line \d+: mend it/).first().waitFor();
    await watched.goes('policy');
    await watched.button('Throw away …').click();
    await watched.button('Throw it away').click();
    await watched.goes('policy/forms/group/office');
    assert.equal(await field('Time to return').inputValue(), '20m');
    await watched.button('Cancel').click();
    await watched.goes('policy/forms/limit/0');
    await watched.button('Take it out of the text').click();
    await page.locator('.cm-deletedChunk', {hasText: 'limits:'}).waitFor();
    await page.getByText('It can be put in force').waitFor();
    await watched.button('Throw away …').click();
    await watched.button('Throw it away').click();
    await watched.goes('policy/forms/group/nobody');
    await page.getByText('The text has nothing of that name.').waitFor();
    assert.deepEqual(watched.problems, []);
  });
});
