// Releases that wait for a person: exactly what a yes would be bound to, and who else has said it.

import type {JSX} from 'preact';
import type {Explained, Explanation, FeedStatus, Withheld} from 'relay-api';

import {BoundTo, SayYes, rolesMissing, yesOf} from '../../acts/approve';
import {useAsked} from '../../api/asked';
import {pathWith} from '../../api/client';
import {say, t} from '../../messages/messages';
import {Fold} from '../../parts/fold';
import {ReasonList} from '../../parts/reasons';
import {Answer, Empty} from '../../parts/states';
import {When} from '../../parts/time';
import {hrefTo} from '../../router';

interface Waiting {
  feed: string;
  release: Withheld;
  groups: string[];
}

/** The same release for several groups, in the same roles and after the same people, is one yes. */
function waitingIn(feed: string, explanations: Explanation[]): Waiting[] {
  const found = new Map<string, Waiting>();
  for (const {group, newer} of explanations) {
    for (const release of newer) {
      const bound = release.approval;
      if (!bound) continue;
      const {sequence, reasons, progress} = release;
      const key = JSON.stringify([sequence, bound.stage, rolesMissing(reasons), yesOf(progress)]);
      const one = found.get(key) ?? {feed, release, groups: []};
      one.groups.push(group);
      found.set(key, one);
    }
  }
  return [...found.values()];
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
      <p class="faint">{say('cell.first_seen', {time: <When at={release.first_seen} />})}</p>
      <ReasonList reasons={yes} />
      {people.length ? <p>{t('approvals.yes_by', {people: people.join(', ')})}</p> : null}
      <Fold title={t('approvals.bound_to')}>
        {() => <BoundTo feed={feed} version={version} groups={groups} />}
      </Fold>
      {others.length ? (
        <>
          <p class="label">{t('approvals.still')}</p>
          <ReasonList reasons={others} />
        </>
      ) : <p class="effect">{t('approvals.opens')}</p>}
    </article>
  );
}

function WaitingOf({feed}: {feed: string}): JSX.Element {
  const asked = useAsked<Explained>(pathWith('explain', {feed}), 'status', 'policy');
  return (
    <Answer asked={asked}>
      {({explanations}) => waitingIn(feed, explanations).map((one) => (
        <WaitingCard key={`${one.release.sequence} ${one.groups.join()}`} waiting={one} />
      ))}
    </Answer>
  );
}

export function WaitingReleases({feeds}: {feeds: FeedStatus[]}): JSX.Element {
  return (
    <section aria-labelledby="waiting-title" class="approvals">
      <h2 id="waiting-title">{t('approvals.releases')}</h2>
      {feeds.filter((one) => one.groups.some(({withheld}) => withheld > 0))
          .map(({feed}) => <WaitingOf key={feed} feed={feed} />)}
      <div class="when-alone"><Empty>{t('approvals.none')}</Empty></div>
    </section>
  );
}
