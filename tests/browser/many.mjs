// A relay that is larger than any that a test could run: its answer to the first page.

const kFeeds = 50;
const kGroups = 200;
const kStages = 4;

/** What the third and the last stage wait for; everything else has the newest. */
function cellOf({newest: waiting, ...cell}, {newest}, i, feed) {
  const group = `group-${i}`;
  const stage = 1 + Math.floor(i / (kGroups / kStages));
  const at = {...cell, group, stage, active: {version: newest.version, sequence: newest.sequence, since: cell.active.since}};
  if (feed % 5 === 4 && stage >= 3) {
    const {approval, ...rest} = waiting;
    return {...at, active: cell.active, withheld: 1, newest: {...rest, approval: feed === 9 ? approval : null}};
  }
  return {...at, newest: null, withheld: 0, next_look: null, held: feed === 30 && i === 7};
}

/** `flow` has a feed whose second group waits for something. */
export function makeMany(flow) {
  const [feed] = flow.feeds;
  const waiting = feed.groups[1];
  flow.feeds = Array.from({length: kFeeds}, (_, n) => ({
    ...feed, feed: `feed-${n}`, acts: [],
    groups: Array.from({length: kGroups}, (_, i) => cellOf(waiting, feed, i, n)),
  }));
}
