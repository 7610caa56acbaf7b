// Every way to change something has its story on a page, or a reason why no page has it.

import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {after, before, describe, it} from 'node:test';

import {Story} from './story.mjs';

/** In whose words each is done: file → its story → what is changed there. */
const kStories = {
  people: {
    'is set up by whoever has the token of the machine': ['POST setup'],
    'knows after a reload who is signed in until that person signs out': ['POST session', 'DELETE session'],
    'asks who it is where the relay wants to be sure and does once what was asked': ['POST session/sure'],
    'lets nobody on with a password that somebody else chose': ['POST session/password'],
  },
  settings: {
    'asks the vendor of a feed at once': ['POST feeds/{feed}/sync'],
    'adds somebody, who has what he was given': ['POST people'],
    'changes what somebody may, and lets him in no more': [
      'POST people/{name}/grant', 'POST people/{name}/lift', 'POST people/{name}/disable', 'POST people/{name}/enable',
      'POST people/{name}/password', 'DELETE people/{name}/sessions'],
    'removes the second factor of somebody who has lost it': ['POST people/{name}/second-factor/remove'],
    'makes a token that is shown once, and revokes it': ['POST session/tokens', 'DELETE session/tokens/{number}'],
    'has a second factor with recovery codes, other ones, and none again': [
      'POST session/second-factor', 'POST session/second-factor/confirm', 'POST session/recovery-codes',
      'DELETE session/second-factor'],
  },
  judging: {
    'says yes to exactly what it shows': ['POST feeds/{feed}/approve'],
    'quarantines a release and trusts it again and pins another': [
      'POST feeds/{feed}/quarantine', 'POST feeds/{feed}/trust', 'POST feeds/{feed}/pin'],
    'shows a proposal with what it would do and ends it by three words': [
      'POST proposals/{number}/vote', 'POST proposals/{number}/refuse', 'POST proposals/{number}/withdraw'],
  },
  policy: {
    'says what it would change before it is put in force': ['POST policy/check'],
    'puts it in force with a reason': ['POST policy/apply'],
  },
  flow: {
    'stops everything for a reason until that is lifted': ['POST stop'],
    'holds everywhere for a reason until the hold is lifted': ['POST feeds/{feed}/hold'],
    'pauses one release for one group until it is resumed': ['POST feeds/{feed}/pause', 'POST feeds/{feed}/resume'],
    // No relay halts, and no clock is doubted, within the time of a test: what is sent is looked at.
    'names the fix of a halt that was blocked, or lets it go on after all': ['POST feeds/{feed}/acknowledge'],
    'tells who waits too long and what is doubted and that the clock is': ['POST clock/confirm'],
  },
  devices: {
    'lets a device enrol and moves it and lets it count no more': [
      'POST enrol', 'POST enrol/void', 'POST devices/revoke', 'POST devices/move'],
    'holds a group in every feed, and lets it go again': ['POST groups/{group}/hold'],
  },
  release_acts: {
    'lets groups begin with a release, and nobody who has one': ['POST feeds/{feed}/adopt'],
    'makes a release the floor until that is lifted': ['POST feeds/{feed}/floor'],
    'keeps what a check found, and how much there is to lose': ['POST feeds/{feed}/verdict', 'POST feeds/{feed}/risk'],
    'blocks a release where it is, and lifts that': ['POST feeds/{feed}/block'],
    'breaks the glass alone, and has that reviewed by somebody else': [
      'POST feeds/{feed}/break-glass', 'POST feeds/{feed}/review'],
    'asks for an exception, which somebody else grants': ['POST feeds/{feed}/bypass', 'POST feeds/{feed}/grant'],
    'sends the fix first to the devices that took the bad one': ['POST feeds/{feed}/fix-forward'],
  },
};

/** No page has these. */
const kNoPage = {
  'POST policy/approve': 'a page agrees to the proposal of a policy as to every other one',
};

describe('all that can be changed', {timeout: 120_000}, () => {
  let story;
  before(async () => { story = await Story.begin(); });
  after(() => story?.end());

  it('has a story each, or a reason why no page has it', async () => {
    const {paths} = await story.page.evaluate(async () => (await fetch('/api/v1/openapi.json')).json());
    const ways = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods)
        .filter((method) => method !== 'get' && method !== 'parameters')
        .map((method) => `${method.toUpperCase()} ${path.replace('/api/v1/', '')}`));
    const told = Object.values(kStories).flatMap((stories) => Object.values(stories).flat());
    assert.deepEqual([...told, ...Object.keys(kNoPage)].sort(), ways.sort());
  });

  it('has the stories that are named', () => {
    for (const [file, stories] of Object.entries(kStories)) {
      const text = readFileSync(new URL(`${file}_test.mjs`, import.meta.url), 'utf8');
      for (const title of Object.keys(stories)) assert.ok(text.includes(`  it('${title}', async`), `${file}: ${title}`);
    }
  });
});
