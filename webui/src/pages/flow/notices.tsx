// What is halted or excepted of a feed, and what a person can do about it.

import type {JSX} from 'preact';
import type {Alarm, Bypass, Halt} from 'relay-api';

import {acknowledge, grant, review} from '../../acts/judgements';
import {letsGo, may} from '../../acts/may';
import {isMyGrant, isMyReview} from '../../acts/yes';
import {say, t} from '../../messages/messages';
import {AskButton, Notice} from '../../parts/notice';
import {At} from '../../parts/time';
import {hrefTo} from '../../router';

/** A release as a way to its page. */
export const releaseLink = (feed: string, version: string): JSX.Element =>
    <a class="version" href={hrefTo('release', [feed, version])}>{version}</a>;

export function HaltNotice({feed, halt}: {feed: string; halt: Halt}): JSX.Element {
  const {version, acknowledged: decided} = halt;
  const parts = {
    feed, what: <strong>{t('halt.halted')}</strong>, version: releaseLink(feed, version),
    time: <At at={halt.at} />, evidence: halt.evidence,
  };
  return (
    <Notice tone="danger" actions={!may(letsGo, feed) ? null :
      <>
        <AskButton label={decided ? t('halt.name_fix_label', {version}) : t('halt.block_label', {version})}
            wish={() => acknowledge(feed, halt, 'block')}>
          {decided ? t('halt.name_fix') : t('halt.block')}
        </AskButton>
        <AskButton label={t('halt.resume_label', {version})} wish={() => acknowledge(feed, halt, 'resume')}>
          {t('halt.resume')}
        </AskButton>
      </>
    }>
      {halt.group ? say('halt.said_in', {...parts, group: halt.group}) : say('halt.said', parts)}
      {decided ? say('halt.decided', {person: decided.person, reason: decided.reason}) : null}
    </Notice>
  );
}

/** Whether that alarm of its feed is about this exception: a release may have several. */
export const isOverdueAs = (bypass: Bypass, {kind, version, sentence}: Alarm): boolean =>
    kind === 'review' && bypass.overdue && bypass.version === version && bypass.sentence === sentence;

export function BypassNotice({feed, bypass}: {feed: string; bypass: Bypass}): JSX.Element {
  const {number} = bypass;
  const action = isMyGrant(feed, bypass)
    ? (
      <AskButton label={t('bypass.grant_label', {number})} wish={() => grant(feed, bypass)}>
        {t('bypass.grant')}
      </AskButton>
    ) : !isMyReview(feed, bypass) ? null : (
      <AskButton label={t('bypass.review_label', {number})} wish={() => review(feed, bypass)}>
        {t('bypass.review')}
      </AskButton>
    );
  return (
    <Notice tone={bypass.overdue ? 'danger' : 'warning'} actions={action}>
      {say('bypass.said', {sentence: bypass.sentence, person: bypass.person, reason: bypass.reason})}
    </Notice>
  );
}
