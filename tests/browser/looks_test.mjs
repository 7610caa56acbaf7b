// Every page at every width by day and by night: it fits, and everybody can use it. Leaves pictures in
// SLUICE_SCREENS.

import assert from 'node:assert/strict';
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';

import {EveryPage, kPages, nameOf} from './every_page.mjs';
import {fits, isAccessible, isInSight} from './measures.mjs';

const kScreens = process.env.SLUICE_SCREENS ?? 'screens';
const kWidths = [1440, 1024, 390];

describe('every page', {timeout: 400_000}, () => {
  let every;

  before(async () => {
    mkdirSync(kScreens, {recursive: true});
    every = await EveryPage.begin();
  });
  after(() => every?.end());

  /** At each width by day and by night; a page is loaded once and then looked at from all sides. */
  async function seen(watched, name) {
    const {page} = watched;
    for (const width of kWidths) {
      await page.setViewportSize({width, height: 900});
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({colorScheme});
        const what = `${name}, ${width} wide, ${colorScheme}`;
        await fits(watched, what);
        await isAccessible(watched, what, {coloursOnly: colorScheme === 'dark'});
        await page.screenshot({path: join(kScreens, `${nameOf(name)}-${width}-${colorScheme}.png`), fullPage: true});
      }
    }
    await page.setViewportSize({width: kWidths[0], height: 900});
    await page.emulateMedia({colorScheme: 'light'});
  }

  it('fits and is for everybody before anybody is signed in', async () => {
    const watched = await every.opened();
    await seen(watched, 'sign-in');
    assert.deepEqual(watched.problems, []);
    await watched.close();
  });

  for (const page of kPages) {
    it(`fits and is for everybody at ${page}`, async () => {
      const watched = await every.opened();
      await watched.comesBack(every.cookies);
      await watched.goes(every.addressOf(page));
      await seen(watched, page);
      assert.deepEqual(watched.problems, []);
      await watched.close();
    });
  }

  it('shows how to stop, and where one is, to whoever does not scroll', async () => {
    const watched = await every.opened();
    await watched.comesBack(every.cookies);
    for (const width of kWidths) {
      await watched.page.setViewportSize({width, height: 900});
      for (const page of kPages) {
        await watched.goes(every.addressOf(page));
        await isInSight(watched.page.locator('#stop'), `${page}, ${width} wide: Stop everything`);
        for (const current of await watched.page.locator('nav [aria-current]').all()) {
          await isInSight(current, `${page}, ${width} wide: ${await current.innerText()}`);
        }
      }
      await watched.goes(every.addressOf('release/sample/NEWEST'));
      await isInSight(watched.button('Stop this release'), `${width} wide: Stop this release`);
    }
    assert.deepEqual(watched.problems, []);
    await watched.close();
  });

  it('fits and is for everybody where something is asked', async () => {
    const watched = await every.opened();
    await watched.comesBack(every.cookies);
    await watched.goes('flow');
    await watched.button('Stop sample for office').click();
    await seen(watched, 'stop');
    await watched.button('Cancel').click();
    await watched.button('Stop everything').click();
    await seen(watched, 'stop-everything');
    await watched.page.keyboard.press('Escape');
    await watched.page.locator('#who summary').click();
    await seen(watched, 'who');
    assert.deepEqual(watched.problems, []);
    await watched.close();
  });
});
