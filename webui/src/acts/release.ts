// What people say of one release: trust, exceptions, what a check found, how much there is to lose.

import {feedPath} from '../api/client';
import {t, word} from '../messages/messages';
import type {More, Values, Wish} from '../parts/ask';
import {type Places, excepts, may} from './may';
import {
  type Becomes, begins, fixes, isChecked, isFree, keeps, opens, pinned, skips, takenBack,
} from './moves';
import {showMoves} from './moves_list';
import {lift} from './stops';

const kSkippable = ['soak', 'gate', 'train', 'checks', 'approval', 'window', 'ramp'];
const kAll = 'all groups';    // No name of a group: those have no spaces.

const groupsField = ({groups, everywhere}: Places): More => ({
  name: 'groups', label: t('actions.groups'),
  of: [...groups, ...(everywhere ? [{value: kAll, label: t('acts.all_groups')}] : [])],
});

const groupsOf = ({groups = ''}: Values) => (groups === kAll ? 'all' : groups.split(','));

interface Own extends Pick<Wish, 'title' | 'what' | 'button' | 'undo' | 'inverse'> {
  stop?: boolean;
  more?: More[];
  becomes: Becomes | ((values: Values) => Becomes);
}

/** Said of the release wherever it is. */
function wish(feed: string, act: string, version: string, {becomes, ...own}: Own,
              body: (values: Values) => object = () => ({})): Wish {
  const isHere = own.more?.some((one) => one.name === 'groups');
  return {
    ...own, path: feedPath(feed, act),
    body: (values) => ({
      version, reason: values.reason, ...(isHere ? {groups: groupsOf(values)} : {}), ...body(values),
    }),
    effect: (values) => showMoves(feed, isHere ? groupsOf(values) : 'all',
                                  typeof becomes === 'function' ? becomes(values) : becomes),
  };
}

export const quarantine = (feed: string, version: string): Wish => wish(feed, 'quarantine', version, {
  title: t('actions.quarantine_ask', {version}), what: t('actions.quarantine_what'), button: t('actions.quarantine'),
  stop: true, undo: t('undo.trust'), becomes: takenBack(version),
  inverse: () => (may(excepts, feed) ? trust(feed, version) : null),
});

export const trust = (feed: string, version: string): Wish => wish(feed, 'trust', version, {
  title: t('actions.trust_ask', {version}), what: t('actions.trust_what'), button: t('actions.trust'),
  undo: t('undo.quarantine'), becomes: isFree,
});

export const pin = (feed: string, version: string, places: Places): Wish => wish(feed, 'pin', version, {
  title: t('actions.pin_ask', {version}), what: t('actions.pin_more'), button: t('actions.pin'),
  undo: t('undo.lift', {kind: word('act_kind', 'pin')}), more: [groupsField(places)], becomes: pinned(version),
  inverse: (values) => lift(feed, {kind: 'pin', groups: groupsOf(values), version}),
});

export const floor = (feed: string, version: string, places: Places): Wish => wish(feed, 'floor', version, {
  title: t('actions.floor_ask', {version}), what: t('actions.floor_more'), button: t('actions.floor'),
  undo: t('undo.lift', {kind: word('act_kind', 'floor')}), more: [groupsField(places)], becomes: keeps,
  inverse: (values) => lift(feed, {kind: 'floor', groups: groupsOf(values), version}),
});

/** `groups`: those that have no release yet, for nobody else adopts. */
export const adopt = (feed: string, version: string, groups: readonly string[]): Wish => wish(feed, 'adopt', version, {
  title: t('actions.adopt_ask', {version}), what: t('actions.adopt_more'), button: t('actions.adopt'),
  undo: null, becomes: begins(version), more: [{
    name: 'groups', label: t('actions.groups'),
    of: [...groups, ...(groups.length > 1
      ? [{value: groups.join(','), label: t('actions.groups_without', {count: groups.length})}] : [])],
  }],
});

const skipField: More = {
  name: 'skip', label: t('actions.skip'), many: true,
  of: kSkippable.map((value) => ({value, label: word('skippable', value)})),
};
const lasts: More = {name: 'for', label: t('actions.for'), hint: t('actions.for_hint'), value: '4h', needed: true};
const skipped = ({skip = ''}: Values) => skip.split(',').filter(Boolean);
const exception = (values: Values) => ({skip: skipped(values), for: values.for});

const skipping = (feed: string, act: string, version: string, places: Places,
                  words: Pick<Wish, 'title' | 'what' | 'button'>): Wish => wish(feed, act, version, {
  ...words, undo: null, more: [groupsField(places), skipField, lasts],
  becomes: (values) => opens(version, skips(skipped(values))),
}, exception);

export const bypass = (feed: string, version: string, places: Places): Wish =>
    skipping(feed, 'bypass', version, places, {
      title: t('actions.bypass_ask', {version}), what: t('actions.bypass_more'), button: t('actions.bypass'),
    });

export const breakGlass = (feed: string, version: string, places: Places): Wish =>
    skipping(feed, 'break-glass', version, places, {
      title: t('actions.glass_ask', {version}), what: t('actions.glass_more'), button: t('actions.glass'),
    });

/** `bad`: the releases before it that devices may have taken. */
export const fixForward = (feed: string, version: string, places: Places, bad: readonly string[]): Wish =>
    wish(feed, 'fix-forward', version, {
      title: t('actions.fix_ask', {version}), what: t('actions.fix_more'), button: t('actions.fix'), undo: null,
      more: [{name: 'of', label: t('actions.fix_of'), of: bad}, groupsField(places), skipField, lasts],
      becomes: ({of = ''}) => fixes(version, of),
    }, (values) => ({...exception(values), of: values.of}));

export const sayCheck = (feed: string, version: string): Wish => wish(feed, 'verdict', version, {
  title: t('actions.check_ask', {version}), what: t('actions.check_what'), button: t('actions.check_do'),
  undo: t('undo.say_other'), more: [
    {name: 'check', label: t('actions.check_name'), needed: true},
    {name: 'yes', label: t('actions.check_verdict'),
     of: [{value: 'yes', label: t('actions.yes')}, {value: 'no', label: t('actions.no')}]},
  ], becomes: ({check = '', yes}) => (yes === 'yes' ? opens(version, isChecked(check.trim())) : keeps),
}, ({check, yes}) => ({check, yes: yes === 'yes'}));

export const sayRisk = (feed: string, version: string, places: Places): Wish => wish(feed, 'risk', version, {
  title: t('actions.risk_ask', {version}), what: t('actions.risk_what'), button: t('actions.risk_do'),
  undo: t('undo.say_other'),
  more: [
    groupsField(places),
    {name: 'risk', label: t('actions.risk_is'),
     of: [{value: 'high', label: word('risk', 'high')}, {value: 'low', label: word('risk', 'low')}]},
  ], becomes: keeps,
}, ({risk}) => ({risk}));
