// How things flow, as pages work with it: each group has a cell with what waits for it. The relay tells
// both once for all groups that stand alike.

import type {Cell as ToldCell, CellGroup, FeedFlow as ToldFeed, Flow as ToldFlow, WaitingRelease} from 'relay-api';

export type Cell = Omit<ToldCell, 'groups' | 'newest'> & CellGroup & {newest: WaitingRelease | null};
export type FeedFlow = Omit<ToldFeed, 'cells' | 'waiting'> & {groups: Cell[]};
export type Flow = Omit<ToldFlow, 'feeds'> & {feeds: FeedFlow[]};

function unfoldFeed({waiting, cells, ...feed}: ToldFeed): FeedFlow {
  return {...feed, groups: cells.flatMap(({groups, newest: place, ...cell}) => {
    const newest = place === null ? null : waiting[place] ?? null;
    return groups.map((group) => ({...cell, ...group, newest}));
  })};
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
