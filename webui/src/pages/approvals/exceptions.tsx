// Exceptions that wait for a yes or for their review, and halts that wait for a decision.

import type {JSX} from 'preact';
import type {FeedStatus} from 'relay-api';

import {t} from '../../messages/messages';
import {BypassNotice, HaltNotice} from '../flow/notices';

export function Exceptions({feeds}: {feeds: FeedStatus[]}): JSX.Element | null {
  const halts = feeds.flatMap(({feed, halts: all}) => all.map((halt) => ({feed, halt})));
  const bypasses = feeds.flatMap(({feed, bypasses: all}) => all.map((bypass) => ({feed, bypass})));
  if (!halts.length && !bypasses.length) return null;
  return (
    <section aria-labelledby="exceptions-title" class="approvals">
      <h2 id="exceptions-title">{t('approvals.exceptions')}</h2>
      {halts.map(({feed, halt}) => <HaltNotice key={`${feed} ${halt.number}`} feed={feed} halt={halt} />)}
      {bypasses.map(({feed, bypass}) => (
        <BypassNotice key={`${feed} ${bypass.number}`} feed={feed} bypass={bypass} />
      ))}
    </section>
  );
}
