// The feeds: how the last round of each went, when the next one is, and one more at once.

import type {JSX} from 'preact';
import {useState} from 'preact/hooks';
import type {FeedStatus, Sentence} from 'relay-api';

import {lookAgain} from '../../api/asked';
import {may, operates} from '../../acts/may';
import {call, feedPath, sentenceOf} from '../../api/client';
import {say, t, word} from '../../messages/messages';
import {Badge} from '../../parts/badge';
import {tell} from '../../parts/outcome';
import {Answer, Empty} from '../../parts/states';
import {type Column, Table} from '../../parts/table';
import {When} from '../../parts/time';
import {hrefTo} from '../../router';
import {useStatus} from '../../shell/status';

function SyncNow({feed}: {feed: string}): JSX.Element {
  const [busy, setBusy] = useState(false);
  const sync = async () => {
    setBusy(true);
    tell(t('feed.syncing', {feed}));
    const sentence = await call<Sentence>(feedPath(feed, 'sync'), {}).then((done) => done.sentence, sentenceOf);
    tell(t('feed.synced', {feed, sentence}));
    setBusy(false);
    await lookAgain();
  };
  return (
    <button type="button" class="small" disabled={busy} aria-label={t('feed.sync_label', {feed})}
        onClick={() => void sync()}>{t('feed.sync')}</button>
  );
}

function LastRound({check}: {check: FeedStatus['check']}): JSX.Element {
  if (!check) return <span class="faint">{t('settings.no_round')}</span>;
  return (
    <>
      <Badge tone={check.succeeded ? 'good' : 'danger'}>
        {check.succeeded ? t('settings.succeeded') : t('settings.failed', {count: Math.max(1, check.failures)})}
      </Badge>{' '}
      <When at={check.at} />
      <div class="said">{check.outcome}</div>
      {check.alarms.map((one) => <div key={one.sentence} class="said problem">{one.sentence}</div>)}
      {check.succeeded || !check.succeeded_at ? null : (
        <div class="faint">{say('settings.last_good', {time: <When at={check.succeeded_at} />})}</div>
      )}
    </>
  );
}

const columns: Column<FeedStatus>[] = [
  {key: 'feed', title: t('flow.feed'), head: true, cell: (row) => (
    <>
      <a href={hrefTo('flow', [], {feed: row.feed})}>{row.feed}</a>
      <div class="faint">{word('class', row.class)}</div>
    </>
  )},
  {key: 'newest', title: t('settings.newest'), cell: ({feed, newest, refused}) => (
    <>
      {newest ? <a class="version" href={hrefTo('release', [feed, newest.version])}>{newest.version}</a>
        : <span class="faint">{t('settings.no_release')}</span>}
      {refused ? (
        <div><a href={hrefTo('release', [feed], {show: 'refused'})}>{t('settings.refused', {count: refused})}</a></div>
      ) : null}
    </>
  )},
  {key: 'round', title: t('settings.round'), class: 'col-round', cell: ({check}) => <LastRound check={check} />},
  {key: 'next', title: t('settings.next'),
   cell: ({check}) => (check?.next_attempt ? <When at={check.next_attempt} /> : '')},
  {key: 'sync', title: t('settings.acts'), cell: ({feed}) => (may(operates, feed) ? <SyncNow feed={feed} /> : '')},
];

/** How the rounds of the feeds go, as it happens. */
export function FeedRounds({feeds}: {feeds: FeedStatus[]}): JSX.Element {
  return <Table label={t('settings.feeds')} columns={columns} rows={feeds} keyOf={(row) => row.feed} />;
}

export function Feeds(): JSX.Element {
  return (
    <section class="card" aria-labelledby="feeds-title">
      <div class="block-head">
        <h2 id="feeds-title">{t('settings.feeds')}</h2>
        <span class="faint">
          {say('settings.feeds_where', {policy: <a href={hrefTo('policy')}>{t('settings.policy')}</a>})}
        </span>
        <span class="actions">
          <a class="button" href={hrefTo('start')}>{t('start.assistant')}</a>
          <a class="button" href={hrefTo('policy', ['forms', 'feed'])}>{t('forms.add_feed')}</a>
        </span>
      </div>
      <Answer asked={useStatus()}>
        {({feeds}) => (feeds.length
          ? <FeedRounds feeds={feeds} />
          : <div class="inner"><Empty>{t('settings.no_feeds')}</Empty></div>)}
      </Answer>
    </section>
  );
}
