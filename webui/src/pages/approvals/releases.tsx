// Releases that wait for a person: exactly what a yes would be bound to, and who else has said it.

import type {JSX} from 'preact';
import {useMemo} from 'preact/hooks';
import type {Explained, Withheld} from 'relay-api';

import {BoundTo, SayYes} from '../../acts/approve';
import {type Yes, isMyYes, yesOf, yesesIn} from '../../acts/yes';
import {useAsked} from '../../api/asked';
import {pathWith} from '../../api/client';
import {say, t} from '../../messages/messages';
import {Fold} from '../../parts/fold';
import {ReasonList} from '../../parts/reasons';
import {Answer} from '../../parts/states';
import {When} from '../../parts/time';
import {hrefTo} from '../../router';
import type {FeedFlow} from '../../shell/flow';

type Waiting = Yes<Withheld>;

const keyOf = ({release, groups}: Waiting): string => `${release.sequence} ${groups.join()}`;

/** What waits in the same groups behind the newest. */
function Behind({feed, behind}: Waiting): JSX.Element | null {
  const count = new Set(behind.flatMap(({waiting}) => waiting.map((one) => one.sequence))).size;
  return !count ? null : (
    <Fold title={t('cell.older', {count})}>
      {() => yesesIn(feed, behind).map((one) => <WaitingCard key={keyOf(one)} waiting={one} />)}
    </Fold>
  );
}

function WaitingCard({waiting}: {waiting: Waiting}): JSX.Element {
  const {feed, release, groups} = waiting;
  const {version} = release;
  const others = release.reasons.filter((one) => one.rule !== 'approval');
  const yes = release.reasons.filter((one) => one.rule === 'approval');
  const people = yesOf(release.progress);
  const id = `approve-${feed}-${release.sequence}-${groups[0]}`;
  return (
    <article class="card block" aria-labelledby={id}>
      <header class="approval-head">
        <h3 id={id}>
          {say('approvals.release', {
            feed, version: <a class="version" href={hrefTo('release', [feed, version])}>{version}</a>,
            groups: groups.join(', '),
          })}
        </h3>
        <SayYes feed={feed} release={release} groups={groups} />
      </header>
      <p class="faint">
        {say('cell.first_seen', {time: <When at={release.first_seen} />})}{' · '}
        <a href={hrefTo('release', [feed, version], {show: 'contents'})}
            aria-label={t('approvals.changed_label', {feed, version})}>{t('approvals.changed')}</a>
      </p>
      <ReasonList reasons={yes} />
      {people.length ? <p>{t('approvals.yes_by', {people: people.join(', ')})}</p> : null}
      {release.approval ? (
        <Fold title={t('approvals.bound_to')}>
          {() => <BoundTo feed={feed} version={version} groups={groups} />}
        </Fold>
      ) : null}
      {others.length ? (
        <>
          <p class="label">{t('approvals.still')}</p>
          <ReasonList reasons={others} />
        </>
      ) : <p class="effect">{t('approvals.opens')}</p>}
      <Behind {...waiting} />
    </article>
  );
}

interface Properties { feeds: FeedFlow[]; mine: boolean }

function WaitingOf({feed, mine}: {feed: string; mine: boolean}): JSX.Element {
  const asked = useAsked<Explained>(pathWith('explain', {feed}), 'status', 'policy');
  const yeses = useMemo(() => yesesIn(feed, (asked.value?.explanations ?? [])
      .map(({newer, ...place}) => ({...place, waiting: newer}))), [feed, asked.value]);
  return (
    <Answer asked={asked}>
      {() => yeses.filter((one) => isMyYes(one) === mine)
          .map((one) => <WaitingCard key={keyOf(one)} waiting={one} />)}
    </Answer>
  );
}

export function WaitingReleases({feeds, mine}: Properties): JSX.Element {
  return (
    <>
      {feeds.filter((one) => one.groups.some(({withheld}) => withheld > 0))
          .map(({feed}) => <WaitingOf key={feed} feed={feed} mine={mine} />)}
    </>
  );
}
