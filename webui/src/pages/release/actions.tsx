// What can be done about a release, each with what it will do; stopping it stands apart, in sight.

import type {JSX} from 'preact';
import type {Explanation, FeedStatus, Release} from 'relay-api';

import {approveWish} from '../../acts/approve';
import {type Places, type Who, adopts, excepts, holds, letsGo, may, placesOf, stops} from '../../acts/may';
import {
  adopt, breakGlass, bypass, fixForward, floor, pin, quarantine, sayCheck, sayRisk, trust,
} from '../../acts/release';
import {
  type Stop, blockEverywhere, blockHere, holdEverywhere, holdHere, pauseEverywhere, pauseHere, stopWish,
} from '../../acts/stops';
import {mayApprove} from '../../acts/yes';
import {t} from '../../messages/messages';
import type {Wish} from '../../parts/ask';
import {GoingBackFolded} from '../../parts/going_back';
import {AskButton} from '../../parts/notice';
import {useFlow} from '../../shell/status';

/** `who` may, and of which groups it can be said; without them it is said of the release wherever it is. */
interface Action {
  key: string;
  label: string;
  what: string;
  kind?: string;
  who: Who;
  of?: readonly string[];
  wish: (places: Places) => Wish;
}

/** Groups whose stage waits for the viewer's yes to it, by what is to be told with that. */
function waiting(feed: string, groups: Explanation[], release: Release) {
  return groups.flatMap(({group, newer}) => {
    const one = newer.find(({sequence}) => sequence === release.sequence);
    return one && mayApprove(feed, one, [group]).length ? [{group, asks: one.approval?.asks ?? []}] : [];
  });
}

/** What skips the rules, or is said of how far to trust it. */
function judgingOf(feed: string, {version, sequence}: Release, groups: Explanation[]): Action[] {
  const all = groups.map((one) => one.group);
  const before = groups.flatMap(({rollouts}) => rollouts.filter((one) => one.opened && one.sequence < sequence));
  const bad = [...new Map(before.sort((one, other) => other.sequence - one.sequence)
      .map((one) => [one.version, one])).keys()];
  return [
    {key: 'bypass', label: t('actions.bypass'), what: t('actions.bypass_what'), who: excepts, of: all,
     wish: (places) => bypass(feed, version, places)},
    {key: 'glass', label: t('actions.glass'), what: t('actions.glass_what'), who: letsGo, of: all,
     wish: (places) => breakGlass(feed, version, places)},
    ...(bad.length ? [{
      key: 'fix', label: t('actions.fix'), what: t('actions.fix_what'), who: excepts, of: all,
      wish: (places: Places) => fixForward(feed, version, places, bad),
    }] : []),
    {key: 'check', label: t('actions.check'), what: t('actions.check_what'), who: holds('operator'),
     wish: () => sayCheck(feed, version)},
    {key: 'risk', label: t('actions.risk'), what: t('actions.risk_what'), who: excepts, of: all,
     wish: (places) => sayRisk(feed, version, places)},
  ];
}

/** What groups get of it from now on. */
function limitsOf(feed: string, {version, standing, sequence}: Release, groups: Explanation[]): Action[] {
  const all = groups.map((one) => one.group);
  const without = groups.filter(({active, offers}) => !active && offers.every((one) => one.sequence < sequence))
      .map((one) => one.group);
  return [
    standing === 'good'
      ? {key: 'quarantine', label: t('actions.quarantine'), what: t('actions.quarantine_what'), kind: 'stop-here',
         who: stops, wish: () => quarantine(feed, version)}
      : {key: 'trust', label: t('actions.trust'), what: t('actions.trust_what'), who: excepts,
         wish: () => trust(feed, version)},
    ...(standing === 'good' && without.length ? [{
      key: 'adopt', label: t('actions.adopt'), what: t('actions.adopt_what'), who: adopts, of: without,
      wish: ({groups: places}: Places) => adopt(feed, version, places),
    }] : []),
    {key: 'pin', label: t('actions.pin'), what: t('actions.pin_what'), who: letsGo, of: all,
     wish: (places) => pin(feed, version, places)},
    {key: 'floor', label: t('actions.floor'), what: t('actions.floor_what'), who: letsGo, of: all,
     wish: (places) => floor(feed, version, places)},
  ];
}

function actionsOn(feed: string, release: Release, groups: Explanation[]): Action[] {
  const {version} = release;
  const yes = waiting(feed, groups, release);
  const asks = [...new Set(yes.flatMap((one) => one.asks))];
  const names = yes.map((one) => one.group);
  return [
    ...(yes.length ? [{
      key: 'approve', label: t('approve.do'), kind: 'primary', who: () => true, of: names,
      what: t('actions.approve_what', {groups: names.join(', ')}),
      wish: () => approveWish(feed, version, names, asks),
    }] : []),
    ...limitsOf(feed, release, groups),
    ...judgingOf(feed, release, groups),
  ];
}

interface Properties { feed: FeedStatus; release: Release; groups: Explanation[] }

/** What the feed's clients do with an older release. */
const useGoingBack = ({feed}: FeedStatus) => useFlow().value?.feeds.find((one) => one.feed === feed)?.going_back;

/** Everywhere, or in the groups that are his to stop. */
function stopsOf(feed: string, {version, sequence}: Release, groups: readonly Explanation[]): Stop[] {
  const has = groups.filter(({active}) => active?.sequence === sequence).map((one) => one.group);
  if (may(stops, feed)) {
    return [pauseEverywhere(version), holdEverywhere(feed), blockEverywhere(version, has.length > 0)];
  }
  const {groups: mine} = placesOf(stops, feed, groups.map((one) => one.group));
  const coming = mine.filter((one) => !has.includes(one));  // Where all have it, a pause comes too late.
  return [
    ...(coming.length ? [pauseHere(version, coming)] : []),
    ...(mine.length ? [holdHere(feed, mine), blockHere(version, mine, mine.some((one) => has.includes(one)))] : []),
  ];
}

/** It is there before anything else is known, to those who may stop it everywhere. */
export function StopRelease({feed: {feed}, release, groups = []}: {
  feed: FeedStatus; release: Release; groups: readonly Explanation[] | undefined;
}): JSX.Element | null {
  const ways = stopsOf(feed, release, groups);
  return !ways.length ? null : (
    <AskButton kind="stop" wish={() => stopWish(feed, t('actions.stop_ask', {version: release.version}), ways)}>
      {t('actions.stop')}
    </AskButton>
  );
}

export function Actions({feed, release, groups}: Properties): JSX.Element {
  const back = useGoingBack(feed);
  const mine = actionsOn(feed.feed, release, groups).flatMap((one) => {
    const places = placesOf(one.who, feed.feed, one.of ?? []);
    return places.groups.length || places.everywhere ? [{...one, places}] : [];
  });
  return (
    <section class="card block" aria-labelledby="actions-title">
      <h2 id="actions-title">{t('actions.title')}</h2>
      <ul class="action-list">
        {mine.map((one) => (
          <li key={one.key}>
            <AskButton kind={one.kind} wish={() => one.wish(one.places)}>{one.label}</AskButton>
            <span class="faint">{one.what}</span>
          </li>
        ))}
      </ul>
      {back ? <GoingBackFolded clients={back} /> : null}
    </section>
  );
}
