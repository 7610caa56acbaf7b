// Which groups go from what to what, for how many devices: what a dialog shows before it is confirmed.

import type {JSX} from 'preact';
import {useMemo} from 'preact/hooks';
import type {Explained, Journey, Releases} from 'relay-api';

import {type Asked, useAsked} from '../api/asked';
import {feedPath, pathWith} from '../api/client';
import {t} from '../messages/messages';
import {GoingBack} from '../parts/going_back';
import {Unheard} from '../parts/states';
import type {Cell, FeedFlow} from '../shell/flow';
import {useFlow} from '../shell/status';
import type {Becomes, Known, Move} from './moves';

const kShown = 6;             // Groups that are named before the rest is counted.
const kOrder = ['back', 'part', 'fix', 'on', 'waits', 'free', 'stays'] as const;
const kShapes: Record<Move['how'], string> = {
  back: '◀', part: '◀', fix: '▶', on: '▶', waits: '○', free: '○', stays: '○',
};

interface Row { feed: string | null; group: string; move: Move; count: number }

/** `feed`: where several are told of. */
function sentenceOf({feed, group: name, move, count}: Row): string {
  const group = feed === null ? name : t('moves.place', {feed, group: name});
  const parts = {group, count};
  const before = t('moves.before');
  switch (move.how) {
    case 'back': return t('moves.back', {...parts, from: move.from, to: move.to ?? before});
    case 'part': return t('moves.part', {...parts, from: move.from, reached: move.reached, to: move.to ?? before});
    case 'fix': return t('moves.fix', {group, to: move.to, count: move.taken});
    case 'on': return move.from === null ? t('moves.begins', {...parts, to: move.to})
      : t('moves.on', {...parts, from: move.from, to: move.to});
    case 'waits': return move.from === null ? t('moves.waits_without', {...parts, to: move.to, why: move.why})
      : t('moves.waits', {...parts, from: move.from, to: move.to, why: move.why});
    case 'free': return move.from === null ? t('moves.free_without', parts)
      : t('moves.free', {...parts, from: move.from});
    case 'stays': return move.from === null ? t('moves.without', parts) : t('moves.stays', {...parts, from: move.from});
  }
}

/** Those whose devices get something else stand first. */
function List({rows}: {rows: Row[]}): JSX.Element | null {
  const rankOf = ({move, count}: Row) => kOrder.indexOf(move.how) * 1e9 - count;
  const sorted = useMemo(() => [...rows].sort((one, other) => rankOf(one) - rankOf(other)), [rows]);
  const rest = sorted.slice(kShown);
  return !rows.length ? null : (
    <ul class="moves">
      {sorted.slice(0, kShown).map((row) => (
        <li key={`${row.feed} ${row.group}`} class={row.move.how}>
          <span class="shape" aria-hidden="true">{kShapes[row.move.how]}</span> {sentenceOf(row)}
        </li>
      ))}
      {rest.length ? (
        <li>{t('moves.more', {count: rest.length, devices: rest.reduce((sum, one) => sum + one.count, 0)})}</li>
      ) : null}
    </ul>
  );
}

interface Properties {
  feed: string;
  groups: readonly string[] | 'all';
  becomes: Becomes;
  back?: boolean;           ///< Devices have gone back, or may.
}

const chosen = (groups: Properties['groups']) => ({group}: Cell): boolean => groups === 'all' || groups.includes(group);

/** The newest release before that one which was not withdrawn; who has a suspect one keeps it. */
function releaseBefore(version: string | undefined, {releases}: Releases): string | null {
  const at = releases.findIndex((one) => one.version === version);
  const older = at < 0 ? [] : releases.slice(at + 1);
  return older.find(({standing}) => standing === 'good' || standing === 'suspect')?.version ?? null;
}

/** What must be known of a feed, and the answers that tell it: without one of them nothing is. */
function useKnown(feed: string, {asks = {}}: Becomes) {
  const flow = useFlow();
  const explained = useAsked<Explained>(asks.all ? pathWith('explain', {feed}) : null, 'status', 'policy');
  const releases = useAsked<Releases>(asks.wayBefore ? feedPath(feed, 'releases') : null, 'status', 'policy');
  const way = asks.wayOf || (releases.value ? releaseBefore(asks.wayBefore, releases.value) : null);
  const journey = useAsked<Journey>(way ? pathWith(feedPath(feed, 'journey'), {version: way}) : null,
                                    'status', 'policy', 'devices');
  const asked: Asked<unknown>[] = [
    flow, ...asks.all ? [explained] : [], ...asks.wayBefore ? [releases] : [], ...way ? [journey] : [],
  ];
  const is = flow.value?.feeds.find((one) => one.feed === feed);
  return {asked, is, way, explanations: explained.value?.explanations, stops: journey.value?.groups};
}

const byGroup = <One extends {group: string}>(all: readonly One[] | undefined): ReadonlyMap<string, One> =>
    new Map(all?.map((one) => [one.group, one]));

/** Of one feed. */
function Moves({feed, groups, becomes, back = false}: Properties): JSX.Element | null {
  const {asked, is, way, explanations, stops} = useKnown(feed, becomes);
  const rows = useMemo(() => {
    const [explained, stop] = [byGroup(explanations), byGroup(stops)];
    const knownOf = (cell: Cell): Known =>
        ({cell, of: way, explained: explained.get(cell.group), stop: stop.get(cell.group)});
    return (is?.groups ?? []).filter(chosen(groups)).map((cell): Row =>
        ({feed: null, group: cell.group, move: becomes.of(knownOf(cell)), count: cell.seen}));
  }, [is, way, explanations, stops, groups, becomes]);
  if (asked.some(({value}) => value === undefined)) return <Unheard of={asked} />;
  const goes = back || rows.some(({move}) => move.how === 'back' || move.how === 'part');
  return !is ? null : (
    <>
      <List rows={rows} />
      {goes ? <GoingBack clients={is.going_back} /> : null}
    </>
  );
}

/** Of every feed, in one group or in all. */
function MovesEverywhere({group, becomes}: {group: string | null; becomes: Becomes}): JSX.Element {
  const asked = useFlow();
  const flow = asked.value;
  const rowsOf = ({feed, groups}: FeedFlow) => groups.filter((cell) => group === null || cell.group === group)
      .map((cell): Row => ({feed, group: cell.group, move: becomes.of({cell}), count: cell.seen}));
  const rows = useMemo(() => flow?.feeds.flatMap(rowsOf) ?? [], [flow, group, becomes]);
  return flow ? <List rows={rows} /> : <Unheard of={[asked]} />;
}

/** The same as what a dialog shows of its effect. */
export const showMoves = (feed: string, groups: Properties['groups'], becomes: Becomes, back = false): JSX.Element =>
    <Moves feed={feed} groups={groups} becomes={becomes} back={back} />;
export const showMovesEverywhere = (group: string | null, becomes: Becomes): JSX.Element =>
    <MovesEverywhere group={group} becomes={becomes} />;

/** What somebody gets who comes to the group. */
function HasNow({group}: {group: string}): JSX.Element {
  const feeds = useFlow().value?.feeds ?? [];
  const rows = feeds.flatMap(({feed, groups}) => groups.filter((cell) => cell.group === group)
      .map(({active}) => t(active ? 'moves.gets' : 'moves.gets_none', {feed, version: active?.version ?? ''})));
  return <ul>{rows.map((row) => <li key={row}>{row}</li>)}</ul>;
}
export const showHas = (group: string): JSX.Element => <HasNow group={group} />;
