// Exceptions that wait for a yes or for their review, and halts that wait for a decision.

import type {JSX} from 'preact';
import type {Bypass} from 'relay-api';

import {isMyBypass, isMyHalt} from '../../acts/yes';
import type {FeedFlow} from '../../shell/flow';
import {BypassNotice, HaltNotice} from '../flow/notices';

/** One that is in force and reviewed, or needs no review, waits for nobody. */
const waits = ({granted, review_due, reviewed}: Bypass) => !granted || (review_due !== null && !reviewed);

export function Exceptions({feeds, mine}: {feeds: FeedFlow[]; mine: boolean}): JSX.Element {
  return (
    <>
      {feeds.flatMap(({feed, halts}) => halts.filter((halt) => isMyHalt(feed, halt) === mine)
          .map((halt) => <HaltNotice key={`halt ${feed} ${halt.number}`} feed={feed} halt={halt} />))}
      {feeds.flatMap(({feed, bypasses}) => bypasses
          .filter((bypass) => waits(bypass) && isMyBypass(feed, bypass) === mine)
          .map((bypass) => <BypassNotice key={`bypass ${feed} ${bypass.number}`} feed={feed} bypass={bypass} />))}
    </>
  );
}
