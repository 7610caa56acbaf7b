// Stopping: a release, a feed or a group, in one dialog that says what each of them means; and letting
// go again.

import {feedPath} from '../api/client';
import type {ActInForce, Pause} from 'relay-api';
import {t, word} from '../messages/messages';
import type {Values, Wish} from '../parts/ask';
import {letsGo, may} from './may';
import {type Becomes, isFree, keeps, takenBack} from './moves';
import {showMoves, showMovesEverywhere} from './moves_list';

/** One way to stop something. */
export interface Stop {
  value: string;
  label: string;
  effect: string;
  undo: string;
  becomes: Becomes;
  act: string;              ///< Of the feed, or of the group.
  group?: string;           ///< Whose act it is, in every feed.
  body: {groups: readonly string[] | 'all'; version?: string};
}

const liftOf = (kind: string): string => t('undo.lift', {kind: word('act_kind', kind)});
const sayAgain = (kind: string): string => t('undo.say_again', {kind: word('act_kind', kind)});

const kNamed = 3;             // Groups that are named before the rest is counted.

/** "office, plants and 12 more" */
export function namesOf(groups: readonly string[]): string {
  const names = groups.slice(0, kNamed).join(', ');
  return groups.length > kNamed ? t('stops.and_more', {names, n: groups.length - kNamed}) : names;
}

export const pauseHere = (version: string, groups: readonly string[]): Stop => ({
  value: 'pause', label: t('stops.pause', {version, group: namesOf(groups)}),
  effect: t('stops.pause_what', {group: namesOf(groups)}), undo: t('undo.resume'), becomes: keeps,
  act: 'pause', body: {groups, version},
});

export const pauseEverywhere = (version: string): Stop => ({
  value: 'pause all', label: t('stops.pause_all', {version}), effect: t('stops.pause_all_what'),
  undo: t('undo.resume'), becomes: keeps, act: 'pause', body: {groups: 'all', version},
});

export const holdHere = (feed: string, groups: readonly string[]): Stop => ({
  value: 'hold', label: t('stops.hold', {feed, group: namesOf(groups)}),
  effect: t('stops.hold_what', {group: namesOf(groups)}), undo: liftOf('hold'), becomes: keeps,
  act: 'hold', body: {groups},
});

export const holdEverywhere = (feed: string): Stop => ({
  value: 'hold all', label: t('stops.hold_all', {feed}), effect: t('stops.hold_all_what'),
  undo: liftOf('hold'), becomes: keeps, act: 'hold', body: {groups: 'all'},
});

export const holdGroup = (group: string): Stop => ({
  value: 'hold group', label: t('stops.hold_group', {group}), effect: t('stops.hold_group_what', {group}),
  undo: liftOf('hold'), becomes: keeps, act: 'hold', group, body: {groups: [group]},
});

export const blockHere = (version: string, groups: readonly string[], has: boolean): Stop => ({
  value: 'block', label: t('stops.block', {version, group: namesOf(groups)}),
  effect: has ? t('stops.block_back_what') : t('stops.block_what'), undo: liftOf('block'),
  becomes: takenBack(version), act: 'block', body: {groups, version},
});

export const blockEverywhere = (version: string, has: boolean): Stop => ({
  value: 'block all', label: t('stops.block_all', {version}),
  effect: has ? t('stops.block_back_what') : t('stops.block_what'), undo: liftOf('block'),
  becomes: takenBack(version), act: 'block', body: {groups: 'all', version},
});

const groupPath = (group: string) => `groups/${encodeURIComponent(group)}/hold`;

/** An act of the group itself names no groups. */
const bodyOf = ({group, body}: Stop, {reason}: Values) => (group === undefined ? {...body, reason} : {reason});

const pathOf = (feed: string, {act, group}: Stop) => (group === undefined ? feedPath(feed, act) : groupPath(group));

/** Whom it stops: of the feed, or of every feed. */
const whomOf = (feed: string, {group, body, becomes}: Stop) =>
    (group === undefined ? showMoves(feed, body.groups, becomes) : showMovesEverywhere(group, becomes));

/** Stopping is for more people than letting go. */
function inverseOf(feed: string, {act, group, body: {groups, version}}: Stop): Wish | null {
  if (group !== undefined) return may(letsGo, null, [group]) ? liftGroup(group) : null;
  if (!may(letsGo, feed, groups === 'all' ? [null] : groups)) return null;
  return act === 'pause' && version ? goOn(feed, version, groups) : lift(feed, {kind: act, groups, version});
}

/** Asks which of these, and why. */
export function stopWish(feed: string, title: string, stops: readonly Stop[]): Wish {
  const chosen = (values: Values) => stops.find((one) => one.value === values.stop) ?? stops[0]!;
  return {
    title, what: t('stops.what'), button: t('stops.do'), stop: true,
    more: [{name: 'stop', label: t('stops.which'), inSight: true, of: stops.map(({value, label}) => ({value, label}))}],
    undo: (values) => chosen(values).undo,
    effect: (values) => [chosen(values).effect, whomOf(feed, chosen(values))],
    path: (values) => pathOf(feed, chosen(values)),
    body: (values) => bodyOf(chosen(values), values), inverse: (values) => inverseOf(feed, chosen(values)),
  };
}

/** Asks for the reason alone. */
export function stopAtOnce(feed: string, stop: Stop): Wish {
  return {
    title: `${stop.label}?`, what: stop.effect, button: stop.label, stop: true,
    undo: stop.undo, effect: () => whomOf(feed, stop),
    path: pathOf(feed, stop), body: (values) => bodyOf(stop, values), inverse: () => inverseOf(feed, stop),
  };
}

export const whereOf = (act: ActInForce): string => act.group ?? t('acts.all_groups');

type Groups = readonly string[] | 'all';
interface Said { kind: string; groups: Groups; version?: string | null | undefined }

const whereIn = (groups: Groups): string => (groups === 'all' ? t('acts.all_groups') : namesOf(groups));

/** Takes back what was said of these groups. */
export function lift(feed: string, {kind, groups, version}: Said): Wish {
  const of = version ? ` ${version}` : '';
  return {
    title: t('acts.lift_ask', {kind: word('act_kind', kind), of}), what: t('acts.lift_what', {where: whereIn(groups)}),
    button: t('stop.lift_do'), path: feedPath(feed, kind), undo: sayAgain(kind),
    effect: () => showMoves(feed, groups, kind === 'floor' ? keeps : isFree),
    body: ({reason}) => ({groups, lift: true, reason, ...(version ? {version} : {})}),
  };
}

export const liftAct = (feed: string, {group, ...act}: ActInForce): Wish =>
    lift(feed, {...act, groups: group ? [group] : 'all'});

export const liftGroup = (group: string): Wish => ({
  title: t('stops.lift_group_ask', {group}), what: t('stops.lift_group_what', {group}), button: t('stop.lift_do'),
  undo: sayAgain('hold'), effect: () => showMovesEverywhere(group, isFree),
  path: groupPath(group), body: ({reason}) => ({lift: true, reason}),
});

const goOn = (feed: string, version: string, groups: Groups): Wish => ({
  title: t('pause.resume_ask', {version}), what: t('pause.resume_what', {group: whereIn(groups)}),
  button: t('pause.resume'), path: feedPath(feed, 'resume'), undo: t('undo.pause'),
  effect: () => showMoves(feed, groups, isFree),
  body: ({reason}) => ({groups, version, reason}),
});

export const resume = (feed: string, {version, group}: Pause): Wish => goOn(feed, version, [group]);
