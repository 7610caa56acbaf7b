// Releases that wait for a person: exactly what a yes would be bound to, and who else has said it.

import type {JSX} from 'preact';
import type {Bound, Explained, Explanation, FeedStatus, Withheld} from 'relay-api';

import {BoundTo, approveWish, hasSaidYes, yesIn} from '../../acts/approve';
import {useAsked} from '../../api/asked';
import {pathWith, session} from '../../api/client';
import {say, t} from '../../messages/messages';
import {AskButton} from '../../parts/notice';
import {Fold} from '../../parts/fold';
import {ReasonList} from '../../parts/reasons';
import {Answer, Empty} from '../../parts/states';
import {When} from '../../parts/time';
import {hrefTo} from '../../router';

interface Waiting {
  feed: string;
  release: Withheld;
  role: string;
  groups: string[];
  asks: Bound['asks'];
}

/** The same release for several groups, as the same role and after the same people, is one yes. */
function waitingIn(feed: string, explanations: Explanation[]): Waiting[] {
  const found = new Map<string, Waiting>();
  for (const {group, newer} of explanations) {
    for (const release of newer) {
      const bound = release.approval;
      if (!bound) continue;
      const key = [release.sequence, bound.role, bound.stage, ...yesIn(release.progress, bound.role)].join(' ');
      const one = found.get(key) ?? {feed, release, role: bound.role, groups: [], asks: bound.asks ?? []};
      one.groups.push(group);
      found.set(key, one);
    }
  }
  return [...found.values()];
}

/** Whether the viewer may say yes to it everywhere that it waits. */
function may(waiting: Waiting): boolean {
  const roles = session.value?.roles ?? [];
  return waiting.groups.every((group) => roles.some((one) => one.role === waiting.role &&
      (one.feed === null || one.feed === waiting.feed) && (one.group === null || one.group === group)));
}

function WaitingCard({waiting}: {waiting: Waiting}): JSX.Element {
  const {feed, release, groups, role, asks} = waiting;
  const {version} = release;
  const others = release.reasons.filter((one) => one.rule !== 'approval');
  const yes = release.reasons.filter((one) => one.rule === 'approval');
  const people = yesIn(release.progress, role);
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
        {hasSaidYes(release.progress, role) ? <span class="faint">{t('approve.said')}</span> : may(waiting) ? (
          <AskButton kind="primary" label={t('approve.label', {version, group: groups.join(', ')})}
              wish={() => approveWish(feed, version, groups, asks)}>{t('approve.do')}</AskButton>
        ) : <span class="faint">{t('approvals.needs_role', {role})}</span>}
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
