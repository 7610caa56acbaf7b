// node look.mjs SLUICE_BINARY BUILT_PAGE SCREENS [HASH…]: pictures of pages of a relay with some life in
// it, at each width by day and by night; NEWEST in a HASH is its newest release. For people who draw; no test.

import {mkdirSync} from 'node:fs';
import {join} from 'node:path';

import {serveBuilt} from './built_page.mjs';
import {RunningRelay, eventually} from './running_relay.mjs';
import {WatchedPage, launchBrowser} from './watched_page.mjs';

const [program, built, screens, ...hashes] = process.argv.slice(2);
mkdirSync(screens, {recursive: true});
const relay = await RunningRelay.start(program);
const browser = await launchBrowser();
try {
  await eventually(() => relay.sluice('sync', 'sample'));
  await eventually(() => relay.sluice('adopt', 'sample', '--groups', 'all', '--reason', 'today'));
  for (const text of ['two', 'three']) {
    relay.publish({'rules.txt': text + '\n'});
    await relay.sluice('sync', 'sample');
  }
  await relay.sluice('hold', 'sample', '--groups', 'default', '--reason', 'month end');
  for (const name of ['till-7', 'lap-3']) {
    const {token} = await relay.json('enrol', '--group', 'office', '--name', name);
    const enrolled = await relay.atTlsDoor('/v1/enrol', {json: {token}});
    await relay.atTlsDoor('/sample/rules.txt', {token: JSON.parse(enrolled.text).token});
  }
  await relay.sluice('enrol', '--group', 'pilot', '--name', 'till-8');
  for (const path of ['/sample/rules.txt', '/sample/none.txt']) await fetch(relay.endpoints + path);
  const {newest} = await relay.sample();
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [1440, 1024, 390]) {
      const context = await browser.newContext({
        ignoreHTTPSErrors: true, colorScheme, viewport: {width, height: 900}});
      await serveBuilt(context, relay.url, built);
      const watched = await WatchedPage.inContext(context, relay.url);
      await watched.page.locator('#sign-in-name').waitFor();
      await watched.page.screenshot({path: join(screens, `sign-in-${width}-${colorScheme}.png`)});
      await watched.signIn('ann', relay.password);
      await watched.page.locator('#person').waitFor();
      for (const hash of hashes.length ? hashes : ['flow']) {
        await watched.page.goto(relay.url + '/#/' + hash.replace('NEWEST', encodeURIComponent(newest.version)));
        await watched.page.waitForFunction(() => !document.querySelector('.loading'));
        await watched.page.waitForTimeout(300);
        const name = hash.replace(/\W+/g, '_');
        await watched.page.screenshot({path: join(screens, `${name}-${width}-${colorScheme}.png`), fullPage: true});
        const over = await watched.overflow();
        if (over) console.log(`${name} ${width}: ${over} px too wide`);
      }
      for (const problem of watched.problems) console.log(width, colorScheme, problem);
      await watched.close();
    }
  }
} finally {
  await browser.close();
  await relay.stop();
}
