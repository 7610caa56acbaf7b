// A relay that is larger than any that a test could run: its answer to the first page.

const kFeeds = 50;
const kGroups = 200;
const kStages = 4;

/** What the third and the last stage wait for, the first in the feed's list; everything else has the newest. */
function cellOf(cell, {newest}, i, feed) {
  const group = `group-${i}`;
  const stage = 1 + Math.floor(i / (kGroups / kStages));
  const at = {...cell, group, stage, active: {version: newest.version, sequence: newest.sequence, since: cell.active.since}};
  if (feed % 5 === 4 && stage >= 3) {
    return {...at, active: cell.active, withheld: 1, newest: 0};
  }
  return {...at, newest: null, withheld: 0, next_look: null, held: feed === 30 && i === 7};
}

/** `flow` has a feed whose second group waits for something. */
export function makeMany(flow) {
  const [feed] = flow.feeds;
  const cell = feed.groups[1];
  const waits = feed.waiting[cell.newest];
  flow.feeds = Array.from({length: kFeeds}, (_, n) => ({
    ...feed, feed: `feed-${n}`, acts: [],
    waiting: [{...waits, approval: n === 9 ? waits.approval : null}],
    groups: Array.from({length: kGroups}, (_, i) => cellOf(cell, feed, i, n)),
  }));
}
