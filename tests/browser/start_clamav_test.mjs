// The set-up assistant with ClamAV's databases: from nothing to a freshclam that has what the relay got,
// by the lines that the page showed.

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir, userInfo} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';

import {Assistant} from './assistant.mjs';
import {Story} from './story.mjs';
import {VendorMirror, vendorData} from './vendor_mirror.mjs';

const data = vendorData('clamav');
const kHasFreshclam = spawnSync('freshclam', ['--version']).status === 0;
if (!kHasFreshclam) console.error('SKIPPED: freshclam is not installed');

describe('the set-up assistant and ClamAV', {timeout: 120_000, skip: !data || !kHasFreshclam}, () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-freshclam-'));
  let mirror;
  let story;
  let page;
  let assistant;

  before(async () => {
    mirror = await VendorMirror.start({
      'test.cvd': join(data, 'test-4.cvd'), 'test-4.cvd.sign': join(data, 'test-4.cvd.sign')});
    story = await Story.begin({setUp: false, policy: 'feeds: {}\ngroups:\n  - name: default\n'});
    ({page} = story);
    assistant = new Assistant(story);
  });
  after(async () => {
    await story?.end();
    mirror?.stop();
    rmSync(folder, {recursive: true, force: true});
  });

  it('leads from nothing to the first release', async () => {
    await assistant.setUp();
    await assistant.field('Addresses').fill(mirror.url);
    await page.getByText('Further settings').click();
    await assistant.field('Databases').fill('test');
    await assistant.take();
    await assistant.field('Address or network').fill('127.0.0.1');
    await assistant.take();
    await assistant.take();                       // The path that stands there for security intelligence.
    await assistant.putsInForce('the first policy');
    await assistant.getsRelease('clamav');
    await page.locator('.start-step').nth(6).getByRole('link', {name: 'test 4', exact: true}).waitFor();
    await story.looksWell('ClamAV begins');
  });

  it('shows lines that freshclam takes, and takes the release by', async () => {
    const base = await assistant.baseFor('pilot');
    const [{path, text}, ...others] = await assistant.files();
    assert.deepEqual([path, others], ['/etc/clamav/freshclam.conf', []]);
    assert.match(text, new RegExp(`^PrivateMirror ${base}$`, 'm'));
    const own = join(folder, 'freshclam.conf');
    const databases = join(folder, 'databases');
    mkdirSync(databases);
    writeFileSync(own, `DatabaseDirectory ${databases}\nDatabaseOwner ${userInfo().username}\nMaxAttempts 1\n${text}`);
    const ran = spawnSync('freshclam', ['--config-file=' + own, '--stdout', '--update-db=test'], {encoding: 'utf8'});
    assert.equal(ran.status, 0, ran.stdout + ran.stderr);
    assert.deepEqual(readFileSync(join(databases, 'test.cvd')), readFileSync(join(data, 'test-4.cvd')));
  });

  it('tells devices what the command line tells them', async () => {
    await story.relay.sluice('login', 'ann', '--password-file', story.relay.passwordFile());
    for (const [way, words] of [['address', []], ['certificate', ['--certificate']]]) {
      await assistant.field('Group').selectOption('default');
      await assistant.field('Devices are known by').selectOption(way);
      const {files} = await story.relay.json(
          'endpoint-config', '--client', 'freshclam', '--group', 'default', '--feed', 'clamav', ...words);
      assert.deepEqual(await assistant.files(), files, way);
    }
    assert.deepEqual(story.watched.problems, []);
  });
});
