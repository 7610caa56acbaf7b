// Who may use the administrators' page, and as whom: accounts, sessions and proofs in a real browser.

import assert from 'node:assert/strict';
import {createHmac} from 'node:crypto';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';

import {isAccessible} from './measures.mjs';
import {RunningRelay} from './running_relay.mjs';
import {looksWell} from './story.mjs';
import {WatchedPage, launchBrowser} from './watched_page.mjs';

const kHostile = '<img src=x onerror=alert(1)>\u202egnp.exe';
const kShown = '<img src=x onerror=alert(1)>\\u202egnp.exe';
const kWrong = 'name, password or code is wrong';

/** What an app shows for a seed in base32, so many steps from now (RFC 6238). */
function codeOf(seed, steps = 0) {
  const bits = [...seed].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'));
  const key = Buffer.from(bits.join('').match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const mac = createHmac('sha1', key).update(counter).digest();
  const code = mac.readUInt32BE(mac.at(-1) & 15) & 0x7fffffff;
  return String(code % 1_000_000).padStart(6, '0');
}

describe('the page and people', {timeout: 240_000}, () => {
  let relay;
  let browser;
  let watched;
  let page;
  let cookies;                  // Of ann, who has set the relay up.

  before(async () => {
    relay = await RunningRelay.start(process.env.SLUICE_PROGRAM, {setUp: false});
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await relay?.stop();
  });
  beforeEach(() => opened());
  afterEach(() => watched?.close());

  async function opened(window = {}) {
    watched = await WatchedPage.open(browser, relay.url, window);
    ({page} = watched);
  }

  async function signsIn() {
    await watched.signIn('ann', relay.password);
    await watched.card().waitFor();
  }
  /** With the session that the set-up began. */
  async function signedIn() {
    await watched.comesBack(cookies);
    await watched.card().waitFor();
  }
  /** The page finds out by itself about nothing. */
  async function looksAway(away = true) {
    await page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', {configurable: true, get: () => value});
    }, away);
  }

  const form = (id) => page.locator(`#${id}-form`);
  const send = (id) => form(id).locator('[type=submit]').click();
  async function says(id, sentence) {
    await page.locator(`#${id}-problem`, {hasText: sentence}).waitFor();
    assert.equal(await page.locator(`#${id}-problem`).textContent(), sentence);
  }
  const focused = () => page.evaluate(() => document.activeElement.id);
  const kept = () => page.evaluate(
      () => [sessionStorage.length, localStorage.length, document.cookie]);

  /** Nothing of the relay is shown, only that form. */
  async function showsOnly(id) {
    await form(id).waitFor();
    for (const other of ['set-up', 'sign-in', 'another']) {
      assert.equal(await form(other).isVisible(), other === id, other);
    }
    for (const hidden of ['#stop', '#alarms', '#foot', '#trouble', '#ask', '#sure', 'nav', '.lane', '.deed']) {
      assert.equal(await page.locator(hidden).count(), 0, hidden);
    }
    for (const field of await form(id).locator('input[type=password]').all()) {
      assert.equal(await field.inputValue(), '');
    }
  }

  /** The relay says once that it wants to be sure first, as it does five minutes after a sign-in. */
  async function wantsToBeSure(path) {
    const detail = "confirm with your password first: 'sluice sure'";
    const bodies = [];
    await page.route('**/api/v1/' + path, async (route) => {
      bodies.push(route.request().postDataJSON());
      if (bodies.length > 1) return route.continue();
      await route.fulfill({status: 403, json: {type: 'urn:sluice:not-sure', status: 403, detail}});
    });
    return bodies;
  }

  async function stopsEverything(reason) {
    await watched.button('Stop everything').click();
    await page.locator('#reason').fill(reason);
    await page.locator('#ask-do').click();
  }
  async function liftsTheStop() {
    await watched.deed('Everything is stopped by ann').waitFor();
    await watched.act('Lift the stop of everything', 'a false alarm');
    await watched.button('Stop everything').waitFor();
  }

  it('is set up by whoever has the token of the machine', async () => {
    await page.setViewportSize({width: 390, height: 800});
    await showsOnly('set-up');
    assert.equal(await watched.overflow(), 0);
    assert.equal(await focused(), 'set-up-token');
    await page.getByText(/It counts until .*\d\d:\d\d \S+ \(in\s.+\)\.$/).waitFor();
    await page.locator('#set-up-token').fill('sluice_setup_' + 'A'.repeat(43));
    await page.locator('#set-up-name').fill('ann');
    await page.locator('#set-up-password').fill(relay.password);
    await page.locator('#set-up-again').fill(relay.password + '.');
    await send('set-up');
    await says('set-up', 'The two passwords are not the same.');
    assert.equal(await focused(), 'set-up-password');
    await page.locator('#set-up-again').fill(relay.password);
    await send('set-up');
    await says('set-up', "this is not the token of set-up: it is in the relay's data folder");
    assert.equal(await focused(), 'set-up-token');
    const told = watched.problems.splice(0);      // Both times that the relay said no.
    await looksWell(watched, 'the first set-up');
    watched.problems.push(...told);

    await page.locator('#set-up-token').fill(relay.setupToken());
    await send('set-up');
    await page.locator('#person').waitFor();
    await watched.goes('flow');                   // It may have begun with the set-up assistant.
    await watched.card().waitFor();
    assert.equal(await page.locator('#who-name').textContent(), 'ann');
    assert.equal(await page.locator('#set-up-token').count(), 0);
    cookies = await watched.context.cookies();
    const [cookie, ...others] = cookies;
    assert.deepEqual(others, []);
    assert.deepEqual(
        [cookie.name, cookie.httpOnly, cookie.secure, cookie.sameSite, cookie.path, cookie.expires],
        ['__Host-sluice', true, true, 'Strict', '/', -1]);
    assert.deepEqual(await kept(), [0, 0, '']);
    assert.ok(!(await page.content()).includes(cookie.value));
    assert.throws(() => relay.setupToken());

    assert.deepEqual(watched.problems.map((one) => one.replace(/.*status of (\d+).*v1/, '$1 ')),
                     ['403 /session)', '403 /setup)']);
    await relay.sluice('login', 'ann', '--password-file', relay.passwordFile());
  });

  it('shows a sentence and nothing else for a wrong password', async () => {
    await showsOnly('sign-in');
    assert.equal(await focused(), 'sign-in-name');
    for (const [name, password] of [['ann', relay.password + '.'], ['nobody-of-us', relay.password]]) {
      await watched.signIn(name, password);
      await says('sign-in', kWrong);
      assert.equal(await focused(), 'sign-in-password');
      assert.ok(await page.locator('#sign-in-code').isHidden());
    }
    assert.deepEqual(await watched.context.cookies(), []);
    assert.deepEqual(await kept(), [0, 0, '']);
    await page.reload();
    await showsOnly('sign-in');
    assert.deepEqual(watched.problems, []);
  });

  it('knows after a reload who is signed in until that person signs out', async () => {
    await signsIn();
    await page.reload();
    await watched.card().waitFor();
    assert.ok(await form('sign-in').isHidden());
    await page.locator('#who summary').press('Enter');
    await page.getByRole('list', {name: 'Roles'}).waitFor();
    const {roles} = await relay.json('whoami');
    assert.ok(roles.some((one) => one.role === 'release-manager'));
    assert.deepEqual(await page.locator('#who-roles li').allTextContents(),
                     roles.map((one) => one.role));
    assert.match(await page.locator('#who-until').textContent(), /^Signed in until .*\d\d:\d\d \S+ \(in\s.+\) at most$/);
    await page.keyboard.press('Escape');
    assert.ok(await page.locator('#who-roles').isHidden());

    const [cookie] = await watched.context.cookies();
    await watched.button('Sign out').click();
    await showsOnly('sign-in');
    assert.deepEqual(await watched.context.cookies(), []);
    await watched.comesBack([cookie]);
    await showsOnly('sign-in');
    assert.equal(await page.locator('#who-name').count(), 0);
    assert.deepEqual(await kept(), [0, 0, '']);
    assert.deepEqual(watched.problems, []);
  });

  it('says with a change what no other page knows', async () => {
    await signedIn();
    const asked = page.waitForRequest('**/api/v1/stop');
    await stopsEverything('the phones ring');
    const {csrf} = await page.evaluate(async () => (await fetch('/api/v1/session')).json());
    assert.match(csrf, /^[A-Za-z0-9_-]{43}$/);
    assert.equal(await (await asked).headerValue('X-Sluice-CSRF'), csrf);
    assert.equal(await (await asked).headerValue('Authorization'), null);
    await liftsTheStop();
    assert.deepEqual(watched.problems, []);

    const answer = await page.evaluate(async () => (await fetch('/api/v1/stop', {
      method: 'POST', headers: {'Content-Type': 'application/json'}, body: '{"reason":"forged"}',
    })).json());
    assert.deepEqual([answer.status, answer.type], [403, 'urn:sluice:forged']);
    assert.equal((await relay.status()).stopped, null);
  });

  it('asks who it is where the relay wants to be sure and does once what was asked', async () => {
    await signsIn();
    const [before] = await watched.context.cookies();
    const bodies = await wantsToBeSure('stop');
    await stopsEverything('the phones ring');
    await page.locator('#sure').waitFor();
    assert.equal(await focused(), 'sure-password');
    await page.keyboard.press('Escape');
    await says('ask', 'Nothing was done: it takes your password.');
    assert.equal(bodies.length, 1);
    assert.equal((await relay.status()).stopped, null);

    bodies.length = 0;
    await page.locator('#ask-do').click();
    await page.locator('#sure-password').fill(relay.password + '.');
    await page.keyboard.press('Enter');
    await says('sure', kWrong);
    assert.equal(await focused(), 'sure-password');
    assert.equal(bodies.length, 1);
    await page.locator('#sure-password').fill(relay.password);
    await page.keyboard.press('Enter');
    await page.locator('#ask').waitFor({state: 'hidden'});
    assert.deepEqual(bodies, Array(2).fill({reason: 'the phones ring'}));
    assert.equal(await page.locator('#sure-password').count(), 0);
    assert.equal((await relay.status()).stopped.reason, 'the phones ring');

    const [then] = await watched.context.cookies();
    assert.notEqual(then.value, before.value);
    await liftsTheStop();
    await watched.context.clearCookies();
    await watched.comesBack([before]);
    await showsOnly('sign-in');
  });

  it('goes on with what another window has begun and ends with it', async () => {
    await signsIn();
    const other = await WatchedPage.inContext(watched.context, relay.url);
    await other.card().waitFor();
    await wantsToBeSure('stop');
    await stopsEverything('the phones ring');
    await page.locator('#sure-password').fill(relay.password);
    await page.locator('#sure-do').click();
    await page.locator('#ask').waitFor({state: 'hidden'});

    // What it knows is of the session before.
    await other.looksAgain();
    await other.act('Lift the stop of everything', 'a false alarm');
    await other.button('Stop everything').waitFor();
    assert.equal((await relay.status()).stopped, null);
    assert.equal(await other.page.locator('#who-name').textContent(), 'ann');

    await other.button('Sign out').click();
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await says('sign-in', 'Your session has ended. Sign in again.');
    await showsOnly('sign-in');
  });

  it('does nothing for somebody else who has signed in meanwhile', async () => {
    const given = relay.passwordFile('what eve was given');
    await relay.sluice('people', 'add', 'eve', '--role', 'operator', '--password-file', given,
                       '--reason', 'she is new');
    await signsIn();
    await looksAway();
    await watched.button('Stop everything').click();
    await page.locator('#reason').fill('the phones ring');
    const other = await WatchedPage.inContext(watched.context, relay.url);
    await other.card().waitFor();
    await other.button('Sign out').click();
    await other.signIn('eve', 'what eve was given');
    await other.page.locator('#another-form').waitFor();
    await page.locator('#ask-do').click();
    await showsOnly('another');
    assert.equal(await page.locator('#who-name').textContent(), 'eve');
    assert.equal((await relay.status()).stopped, null);
  });

  it('lets nobody on with a password that somebody else chose', async () => {
    const [given, own] = ['what eve was given', 'what only eve can know'];
    await watched.signIn('eve', given);
    await showsOnly('another');
    assert.equal(await focused(), 'another-password');
    assert.equal(await page.locator('#who-name').textContent(), 'eve');
    await page.locator('#another-password').fill('eve');
    await page.locator('#another-again').fill('eve');
    await send('another');
    await says('another', 'a password is at least 8 bytes long, better 15, not 3 bytes');
    await page.locator('#another-password').fill(own);
    await page.locator('#another-again').fill(own);
    await wantsToBeSure('session/password');
    await send('another');
    await page.locator('#sure-password').fill(given);
    await page.locator('#sure-do').click();
    await watched.card().waitFor();
    await page.getByText('your password is another one now').waitFor();
    assert.deepEqual(await page.locator('#who-roles li').allTextContents(), ['operator']);

    await watched.button('Sign out').click();
    await watched.signIn('eve', given);
    await says('sign-in', kWrong);
    await watched.signIn('eve', own);
    await watched.card().waitFor();
  });

  it('shows who is signed in and what is wrong as text', async () => {
    const role = {role: kHostile, feed: kHostile, group: kHostile};
    await page.route('**/api/v1/session', async (route) => {
      const answer = await route.fetch();
      const wrong = answer.status() === 401;
      await route.fulfill({response: answer, json: {
        ...await answer.json(), ...(wrong ? {detail: kHostile} : {name: kHostile, roles: [role]}),
      }});
    });
    await watched.signIn('ann', 'not the password');
    await says('sign-in', kShown);
    await signedIn();
    assert.equal(await page.locator('#who-name').textContent(), kShown);
    assert.equal(await page.locator('#who-roles').textContent(), `${kShown} for ${kShown} in ${kShown}`);
    assert.equal(await page.locator('header img').count(), 1);
    assert.equal(await page.locator('form img, dialog img').count(), 0);
    assert.deepEqual(watched.problems, []);
  });

  it('asks for nothing while nobody looks so that a session may end', async () => {
    await page.clock.install();
    await signedIn();
    /** How often it asks within a minute, and a second for what is told together. */
    const asks = async (away) => {
      await looksAway(away);
      await page.evaluate(() => {
        const {fetch} = window;
        window.asked = 0;
        window.fetch = (...what) => {
          ++window.asked;
          return fetch(...what);
        };
      });
      await page.clock.runFor(61_000);
      return page.evaluate(() => window.asked);
    };
    assert.equal(await asks(true), 0);
    assert.ok(await asks(false) > 0);
    assert.deepEqual(watched.problems, []);
  });

  it('fits into wide and narrow windows by day and by night', async () => {
    for (const colorScheme of ['light', 'dark']) {
      for (const width of [1280, 390]) {
        await watched.close();
        await opened({colorScheme, viewport: {width, height: 800}});
        const fits = async (what) =>
            assert.equal(await watched.overflow(), 0, `${what}, ${colorScheme}, ${width} wide`);
        await showsOnly('sign-in');
        await fits('signing in');
        await signedIn();
        await page.locator('#who summary').click();
        await fits('who is signed in');
        await page.keyboard.press('Escape');
        await wantsToBeSure('stop');
        await stopsEverything('the phones ring');
        await page.locator('#sure').waitFor();
        await fits('the proof');
        await isAccessible(watched, `the proof, ${colorScheme}, ${width} wide`);
      }
    }
  });

  it('shows that the session has ended in the middle of an act', async () => {
    await signedIn();
    await looksAway();
    await watched.button('Stop everything').click();
    await page.locator('#reason').fill('the phones ring');
    await relay.sluice('people', 'sign-out', 'ann');
    await page.locator('#ask-do').click();
    await says('sign-in', 'Your session has ended. Sign in again.');
    await showsOnly('sign-in');
    await relay.sluice('login', 'ann', '--password-file', relay.passwordFile());
    assert.equal((await relay.status()).stopped, null);
  });

  // The last: ann has a second factor from then on.
  it('asks for the code of the second factor and takes a recovery code instead', async () => {
    const {seed} = await relay.json('second-factor');
    const codes = (await relay.json('second-factor', '--confirm', codeOf(seed))).recovery_codes;
    await watched.signIn('ann', relay.password);
    await says('sign-in', 'the code of the second factor is needed as well');
    assert.equal(await focused(), 'sign-in-code');
    await page.locator('#sign-in-name').fill('eve');
    assert.ok(await page.locator('#sign-in-code').isHidden());
    await page.locator('#sign-in-name').fill('ann');
    await send('sign-in');
    await page.locator('#sign-in-code').waitFor();
    await page.locator('#sign-in-code').fill(codeOf(seed, 1).replace(/^.../, '$& '));
    await page.keyboard.press('Enter');
    await watched.card().waitFor();

    await wantsToBeSure('stop');
    await stopsEverything('the phones ring');
    await page.locator('#sure-password').fill(relay.password);
    await page.locator('#sure-do').click();
    await says('sure', 'the code of the second factor is needed as well');
    await page.locator('#sure-code').fill(codes[0].toUpperCase());
    await page.locator('#sure-do').click();
    await page.locator('#ask').waitFor({state: 'hidden'});
    await liftsTheStop();
  });
});
