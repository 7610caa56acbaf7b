// first_view.mjs URL NAME PASSWORD: how long until somebody who comes back sees the first page, and
// how smoothly all devices scroll. The browser keeps what it may keep, as at any desk.

import {WatchedPage, launchBrowser} from './watched_page.mjs';

const kRounds = 5;
const [url, name, password] = process.argv.slice(2);

const median = (all) => [...all].sort((one, other) => one - other)[Math.floor(all.length / 2)];
const inMs = (value) => `${Math.round(value)} ms`;

/** Runs in the page: what is there now is painted, so long after the navigation began. */
const painted = () => new Promise((done) => {
  requestAnimationFrame(() => setTimeout(() => done(performance.now())));
});

/** From the reload to the feeds being painted. */
async function firstView(page) {
  await page.reload({waitUntil: 'commit'});
  await page.waitForSelector('.lane');
  return page.evaluate(painted);
}

/** Runs in the page: down, a screen at a time; the times between two frames, the longest first. */
async function scroll(screens) {
  const gaps = [];
  for (let screen = 0, last = performance.now(); screen < screens; ++screen) {
    scrollBy(0, innerHeight);
    await new Promise(requestAnimationFrame);
    gaps.push(performance.now() - last);
    last = performance.now();
  }
  return gaps.sort((one, other) => other - one);
}

const browser = await launchBrowser();
try {
  const watched = await WatchedPage.open(browser, url, {viewport: {width: 1440, height: 900}});
  await watched.comesIn(name, password);
  await watched.page.waitForSelector('.lane');
  const seen = [];
  for (let round = 0; round < kRounds; ++round) seen.push(await firstView(watched.page));
  const elements = await watched.page.evaluate(() => document.querySelectorAll('*').length);
  console.log(`first view: median ${inMs(median(seen))} of ${seen.map(inMs).join(', ')}; aim: under 1000 ms; ` +
              `${elements} elements`);
  await watched.goes('devices');
  await watched.page.waitForSelector('#devices tbody tr a');
  const gaps = await watched.page.evaluate(scroll, 200);
  console.log(`200 screens of devices: ${gaps.slice(0, 3).map(inMs).join(', ')} between two frames at most, ` +
              `median ${inMs(median(gaps))}`);
  for (const problem of watched.problems) console.log(problem);
} finally {
  await browser.close();
}
