// The administrators' page in a browser window of its own, and everything that went wrong in it.

import {chromium} from 'playwright-core';

import {serveBuilt} from './built_page.mjs';

const kPatience = 30_000;

export function launchBrowser() {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    timeout: 2 * kPatience,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
           '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** Runs in the page: what the door's Content-Security-Policy refused becomes an error. */
function tellViolations() {
  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(`refused by policy: ${event.violatedDirective} ${event.blockedURI}`);
  });
}

/** Runs in the page: what a person reads in the cells of the groups. */
function readCells(cells) {
  const sentence = (one) => {
    const copy = one.cloneNode(true);
    for (const line of copy.querySelectorAll('.faint')) line.remove();
    return copy.textContent.trim();
  };
  return cells.map((cell) => ({
    group: cell.dataset.group,
    has: cell.querySelector('.has > .version')?.textContent ?? null,
    newer: [...cell.querySelectorAll('.newer')].map((newer) => ({
      version: newer.querySelector('.version').textContent,
      sentences: [...newer.querySelectorAll('.reasons .said')].map(sentence),
    })),
  }));
}

/** Runs in the page: the states of releases that each cell shows. */
function readStates(cells) {
  const state = (one) => one.lastChild.textContent;
  return cells.map((cell) => [...cell.querySelectorAll('.has .badge, .between .badge')]
      .map((one) => [...one.childNodes].slice(1).map((text) => text.textContent).join('')).map((text) => text || state));
}

/** Runs in the page. What lies above the page does not make it grow. */
function measureOverflow() {
  const above = [...document.querySelectorAll('dialog[open], .who[open] > .card, #outcome')];
  return Math.max(
      0, document.scrollingElement.scrollWidth - innerWidth,
      ...above.map((one) => one.getBoundingClientRect().right - innerWidth),
      ...above.map((one) => -one.getBoundingClientRect().left),
      ...above.map((one) => one.scrollWidth - one.clientWidth));
}

export class WatchedPage {
  /** Dialogs, errors, refusals of the policy, requests to elsewhere: empty when all is well. */
  problems = [];

  static async open(browser, url, window = {}) {
    const context = await browser.newContext({ignoreHTTPSErrors: true, ...window});
    context.setDefaultTimeout(kPatience);
    if (process.env.SLUICE_PAGE) await serveBuilt(context, url, process.env.SLUICE_PAGE);
    return WatchedPage.inContext(context, url);
  }

  /** One more window of the same person. */
  static async inContext(context, url, hash = '') {
    const watched = new WatchedPage(context, await context.newPage(), url);
    await watched.page.addInitScript(tellViolations);
    await watched.page.goto(url + '/' + hash);
    return watched;
  }

