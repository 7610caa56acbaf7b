// What a page asks of a hand: presses, and characters that are typed or pasted. A choice from a list is
// two presses.

/** Runs in the page. */
function count() {
  const effort = window.effort = {presses: 0, characters: 0};
  addEventListener('pointerdown', () => { ++effort.presses; }, true);
  addEventListener('change', ({target}) => { if (target.tagName === 'SELECT') effort.presses += 2; }, true);
  addEventListener('input', ({data}) => { effort.characters += data?.length ?? 0; }, true);
}

/** From now on, as long as the page is not loaded anew. */
export class Effort {
  #page;
  static async begin(page) {
    const effort = new Effort();
    effort.#page = page;
    await page.evaluate(count);
    return effort;
  }
  told() { return this.#page.evaluate(() => window.effort); }
  /** What is done meanwhile is done for the test. */
  async aside(what) {
    const before = await this.told();
    await what();
    await this.#page.evaluate((then) => Object.assign(window.effort, then), before);
  }
}
