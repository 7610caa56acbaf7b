// How far a release has come in each group, in the order of the stages, and why not further.

import type {JSX} from 'preact';
import type {Explanation, FeedStatus, Release, RolloutState, Withheld} from 'relay-api';

import {say, t} from '../../messages/messages';
import {Badge, RolloutBadge} from '../../parts/badge';
import {ReasonList} from '../../parts/reasons';
import {Steps} from '../../parts/steps';
import {When} from '../../parts/time';
import {hrefTo} from '../../router';

interface Place {
  has: boolean;             ///< It is what the group has.
  rollout: RolloutState | undefined;
  withheld: Withheld | undefined;
}

function placeOf(group: Explanation, release: Release): Place {
  const is = (one: {sequence: number}) => one.sequence === release.sequence;
  return {
    has: group.active ? is(group.active) : false,
    rollout: group.rollouts.find(is), withheld: group.newer.find(is),
  };
}

function Rollout({rollout}: {rollout: RolloutState}): JSX.Element {
  return (
    <p>
      <RolloutBadge state={rollout.state} reached={rollout.reached} />{' '}
      <span class="faint">
        {rollout.opened ? say('way.opened', {time: <When at={rollout.opened} />}) : null}{' '}
        {rollout.settled ? say('way.settled', {time: <When at={rollout.settled} />}) : null}
      </span>
    </p>
  );
}

function GroupWay({feed, group, release}: {feed: FeedStatus; group: Explanation; release: Release}): JSX.Element {
  const {has, rollout, withheld} = placeOf(group, release);
  const {active} = group;
  const older = active !== null && active.sequence < release.sequence;
  const own = feed.groups.find((one) => one.group === group.group);
  return (
    <li class="way" data-group={group.group}>
      <header>
        <h3><a href={hrefTo('devices', [], {group: group.group})}>{group.group}</a></h3>
        {own ? <span class="faint">{t('way.devices', {count: own.seen})}</span> : null}
      </header>
      {rollout ? <Rollout rollout={rollout} /> : null}
      {has && !rollout ? <p><Badge tone="good">{t('way.has')}</Badge></p> : null}
      {!has && active ? (
        <p class="faint">{say(older ? 'way.has_older' : 'way.has_newer', {
          version: <a class="version" href={hrefTo('release', [feed.feed, active.version])}>{active.version}</a>,
        })}</p>
      ) : null}
      {withheld ? <><Steps release={withheld} /><ReasonList reasons={withheld.reasons} /></> : null}
      {withheld && group.next_look ? (
        <p class="next">{say('cell.next', {time: <When at={group.next_look} />})}</p>
      ) : null}
    </li>
  );
}

export function Way({feed, release, groups}: {
  feed: FeedStatus; release: Release; groups: Explanation[];
}): JSX.Element {
  const stages = [...new Set(groups.map((one) => one.stage ?? Infinity))].sort((one, other) => one - other);
  return (
    <section class="card block" aria-labelledby="way-title">
      <h2 id="way-title">{t('way.title')}</h2>
      {stages.map((stage) => (
        <div key={stage}>
          <p class="faint">{stage === Infinity ? t('flow.no_path') : t('flow.stage', {stage})}</p>
          <ul class="ways">
            {groups.filter((one) => (one.stage ?? Infinity) === stage).map((one) => (
              <GroupWay key={one.group} feed={feed} group={one} release={release} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
