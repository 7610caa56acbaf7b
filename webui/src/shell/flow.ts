// How things flow, as pages work with it: each cell has what waits for it, which the relay tells once
// for all groups that wait for the same.

import type {Cell as ToldCell, FeedFlow as ToldFeed, Flow as ToldFlow, WaitingRelease} from 'relay-api';

export type Cell = Omit<ToldCell, 'newest'> & {newest: WaitingRelease | null};
export type FeedFlow = Omit<ToldFeed, 'groups' | 'waiting'> & {groups: Cell[]};
export type Flow = Omit<ToldFlow, 'feeds'> & {feeds: FeedFlow[]};

function unfoldFeed({waiting, groups, ...feed}: ToldFeed): FeedFlow {
  return {...feed, groups: groups.map((cell) => ({
    ...cell, newest: cell.newest === null ? null : waiting[cell.newest] ?? null,
  }))};
}

const unfolded = new WeakMap<ToldFlow, Flow>();

/** The same for the same answer, for all who show it. */
export function unfold(told: ToldFlow): Flow {
  const known = unfolded.get(told);
  if (known) return known;
  const flow = {...told, feeds: told.feeds.map(unfoldFeed)};
  unfolded.set(told, flow);
  return flow;
}
