// What can be done about a release, each with what it will do; stopping it stands apart, in sight.

import type {JSX} from 'preact';
import type {Explanation, FeedStatus, Release} from 'relay-api';

import {approveWish, mayApprove} from '../../acts/approve';
import {type Who, excepts, holds, letsGo, may, stops} from '../../acts/may';
import {
  breakGlass, bypass, fixForward, pin, quarantine, sayCheck, sayRisk, trust,
} from '../../acts/release';
import {blockEverywhere, holdEverywhere, pauseEverywhere, stopWish} from '../../acts/stops';
import {say, t} from '../../messages/messages';
import type {Wish} from '../../parts/ask';
import {AskButton, Notice} from '../../parts/notice';
import {useFlow} from '../../shell/status';

interface Action { key: string; label: string; what: string; kind?: string; wish: () => Wish }

const kWho: Record<string, Who> = {
  quarantine: stops, trust: excepts, pin: letsGo, bypass: excepts, glass: letsGo, fix: excepts,
  check: holds('operator'), risk: excepts,
};
/** What is said of the release wherever it is; all else names groups. */
const kOfAll = new Set(['quarantine', 'trust', 'check']);

/** Groups whose stage waits for the viewer's yes to it, by what is to be told with that. */
function waiting(feed: string, groups: Explanation[], release: Release) {
  return groups.flatMap(({group, newer}) => {
    const one = newer.find(({sequence}) => sequence === release.sequence);
    return one && mayApprove(feed, one, [group]).length ? [{group, asks: one.approval?.asks ?? []}] : [];
  });
}

function actionsOn(feed: FeedStatus, release: Release, groups: Explanation[]): Action[] {
  const name = feed.feed;
  const {version} = release;
  const all = groups.map((one) => one.group);
  const yes = waiting(name, groups, release);
  const asks = [...new Set(yes.flatMap((one) => one.asks))];
  const good = release.standing === 'good';
  return [
    ...(yes.length ? [{
      key: 'approve', label: t('approve.do'), kind: 'primary',
      what: t('actions.approve_what', {groups: yes.map((one) => one.group).join(', ')}),
      wish: () => approveWish(name, version, yes.map((one) => one.group), asks),
    }] : []),
    good
      ? {key: 'quarantine', label: t('actions.quarantine'), what: t('actions.quarantine_what'), kind: 'stop-here',
         wish: () => quarantine(name, version)}
      : {key: 'trust', label: t('actions.trust'), what: t('actions.trust_what'), wish: () => trust(name, version)},
    {key: 'pin', label: t('actions.pin'), what: t('actions.pin_what'), wish: () => pin(name, version, all)},
    {key: 'bypass', label: t('actions.bypass'), what: t('actions.bypass_what'),
     wish: () => bypass(name, version, all)},
    {key: 'glass', label: t('actions.glass'), what: t('actions.glass_what'),
     wish: () => breakGlass(name, version, all)},
    {key: 'fix', label: t('actions.fix'), what: t('actions.fix_what'), wish: () => fixForward(name, version, all)},
    {key: 'check', label: t('actions.check'), what: t('actions.check_what'), wish: () => sayCheck(name, version)},
    {key: 'risk', label: t('actions.risk'), what: t('actions.risk_what'), wish: () => sayRisk(name, version, all)},
  ];
}

/** What makes devices go back, and is told what that does on them. */
const kGoesBack = new Set(['quarantine', 'pin']);

/** The same wish, which says before what going back does on a device. */
const told = (wish: Wish, back: string | null | undefined): Wish =>
    (back ? {...wish, what: <>{wish.what} <strong class="said">{back}</strong></>} : wish);

interface Properties { feed: FeedStatus; release: Release; groups: Explanation[] }

/** What the feed's clients do with an older release. */
const useGoingBack = ({feed}: FeedStatus) => useFlow().value?.feeds.find((one) => one.feed === feed)?.going_back;

/** It is there before anything else is known. */
export function StopRelease({feed, release, groups}: {
  feed: FeedStatus; release: Release; groups: Explanation[] | undefined;
}): JSX.Element | null {
  const back = useGoingBack(feed);
  const {version} = release;
  const has = groups?.some((one) => one.active?.sequence === release.sequence) ?? false;
  const ways = [pauseEverywhere(version), holdEverywhere(feed.feed), blockEverywhere(version, has)];
  return !may(stops, feed.feed) ? null : (
    <AskButton kind="stop" wish={() => stopWish(feed.feed, t('actions.stop_ask', {version}), ways, back)}>
      {t('actions.stop')}
    </AskButton>
  );
}

export function Actions({feed, release, groups}: Properties): JSX.Element {
  const back = useGoingBack(feed);
  const mine = ({key}: Action) => {
    const who = kWho[key];
    const places = kOfAll.has(key) ? [null] : groups.map((one) => one.group);
    return !who || places.some((group) => may(who, feed.feed, [group]));
  };
  return (
    <section class="card block" aria-labelledby="actions-title">
      <h2 id="actions-title">{t('actions.title')}</h2>
      <ul class="action-list">
        {actionsOn(feed, release, groups).filter(mine).map((one) => (
          <li key={one.key}>
            <AskButton kind={one.kind} wish={() => told(one.wish(), kGoesBack.has(one.key) ? back : null)}>
              {one.label}
            </AskButton>
            <span class="faint">{one.what}</span>
          </li>
        ))}
      </ul>
      {back ? (
        <Notice tone="plain">{say('actions.back', {what: <strong>{t('actions.back_is')}</strong>, back})}</Notice>
      ) : null}
    </section>
  );
}
