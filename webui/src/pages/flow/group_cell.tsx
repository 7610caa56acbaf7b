// One group of a feed: the release that it has, what waits for it and why, what changes next; and what
// can be done about it, one click away.

import type {JSX} from 'preact';

import {approveWish} from '../../acts/approve';
import {
  type Stop, blockEverywhere, blockHere, holdEverywhere, holdHere, namesOf, pauseHere, stopWish,
} from '../../acts/stops';
import type {Explanation, FeedStatus, RolloutState, Withheld} from 'relay-api';
import {say, t} from '../../messages/messages';
import {Badge, RolloutBadge} from '../../parts/badge';
import {AskButton} from '../../parts/notice';
import {ReasonList, foremost} from '../../parts/reasons';
import {Steps} from '../../parts/steps';
import {Away, When} from '../../parts/time';
import {hrefTo} from '../../router';

const kShown = 5;             // Withheld releases that are explained here.
const kStates = 3;            // Releases between, with their states.

/** All that can be stopped here, what is on its way first. */
function stopsOf(feed: FeedStatus, group: Explanation, names: string[]): Stop[] {
  const moving = group.rollouts.find((one) => ['open', 'waiting'].includes(one.state));
  const held = names.every((name) => feed.acts.some((act) => act.kind === 'hold' && act.group === name));
  const newest = group.newer[0] ?? group.active;
  const has = newest !== undefined && newest === group.active;
  return [
    ...(moving ? [pauseHere(moving.version, names)] : []),
    ...(held ? [] : [holdHere(feed.feed, names)]),
    holdEverywhere(feed.feed),
    ...(newest ? [blockHere(newest.version, names, has), blockEverywhere(newest.version, has)] : []),
  ];
}

function Has({feed, group}: {feed: string; group: Explanation}): JSX.Element {
  const {active} = group;
  if (!active) return <p class="has"><Badge tone="idle">{t('cell.nothing')}</Badge></p>;
  const own = group.rollouts.find((one) => one.sequence === active.sequence);
  return (
    <p class="has">
      <a class="version" href={hrefTo('release', [feed, active.version])}>{active.version}</a>{' '}
      {own ? <RolloutBadge state={own.state} reached={own.reached} /> : null}{' '}
      <span class="faint">{say('cell.since', {time: <Away at={active.since} />})}</span>
    </p>
  );
}

function ReleaseReasons({feed, release}: {feed: string; release: Withheld}): JSX.Element {
  return (
    <div class="newer">
      <p>
        <a class="version" href={hrefTo('release', [feed, release.version])}>{release.version}</a>{' '}
        <span class="faint">{say('cell.first_seen', {time: <When at={release.first_seen} />})}</span>
      </p>
      <ReasonList reasons={release.reasons} />
    </div>
  );
}

function Waits({feed, group}: {feed: string; group: Explanation}): JSX.Element {
  const [newest] = group.newer;
  if (!newest) return <p class="waits faint">{t('cell.nothing_newer')}</p>;
  const why = foremost(newest.reasons);
  const others = newest.reasons.length - 1;
  const version = <a class="version" href={hrefTo('release', [feed, newest.version])}>{newest.version}</a>;
  return (
    <div class="waits">
      <p>
        {say('cell.waits', {version})}
        {why ? <span class="said why">{why.sentence}</span> : null}
        {others > 0 ? <span class="faint"> {t('cell.more', {count: others})}</span> : null}
      </p>
      <Steps release={newest} />
      {group.next_look ? <p class="next">{say('cell.next', {time: <When at={group.next_look} />})}</p> : null}
    </div>
  );
}

/** Releases that are neither what the group has nor merely waiting. */
function Between({group}: {group: Explanation}): JSX.Element | null {
  const between = group.rollouts.filter((one: RolloutState) =>
      !['settled', 'waiting'].includes(one.state) && one.sequence !== group.active?.sequence);
  if (!between.length) return null;
  return (
    <ul class="between">
      {between.slice(0, kStates).map((one) => (
        <li key={one.sequence}>
          <span class="version">{one.version}</span> <RolloutBadge state={one.state} reached={one.reached} />
        </li>
      ))}
    </ul>
  );
}

function Why({feed, group}: {feed: string; group: Explanation}): JSX.Element | null {
  if (!group.newer.length) return null;
  const left = group.newer.length - kShown + group.left_off;
  return (
    <details class="why-all">
      <summary>{t('cell.why', {count: group.newer.length + group.left_off})}</summary>
      {group.newer.slice(0, kShown).map((one) => <ReleaseReasons key={one.sequence} feed={feed} release={one} />)}
      {left > 0 ? <p class="faint">{t('cell.left_off', {count: left})}</p> : null}
    </details>
  );
}

/** Names of groups that stand exactly alike; the others are folded away. */
function Names({names}: {names: string[]}): JSX.Element {
  const [first = '', ...others] = names;
  return (
    <div class="names">
      <h4><a href={hrefTo('devices', [], {group: first})}>{first}</a></h4>
      {others.length ? (
        <details>
          <summary>{t('cell.others', {count: others.length})}</summary>
          {others.map((name) => <a key={name} href={hrefTo('devices', [], {group: name})}>{name}</a>)}
        </details>
      ) : null}
    </div>
  );
}

/** `names`: of the group and of those that stand like it. */
export function GroupCell({feed, group, names}: {
  feed: FeedStatus; group: Explanation; names: string[];
}): JSX.Element {
  const asks = group.newer.find((one) => one.approval);
  const name = feed.feed;
  const all = {feed: name, group: namesOf(names)};
  return (
    <li class="cell" data-group={group.group}>
      <header>
        <Names names={names} />
        <AskButton kind="stop-here" label={t('cell.stop_label', all)}
            wish={() => stopWish(name, t('cell.stop_ask', all), stopsOf(feed, group, names))}>
          {t('cell.stop')}
        </AskButton>
      </header>
      <Has feed={name} group={group} />
      <Between group={group} />
      <Waits feed={name} group={group} />
      {asks ? (
        <p class="acts">
          <AskButton kind="primary" label={t('approve.label', {version: asks.version, group: namesOf(names)})}
              wish={() => approveWish(name, asks.version, names, asks.approval?.asks)}>
            {t('approve.do')}
          </AskButton>
        </p>
      ) : null}
      <Why feed={name} group={group} />
    </li>
  );
}
