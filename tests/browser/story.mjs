// How most stories begin, and how what they come to is looked at: a relay of its own, one window, and
// ann who has signed in there.

import assert from 'node:assert/strict';
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';

import {fits, isAccessible} from './measures.mjs';
import {RunningRelay, eventually} from './running_relay.mjs';
import {WatchedPage, launchBrowser} from './watched_page.mjs';

const kScreens = process.env.SLUICE_SCREENS ?? 'screens';

/** A past: every group has begun with the first release. */
export async function firstIsAdopted(relay) {
  await eventually(() => relay.sluice('sync', 'sample'));
  await eventually(() => relay.sluice('adopt', 'sample', '--groups', 'all', '--reason', 'today'));
}

/** A past: a second one has come to pilot, and waits for office and default. */
export async function secondWaits(relay) {
  await firstIsAdopted(relay);
  relay.publish({'rules.txt': 'two\n'});
  await relay.sluice('sync', 'sample');
}

/** Somebody else, with those roles, who has come in in a window of his own. */
export async function joins({relay, browser}, name, ...roles) {
  const [first, ...others] = roles;
  await relay.sluice('people', 'add', name, '--role', first, '--reason', 'joins',
                     '--password-file', relay.passwordFile(`what ${name} was given`));
  for (const role of others) await relay.sluice('people', 'grant', name, role, '--reason', 'joins');
  const watched = await WatchedPage.open(browser, relay.url);
  await watched.signIn(name, `what ${name} was given`);
  for (const field of ['password', 'again']) {
    await watched.page.locator('#another-' + field).fill(`what only ${name} can know`);
  }
  await watched.page.locator('#another-form [type=submit]').click();
  await watched.page.locator('#person').waitFor();
  return watched;
}

/** What is shown fits, is for everybody, and nothing went wrong on the way there. */
export async function isWell(watched, what) {
  await fits(watched, what);
  await watched.page.evaluate(() => scrollTo(0, 0));      // Nothing is half under the header.
  await isAccessible(watched, what);
  assert.deepEqual(watched.problems, [], what);
}

/** So it is in a wide window by day and a narrow one by night, and fits into what is between; pictures of all. */
export async function looksWell(watched, what) {
  const {page} = watched;
  const draw = (width) =>
      page.screenshot({path: join(kScreens, `${what.replace(/\W+/g, '-')}-${width}.png`), fullPage: true});
  const comesTo = async (width, colorScheme) => {
    await page.setViewportSize({width, height: 900});
    await page.emulateMedia({colorScheme});
  };
  mkdirSync(kScreens, {recursive: true});
  await comesTo(1024, 'light');
  await fits(watched, `${what}, 1024 wide`);
  await draw(1024);
  for (const [width, colorScheme] of [[390, 'dark'], [1440, 'light']]) {
    await comesTo(width, colorScheme);
    await isWell(watched, `${what}, ${width} wide`);
    await draw(width);
  }
}

export class Story {
  /** `past` is what the relay has been through when ann comes; `kind` as RunningRelay.start takes it. */
  static async begin({past = async () => {}, ...kind} = {}) {
    const story = new Story();
    try {
      story.relay = await RunningRelay.start(process.env.SLUICE_PROGRAM, kind);
      await past(story.relay);
      await story.#opens(kind.setUp ?? true);
    } catch (failure) {
      await story.end();
      throw failure;
    }
    return story;
  }

  async #opens(setUp) {
    this.browser = await launchBrowser();
    this.watched = await WatchedPage.open(this.browser, this.relay.url, {viewport: {width: 1440, height: 900}});
    this.page = this.watched.page;
    if (setUp) await this.watched.comesIn('ann', this.relay.password);
  }

  async end() {
    await this.watched?.close();
    await this.browser?.close();
    await this.relay?.stop();
  }

  isWell(what) { return isWell(this.watched, what); }
  looksWell(what) { return looksWell(this.watched, what); }
}
