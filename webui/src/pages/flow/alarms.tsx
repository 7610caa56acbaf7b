// What is halted, late, doubted or excepted of a feed, and what a person can do about it. What people
// have said and can take back stands with its feed.

import type {JSX} from 'preact';

import {acknowledge, grant, review} from '../../acts/judgements';
import {liftAct, resume, whereOf} from '../../acts/stops';
import type {ActInForce, Bypass, Doubted, FeedStatus, GroupStatus, Halt, Pause} from 'relay-api';
import {say, t, word} from '../../messages/messages';
import {AskButton, Notice} from '../../parts/notice';
import {At} from '../../parts/time';
import {hrefTo} from '../../router';

const release = (feed: string, {version}: {version: string}) =>
    <a class="version" href={hrefTo('release', [feed, version])}>{version}</a>;

export function HaltNotice({feed, halt}: {feed: string; halt: Halt}): JSX.Element {
  const {version, acknowledged: decided} = halt;
  const parts = {
    feed, what: <strong>{t('halt.halted')}</strong>, version: release(feed, halt),
    time: <At at={halt.at} />, evidence: halt.evidence,
  };
  return (
    <Notice tone="danger" actions={
      <>
        <AskButton label={decided ? t('halt.name_fix_label', {version}) : t('halt.block_label', {version})}
            wish={() => acknowledge(feed, halt, 'block')}>
          {decided ? t('halt.name_fix') : t('halt.block')}
        </AskButton>
        {decided ? null : (
          <AskButton label={t('halt.resume_label', {version})} wish={() => acknowledge(feed, halt, 'resume')}>
            {t('halt.resume')}
          </AskButton>
        )}
      </>
    }>
      {halt.group ? say('halt.said_in', {...parts, group: halt.group}) : say('halt.said', parts)}
      {decided ? say('halt.decided', {person: decided.person, reason: decided.reason}) : null}
    </Notice>
  );
}

export function BypassNotice({feed, bypass}: {feed: string; bypass: Bypass}): JSX.Element {
  const {number} = bypass;
  const action = !bypass.granted
    ? (
      <AskButton label={t('bypass.grant_label', {number})} wish={() => grant(feed, bypass)}>
        {t('bypass.grant')}
      </AskButton>
    ) : bypass.reviewed ? null : (
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

function DoubtNotice({feed, one}: {feed: string; one: Doubted}): JSX.Element {
  return (
    <Notice tone={one.standing === 'suspect' ? 'warning' : 'danger'}>
      {say('doubt.said', {
        feed, version: release(feed, one), standing: <strong>{one.standing}</strong>, reason: one.reason,
      })}
    </Notice>
  );
}

/** Something that somebody has to look at. */
export interface Alarm { key: string; danger: boolean; notice: JSX.Element }

function alarmsOfGroup(feed: string, {group, freshness, expiring}: GroupStatus): Alarm[] {
  const name = <strong>{group}</strong>;
  const late = freshness?.alarm ? [{
    key: `${feed} ${group} late`, danger: freshness.reached, notice: (
      <Notice tone={freshness.reached ? 'danger' : 'warning'}>
        {say('fresh.said', {feed, group: name, sentence: freshness.sentence})}
      </Notice>
    ),
  }] : [];
  return [...late, ...expiring.map((one) => ({
    key: `${feed} ${group} expires ${one.version}`, danger: false,
    notice: <Notice tone="warning">{say('expiry.said', {feed, group: name, sentence: one.sentence})}</Notice>,
  }))];
}

function alarmsOfCheck({feed, check}: FeedStatus): Alarm[] {
  if (!check) return [];
  const failed = check.succeeded ? [] : [{
    key: `${feed} check`, danger: true, notice: (
      <Notice tone="danger">
        {say('check.failed', {feed: <strong>{feed}</strong>, time: <At at={check.at} />, outcome: check.outcome})}
      </Notice>
    ),
  }];
  return [...failed, ...check.alarms.map(({sentence}) => ({
    key: `${feed} ${sentence}`, danger: false,
    notice: <Notice tone="warning">{say('check.alarm', {feed, sentence})}</Notice>,
  }))];
}

function alarmsOfFeed(status: FeedStatus): Alarm[] {
  const {feed, halts, groups, doubted, bypasses} = status;
  return [
    ...halts.map((halt) => ({
      key: `${feed} halt ${halt.number}`, danger: true, notice: <HaltNotice feed={feed} halt={halt} />,
    })),
    ...groups.flatMap((group) => alarmsOfGroup(feed, group)),
    ...alarmsOfCheck(status),
    ...doubted.map((one) => ({
      key: `${feed} doubt ${one.sequence}`, danger: one.standing !== 'suspect',
      notice: <DoubtNotice feed={feed} one={one} />,
    })),
    ...bypasses.map((bypass) => ({
      key: `${feed} bypass ${bypass.number}`, danger: bypass.overdue,
      notice: <BypassNotice feed={feed} bypass={bypass} />,
    })),
  ];
}

const kShown = 6;             // Alarms before the rest is folded away, so that the flow stays in sight.

/** What is dangerous comes first. */
export function Alarms({feeds}: {feeds: FeedStatus[]}): JSX.Element {
  const all = feeds.flatMap(alarmsOfFeed);
  const sorted = [...all.filter((one) => one.danger), ...all.filter((one) => !one.danger)];
  const item = (one: Alarm) => <li key={one.key}>{one.notice}</li>;
  const rest = sorted.slice(kShown);
  return (
    <>
      <ul>{sorted.slice(0, kShown).map(item)}</ul>
      {rest.length ? (
        <details class="more-alarms">
          <summary>{t('flow.more_alarms', {count: rest.length})}</summary>
          <ul>{rest.map(item)}</ul>
        </details>
      ) : null}
    </>
  );
}

function ActNotice({feed, act}: {feed: string; act: ActInForce}): JSX.Element {
  const of = act.version ? ` ${act.version}` : '';
  const where = whereOf(act);
  return (
    <Notice tone={act.kind === 'hold' || act.kind === 'block' ? 'danger' : 'warning'} actions={
      <AskButton label={t('acts.lift_label', {kind: act.kind, of, where})} wish={() => liftAct(feed, act)}>
        {t('acts.lift', {kind: act.kind})}
      </AskButton>
    }>
      {say('acts.said', {
        what: <strong>{word('act', act.kind)}{of}</strong>, where, person: act.person,
        time: <At at={act.at} />, reason: act.reason,
      })}
    </Notice>
  );
}

function PauseNotice({feed, pause}: {feed: string; pause: Pause}): JSX.Element {
  const {version, group} = pause;
  return (
    <Notice tone="warning" actions={
      <AskButton label={t('pause.resume_label', {version, group})} wish={() => resume(feed, pause)}>
        {t('pause.resume')}
      </AskButton>
    }>
      {say('pause.said', {
        what: <strong>{t('pause.paused')}</strong>, version: release(feed, pause), group,
        person: pause.person, time: <At at={pause.at} />, reason: pause.reason,
      })}
    </Notice>
  );
}

/** What people have said of the feed and is in force. */
export function InForce({feed}: {feed: FeedStatus}): JSX.Element {
  return (
    <>
      {feed.acts.map((act) => (
        <ActNotice key={`${act.kind} ${act.group} ${act.version}`} feed={feed.feed} act={act} />
      ))}
      {feed.pauses.map((pause) => (
        <PauseNotice key={`${pause.group} ${pause.version}`} feed={feed.feed} pause={pause} />
      ))}
    </>
  );
}
