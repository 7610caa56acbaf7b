// The set-up assistant in a window: how its steps are done.

export class Assistant {
  constructor({relay, watched, page}) { Object.assign(this, {relay, watched, page}); }

  field(name) { return this.page.getByLabel(name, {exact: true}); }
  #step() { return this.page.locator('[aria-current=step]'); }
  /** "3. The first feed" */
  now() { return this.#step().locator('.start-head h2').innerText(); }
  canBe() { return this.#step().getByText('It can be put in force').waitFor(); }
  async take() {
    await this.canBe();
    await this.watched.button('Take it, and go on').click();
  }

  /** The first account, with the token of the machine; the assistant is where it leads. */
  async setUp() {
    await this.page.locator('#set-up-token').fill(this.relay.setupToken());
    await this.page.locator('#set-up-name').fill('ann');
    for (const id of ['password', 'again']) await this.page.locator('#set-up-' + id).fill(this.relay.password);
    await this.page.locator('#set-up-form [type=submit]').click();
    await this.page.waitForURL('**/#/start');
    await this.watched.isThere();
    this.watched.problems.length = 0;             // That nobody was signed in is no problem.
  }

  async putsInForce(reason) {
    await this.watched.act('Put in force …', reason);
    await this.page.locator('[aria-current=step] .start-head h2', {hasNotText: '6.'}).waitFor();
  }
  /** The first release of a feed, which its rounds may have brought already. */
  async getsRelease(feed) {
    if (await this.now() === '7. Get the first release') await this.watched.button('Sync now: ' + feed).click();
    await this.page.getByText(/^Everything is there/).waitFor();
  }
  /** The address of the feed for devices of a group. */
  async baseFor(group) {
    await this.field('Group').selectOption(group);
    return this.page.getByRole('region', {name: 'Where devices of this group find the feed'}).innerText();
  }
  /** What the client's files are, under the address. */
  files() {
    return this.page.locator('.given').evaluateAll((all) => all.slice(1).map((one) => ({
      path: one.querySelector('.label').textContent, text: one.querySelector('pre').textContent,
    })));
  }
}