  constructor(context, page, url) {
    this.context = context;
    this.page = page;
    this.url = url;
    page.on('dialog', (dialog) => {
      this.problems.push(`${dialog.type()}: ${dialog.message()}`);
      dialog.dismiss().catch(() => {});
    });
    page.on('pageerror', (error) => this.problems.push(`error: ${error.message}`));
    page.on('console', (message) => {
      if (!['error', 'warning'].includes(message.type())) return;
      // Whether anybody is signed in is asked at first, and no is an answer.
      const isWho = message.location().url === url + '/api/v1/session';
      if (isWho && message.text().includes('status of 401')) return;
      // The relay has no place for two slow questions more; they are asked again.
      if (message.text().includes('status of 503') && /\/(contents|forecast)\?/.test(message.location().url)) return;
      // A relay before its events: the page looks again and again instead.
      if (message.location().url.endsWith('/events') && message.text().includes('404')) return;
      this.problems.push(`${message.type()}: ${message.text()} (${message.location().url})`);
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(url + '/')) this.problems.push(`asked ${request.url()}`);
    });
  }

  async signIn(name, password) {
    await this.page.locator('#sign-in-name').fill(name);
    await this.page.locator('#sign-in-password').fill(password);
    await this.page.locator('#sign-in-form [type=submit]').click();
  }
  /** Signs in and waits for the page behind. */
  async comesIn(name, password) {
    await this.page.locator('#sign-in-form').waitFor();
    await this.signIn(name, password);
    await this.page.locator('#person').waitFor();
  }
  /** As somebody who has signed in before; the page is loaded anew. */
  async comesBack(cookies) {
    await this.context.addCookies(cookies);
    await this.page.reload();
  }

  /** Goes to a page, as a link does. */
  async goes(hash) {
    await this.page.goto(this.url + '/#/' + hash);
    await this.isThere();
  }
  /** The browser is to load the page anew, asks before, and is told to stay. */
  async asksBeforeItGoes() {
    const asked = this.page.waitForEvent('dialog', (dialog) => dialog.type() === 'beforeunload');
    await this.page.evaluate(() => location.reload());
    await asked;
    this.problems.splice(this.problems.findIndex((one) => one.startsWith('beforeunload')), 1);
  }
  /** All that the page has asked for has come. */
  async isThere() {
    await this.page.waitForFunction(() =>
        document.querySelector('main') && !document.querySelector('.loading, form button:disabled'));
  }

  /** What the dialog says of each client that has something newer: of all, not of the first alone. */
  async clientsGoingBack() {
    const told = this.page.locator('#ask .going-back');
    await told.getByText(/more clients?$/).click();
    await told.locator('details dl').waitFor();
    return told.locator('dl > div').allTextContents();
  }

  /**
   * Presses a button that opens the dialog, gives the reason and what is asked besides, by name, and
   * confirms.
   */
  async act(button, reason, besides = {}) {
    await this.button(button).click();
    await this.confirms(reason, besides);
  }
  async confirms(reason, besides = {}) {
    for (const [name, value] of Object.entries(besides)) {
      const field = this.page.locator('#ask-' + name);
      if (await field.evaluate((one) => one.tagName) === 'SELECT') await field.selectOption(value);
      else await field.fill(value);
    }
    await this.page.locator('#reason').fill(reason);
    await this.page.locator('#ask-do').click();
    await this.page.locator('#ask').waitFor({state: 'detached'});
  }

  button(name) { return this.page.getByRole('button', {name, exact: true}); }
  link(name) { return this.page.getByRole('link', {name, exact: true}); }
  region(name) { return this.page.getByRole('region', {name, exact: true}); }
  card() { return this.region('sample'); }
  /** What is shown of the device with this text. */
  device(hasText) { return this.region('Devices').locator('tbody tr', {hasText}); }
  /** The page looks now, and not within ten seconds. */
  async looksAgain() {
    const looked = this.page.waitForResponse('**/api/v1/flow');
    await this.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await looked;
  }
  notice() { return this.card().locator('.notice .said'); }
  /** What is stopped, halted, paused, excepted or late, with this text. */
  deed(hasText) { return this.page.locator('.deed', {hasText}); }
  rows() { return this.card().locator('.cell').evaluateAll(readCells); }

  /** The relay's status reaches the page as `change` leaves it: for what no relay can be made to do. */
  statusIs(change) { return this.answerIs('status', change); }
  /**
   * The same of what the first page shows: `change` finds a cell for each group, also where the relay tells
   * several in one.
   */
  flowIs(change) {
    return this.answerIs('flow', (flow) => {
      for (const feed of flow.feeds) {
        feed.cells = feed.cells.flatMap((cell) => cell.groups.map((group) => ({...cell, groups: [group]})));
      }
      change(flow);
    });
  }
  async answerIs(path, change) {
    await this.page.route('**/api/v1/' + path, async (route) => {
      const response = await route.fetch();
      const answer = await response.json();
      change(answer);
      await route.fulfill({response, json: answer});
    });
  }
  /** Answers a POST to that path itself; returns the bodies that it was sent. */
  async answerTo(path, sentence) {
    const bodies = [];
    await this.page.route('**/api/v1/' + path, async (route) => {
      bodies.push(route.request().postDataJSON());
      await route.fulfill({json: {sentence, explanations: []}});
    });
    return bodies;
  }

  states() { return this.card().locator('.cell').evaluateAll(readStates); }

  /** How far the page reaches over the edges of the window, in pixels. */
  overflow() { return this.page.evaluate(measureOverflow); }

  /** A look of the page may be on its way through a route. */
  async close() {
    await this.page.unrouteAll({behavior: 'ignoreErrors'});
    await this.context.close();
  }
}
