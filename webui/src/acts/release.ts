// What people say of one release: trust, exceptions, what a check found, how much there is to lose.

import {feedPath} from '../api/client';
import {t} from '../messages/messages';
import type {More, Values, Wish} from '../parts/ask';
import type {Places} from './may';

const kSkippable = ['soak', 'gate', 'train', 'checks', 'approval', 'window', 'ramp'];
const kAll = 'all groups';    // No name of a group: those have no spaces.

const groupsField = ({groups, everywhere}: Places): More => ({
  name: 'groups', label: t('actions.groups'),
  of: [...groups, ...(everywhere ? [{value: kAll, label: t('acts.all_groups')}] : [])],
});

const groupsOf = ({groups = ''}: Values) => (groups === kAll ? 'all' : groups.split(','));

function wish(feed: string, act: string, version: string, words: {title: string; what: string; button: string},
              more: More[], body: (values: Values) => object = () => ({})): Wish {
  return {
    ...words, more, path: feedPath(feed, act),
    body: (values) => ({version, reason: values.reason, ...body(values)}),
  };
}

export const quarantine = (feed: string, version: string): Wish => ({
  ...wish(feed, 'quarantine', version, {
    title: t('actions.quarantine_ask', {version}), what: t('actions.quarantine_what'), button: t('actions.quarantine'),
  }, []), stop: true,
});

export const trust = (feed: string, version: string): Wish => wish(feed, 'trust', version, {
  title: t('actions.trust_ask', {version}), what: t('actions.trust_what'), button: t('actions.trust'),
}, []);

export const pin = (feed: string, version: string, places: Places): Wish => wish(feed, 'pin', version, {
  title: t('actions.pin_ask', {version}), what: t('actions.pin_more'), button: t('actions.pin'),
}, [groupsField(places)], (values) => ({groups: groupsOf(values)}));

export const floor = (feed: string, version: string, places: Places): Wish => wish(feed, 'floor', version, {
  title: t('actions.floor_ask', {version}), what: t('actions.floor_more'), button: t('actions.floor'),
}, [groupsField(places)], (values) => ({groups: groupsOf(values)}));

/** `groups`: those that have no release yet, for nobody else adopts. */
export const adopt = (feed: string, version: string, groups: readonly string[]): Wish => wish(feed, 'adopt', version, {
  title: t('actions.adopt_ask', {version}), what: t('actions.adopt_more'), button: t('actions.adopt'),
}, [{
  name: 'groups', label: t('actions.groups'),
  of: [...groups, ...(groups.length > 1
    ? [{value: groups.join(','), label: t('actions.groups_without', {count: groups.length})}] : [])],
}], (values) => ({groups: groupsOf(values)}));

const skips: More = {name: 'skip', label: t('actions.skip'), of: kSkippable, many: true};
const lasts: More = {name: 'for', label: t('actions.for'), hint: t('actions.for_hint'), value: '4h', needed: true};
const skipped = (values: Values) => ({
  groups: groupsOf(values), skip: (values.skip ?? '').split(',').filter(Boolean), for: values.for,
});

export const bypass = (feed: string, version: string, places: Places): Wish =>
    wish(feed, 'bypass', version, {
      title: t('actions.bypass_ask', {version}), what: t('actions.bypass_more'), button: t('actions.bypass'),
    }, [groupsField(places), skips, lasts], skipped);

export const breakGlass = (feed: string, version: string, places: Places): Wish =>
    wish(feed, 'break-glass', version, {
      title: t('actions.glass_ask', {version}), what: t('actions.glass_more'), button: t('actions.glass'),
    }, [groupsField(places), skips, lasts], skipped);

export const fixForward = (feed: string, version: string, places: Places): Wish =>
    wish(feed, 'fix-forward', version, {
      title: t('actions.fix_ask', {version}), what: t('actions.fix_more'), button: t('actions.fix'),
    }, [{name: 'of', label: t('actions.fix_of'), needed: true}, groupsField(places), skips, lasts],
    (values) => ({...skipped(values), of: values.of}));

export const sayCheck = (feed: string, version: string): Wish => wish(feed, 'verdict', version, {
  title: t('actions.check_ask', {version}), what: t('actions.check_what'), button: t('actions.check_do'),
}, [
  {name: 'check', label: t('actions.check_name'), needed: true},
  {name: 'yes', label: t('actions.check_verdict'),
   of: [{value: 'yes', label: t('actions.yes')}, {value: 'no', label: t('actions.no')}]},
], ({check, yes}) => ({check, yes: yes === 'yes'}));

export const sayRisk = (feed: string, version: string, places: Places): Wish =>
    wish(feed, 'risk', version, {
      title: t('actions.risk_ask', {version}), what: t('actions.risk_what'), button: t('actions.risk_do'),
    }, [
      groupsField(places),
      {name: 'risk', label: t('actions.risk_is'),
       of: [{value: 'high', label: t('actions.high')}, {value: 'low', label: t('actions.low')}]},
    ], (values) => ({groups: groupsOf(values), risk: values.risk}));
