// How groups stand with a feed, for those who look for what needs them.

import type {Cell, FeedFlow} from '../../shell/flow';

export const kStandings = ['stopped', 'asks', 'waits', 'newest', 'older'] as const;
export type Standing = typeof kStandings[number];

const isStopped = (cell: Cell): boolean => cell.held || cell.paused || cell.halted;

/** It goes on when somebody says yes, or has looked. */
const asks = (cell: Cell): boolean =>
    Boolean(cell.newest?.approval) || Boolean(cell.freshness?.alarm) || cell.expiring.length > 0;

const waits = (cell: Cell): boolean => cell.newest !== null || cell.ramping.length > 0;

/** The first that is true of it: what is worst comes first. */
export function standingOf(feed: FeedFlow, cell: Cell): Standing {
  if (isStopped(cell)) return 'stopped';
  if (asks(cell)) return 'asks';
  if (waits(cell)) return 'waits';
  return feed.newest && cell.active?.sequence === feed.newest.sequence ? 'newest' : 'older';
}

export const rankOf = (feed: FeedFlow, cell: Cell): number => kStandings.indexOf(standingOf(feed, cell));

/** How many groups stand how, without those that nobody does. */
export function countsOf(feed: FeedFlow): {standing: Standing; count: number}[] {
  const counts = new Map<Standing, number>(kStandings.map((one) => [one, 0]));
  for (const cell of feed.groups) {
    const standing = standingOf(feed, cell);
    counts.set(standing, counts.get(standing)! + 1);
  }
  return [...counts].map(([standing, count]) => ({standing, count})).filter((one) => one.count);
}

/** Whether a person is what something of it waits for. */
export const needsSomebody = (feed: FeedFlow): boolean =>
    feed.halts.length > 0 || feed.groups.some(asks) ||
    feed.bypasses.some((one) => one.overdue || !one.granted);

/** What the address asks to see. */
export interface Sought { feed: string; group: string; text: string; only: string }

export const soughtIn = ({feed = '', group = '', text = '', only = ''}: Record<string, string>): Sought =>
    ({feed, group, text: text.trim().toLowerCase(), only});

export const isNarrowed = ({feed, group, text, only}: Sought): boolean => Boolean(feed || group || text || only);

/** Groups of the feed that are sought; null where the feed itself is not. */
export function cellsOf(feed: FeedFlow, {feed: named, group, text, only}: Sought): Cell[] | null {
  if (named && feed.feed !== named) return null;
  const has = (word: string | undefined) => word?.toLowerCase().includes(text);
  const whole = !text || has(feed.feed) || has(feed.newest?.version);
  const found = feed.groups.filter((cell) =>
      (!group || cell.group === group) && (!only || standingOf(feed, cell) === only) &&
      (whole || has(cell.group) || has(cell.active?.version) || has(cell.newest?.version)));
  return found.length || (whole && !group && !only) ? found : null;
}
