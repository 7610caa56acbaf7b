// A relay that is larger than any that a test could run: its answer to the first page, and to who asks for
// its devices.

const kFeeds = 50;
const kGroups = 200;
const kStages = 4;

/** What the third and the last stage wait for, the first in the feed's list; everything else has the newest. */
function cellOf(cell, {newest}, i, feed) {
  const stage = 1 + Math.floor(i / (kGroups / kStages));
  const at = {...cell, groups: [{group: `group-${i}`, seen: 500}], stage, active: {version: newest.version, sequence: newest.sequence, since: cell.active.since}};
  if (feed % 5 === 4 && stage >= 3) {
    return {...at, active: cell.active, withheld: 1, newest: 0};
  }
  return {...at, newest: null, withheld: 0, next_look: null, held: feed === 30 && i === 7};
}

/** `flow` has a feed whose second group waits for something. */
export function makeMany(flow) {
  const [feed] = flow.feeds;
  const cell = feed.cells[1];
  const waits = feed.waiting[cell.newest];
  flow.feeds = Array.from({length: kFeeds}, (_, n) => ({
    ...feed, feed: `feed-${n}`, acts: [],
    waiting: [{...waits, approval: n === 9 ? waits.approval : null}],
    cells: Array.from({length: kGroups}, (_, i) => cellOf(cell, feed, i, n)),
  }));
}

const kPage = 1000;

/** An answer to GET devices, of `all` in the order of their numbers; `cursor` as the one before had it. */
export function manyDevices(all, cursor) {
  const from = Number(cursor ?? 0);
  const count = Math.min(kPage, all - from);
  const devices = Array.from({length: count}, (_, i) => aDevice(from + i));
  return {devices, next: from + count < all ? String(from + count) : null, all, left_out: 0};
}

export const addressOf = (n) => `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`;

/** The higher its number, the longer it has not asked. */
export const aDevice = (n, asked = new Date(Date.UTC(2026, 0, 4) - 1000 * n).toISOString().slice(0, 19) + 'Z') => ({
  device: addressOf(n), name: '', known: 'address', authenticated: false, address: '', agent: 'freshclam', asked,
  feeds: [], enrolled: null,
});
