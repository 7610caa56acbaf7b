// How far a release has come in each group, in the order of the stages, how its devices are, and why
// not further.

import type {JSX} from 'preact';
import type {Explanation, FeedStatus, Journey, JourneyStop, Release} from 'relay-api';

import {useAsked} from '../../api/asked';
import {feedPath, pathWith} from '../../api/client';
import {say, t, word} from '../../messages/messages';
import {RolloutBadge} from '../../parts/badge';
import {ReasonList} from '../../parts/reasons';
import {Answer} from '../../parts/states';
import {Steps} from '../../parts/steps';
import {When} from '../../parts/time';
import {hrefTo} from '../../router';

function State({stop}: {stop: JourneyStop}): JSX.Element {
  return (
    <p>
      <RolloutBadge state={stop.state} reached={stop.steps.at(-1)?.to ?? null} />{' '}
      <span class="faint">
        {stop.opened ? say('way.opened', {time: <When at={stop.opened} />}) : null}{' '}
        {stop.opened && stop.how ? t('way.how', {how: word('how', stop.how)}) : null}{' '}
        {stop.settled ? say('way.settled', {time: <When at={stop.settled} />}) : null}
      </span>
    </p>
  );
}

/** How many devices have it, and how they are: the way to each of them is a link. */
function Health({feed, stop}: {feed: string; stop: JourneyStop}): JSX.Element {
  const {group, devices, offered, has, takes} = stop;
  const such = (state: string, told: string) => <a href={hrefTo('devices', [], {group, feed, state})}>{told}</a>;
  return (
    <p class="faint">
      <a href={hrefTo('devices', [], {group, feed})}>{t('way.takes', {has, offered, devices})}</a>
      {takes ? (
        <span> · {say('way.evidence', {
          ...takes, failed: such('failing', t('way.failed', {n: takes.failed})),
          silent: such('silent', t('way.silent', {n: takes.silent})),
        })}</span>
      ) : null}
    </p>
  );
}

function GroupWay({feed, group, stop, release}: {
  feed: FeedStatus; group: Explanation | undefined; stop: JourneyStop; release: Release;
}): JSX.Element {
  const withheld = group?.newer.find((one) => one.sequence === release.sequence);
  const active = group?.active ?? null;
  const has = active?.sequence === release.sequence;
  const older = active !== null && active.sequence < release.sequence;
  return (
    <li class="way" data-group={stop.group}>
      <header><h3><a href={hrefTo('flow', [], {group: stop.group})}>{stop.group}</a></h3></header>
      <State stop={stop} />
      {!has && active ? (
        <p class="faint">{say(older ? 'way.has_older' : 'way.has_newer', {
          version: <a class="version" href={hrefTo('release', [feed.feed, active.version])}>{active.version}</a>,
        })}</p>
      ) : null}
      <Health feed={feed.feed} stop={stop} />
      {withheld ? <Steps release={withheld} /> : null}
      <ReasonList reasons={withheld?.reasons ?? stop.reasons} />
      {withheld && group?.next_look ? (
        <p class="next">{say('cell.next', {time: <When at={group.next_look} />})}</p>
      ) : null}
    </li>
  );
}

export function Way({feed, release, groups}: {
  feed: FeedStatus; release: Release; groups: Explanation[];
}): JSX.Element {
  const asked = useAsked<Journey>(
      pathWith(feedPath(feed.feed, 'journey'), {version: release.version}), 'status', 'policy', 'devices');
  return (
    <section class="card block" aria-labelledby="way-title">
      <h2 id="way-title">{t('way.title')}</h2>
      <Answer asked={asked}>
        {({groups: stops}) => [...new Set(stops.map((one) => one.stage))].map((stage) => (
          <div key={stage}>
            <p class="faint">{stage === null ? t('flow.no_path') : t('flow.stage', {stage})}</p>
            <ul class="ways">
              {stops.filter((one) => one.stage === stage).map((stop) => (
                <GroupWay key={stop.group} feed={feed} stop={stop} release={release}
                    group={groups.find((one) => one.group === stop.group)} />
              ))}
            </ul>
          </div>
        ))}
      </Answer>
    </section>
  );
}
