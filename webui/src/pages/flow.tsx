// Home: what is on its way to whom, why not further, and where the stop is.

import type {JSX} from 'preact';

import type {Status} from 'relay-api';
import {t} from '../messages/messages';
import {Answer, Empty} from '../parts/states';
import {type Route, setQuery} from '../router';
import {RelayAlarms} from '../shell/alarms';
import {useStatus} from '../shell/status';
import {Alarms} from './flow/alarms';
import {FeedLane} from './flow/feed_lane';
import {Outlook} from './flow/outlook';

function Sieve({status, query}: {status: Status; query: Record<string, string>}): JSX.Element {
  const groups = [...new Set(status.feeds.flatMap((feed) => feed.groups.map((one) => one.group)))];
  const select = (name: string, label: string, words: string[]) => (
    <label>{label}{' '}
      <select value={query[name] ?? ''} onChange={(event) => setQuery({[name]: event.currentTarget.value})}>
        <option value="">{t('flow.any')}</option>
        {words.map((word) => <option key={word} value={word}>{word}</option>)}
      </select>
    </label>
  );
  return (
    <form class="sieve" role="search" aria-label={t('flow.sieve')} onSubmit={(event) => event.preventDefault()}>
      {select('feed', t('flow.feed'), status.feeds.map((one) => one.feed))}
      {select('group', t('flow.group'), groups)}
    </form>
  );
}

function Lanes({status, query}: {status: Status; query: Record<string, string>}): JSX.Element {
  const feeds = status.feeds.filter((one) => !query.feed || one.feed === query.feed);
  if (!status.feeds.length) return <Empty>{t('flow.no_feeds')}</Empty>;
  return (
    <>
      {feeds.map((feed) => <FeedLane key={feed.feed} feed={feed} group={query.group ?? ''} />)}
    </>
  );
}

export default function Flow({route}: {route: Route}): JSX.Element {
  const asked = useStatus();
  return (
    <>
      <div class="page-head">
        <h1>{t('nav.flow')}</h1>
        {asked.value ? <Sieve status={asked.value} query={route.query} /> : null}
      </div>
      <Answer asked={asked}>
        {(status) => (
          <>
            <section class="alarm-list" aria-label={t('flow.alarms')}>
              <RelayAlarms status={status} />
              <Alarms feeds={status.feeds} />
            </section>
            <Outlook />
            <Lanes status={status} query={route.query} />
          </>
        )}
      </Answer>
    </>
  );
}
