// What every page must be, whatever it shows: no wider than its window, and usable by everybody.

import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';

import {eventually} from './running_relay.mjs';

const kAxe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** By night only colours are other ones. */
const kColours = ['color-contrast', 'link-in-text-block'];
const kRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Fails with every element that somebody could not see, hear or reach. */
export async function isAccessible(watched, what, {coloursOnly = false} = {}) {
  if (!await watched.page.evaluate(() => 'axe' in window)) await watched.page.evaluate(kAxe);
  const only = coloursOnly ? {type: 'rule', values: kColours} : {type: 'tag', values: kRules};
  const violations = await watched.page.evaluate(async (runOnly) =>
      (await window.axe.run(document, {runOnly, resultTypes: ['violations']})).violations.map((one) =>
          `${one.id}: ${one.help}: ${one.nodes.slice(0, 4).map((node) =>
              node.target.join(' ') + ' ' + (node.any[0]?.message ?? '')).join(' | ')}`), only);
  assert.deepEqual(violations, [], what);
}

/** Runs in the page: whether all of it is in the window, and nothing lies above it. */
function lies(element) {
  const {left, right, top, bottom} = element.getBoundingClientRect();
  return left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight &&
      [left + 3, right - 3].every((x) => element.contains(document.elementFromPoint(x, (top + bottom) / 2)));
}

/** Nobody needs to scroll to it. */
export async function isInSight(one, what) {
  assert.ok(await one.evaluate(lies), `${what} is out of sight`);
}

/** A chart takes the new width a moment after its window. */
export function fits(watched, what) {
  return eventually(async () => assert.equal(await watched.overflow(), 0, `${what} is too wide`));
}
