// Home: what is on its way to whom, why not further, and where the stop is.

import type {JSX} from 'preact';

import {say, t} from '../messages/messages';
import {Answer, Empty} from '../parts/states';
import {type Route, hrefTo} from '../router';
import type {Flow} from '../shell/flow';
import {useFlow} from '../shell/status';
import {Alarms} from './flow/alarms';
import {FeedLane} from './flow/feed_lane';
import {Outlook} from './flow/outlook';
import {GroupBar, Sieve} from './flow/sieve';
import {type Sought, cellsOf, isNarrowed, soughtIn} from './flow/standing';

const kFew = 40;              // Groups of all feeds that are shown unfolded.

function Lanes({flow: {feeds}, sought}: {flow: Flow; sought: Sought}): JSX.Element {
  if (!feeds.length) {
    return <Empty>{t('flow.no_feeds')}{' '}<a href={hrefTo('start')}>{t('start.assistant')}</a></Empty>;
  }
  const few = feeds.reduce((sum, one) => sum + one.groups.length, 0) <= kFew;
  const lanes = feeds.map((feed) => ({feed, cells: cellsOf(feed, sought)}));
  if (lanes.every((one) => !one.cells)) {
    return <Empty>{say('flow.none_like', {all: <a href={hrefTo('flow')}>{t('flow.show_all')}</a>})}</Empty>;
  }
  return (
    <>
      {lanes.map(({feed, cells}) => (cells
        ? <FeedLane key={feed.feed} feed={feed} cells={cells} of={JSON.stringify(sought)}
            wanted={few || isNarrowed(sought)} /> : null))}
    </>
  );
}

export default function FlowPage({route: {query}}: {route: Route}): JSX.Element {
  const asked = useFlow();
  return (
    <>
      <div class="page-head">
        <h1>{t('nav.flow')}</h1>
        {asked.value ? <Sieve flow={asked.value} query={query} /> : null}
      </div>
      <Answer asked={asked}>
        {(flow) => (
          <>
            <Alarms flow={flow} />
            {query.group ? <GroupBar flow={flow} group={query.group} /> : null}
            <Outlook flow={flow} />
            <Lanes flow={flow} sought={soughtIn(query)} />
          </>
        )}
      </Answer>
    </>
  );
}
