// What people have said of a feed that is in force, and how it is taken back; it stands with its feed.

import type {JSX} from 'preact';
import type {ActInForce, Pause} from 'relay-api';

import {letsGo, may} from '../../acts/may';
import {liftAct, resume, whereOf} from '../../acts/stops';
import {say, t, word} from '../../messages/messages';
import {AskButton, Notice} from '../../parts/notice';
import {At} from '../../parts/time';
import type {FeedFlow} from '../../shell/flow';
import {useFlow} from '../../shell/status';
import {BypassNotice, isOverdueAs, releaseLink} from './notices';

const kShown = 4;             // Notices before the rest is folded away.

function ActNotice({feed, act}: {feed: string; act: ActInForce}): JSX.Element {
  const of = act.version ? ` ${act.version}` : '';
  const where = whereOf(act);
  const kind = word('act_kind', act.kind);
  return (
    <Notice tone={act.kind === 'hold' || act.kind === 'block' ? 'danger' : 'warning'}
        actions={!may(letsGo, feed, [act.group]) ? null :
      <AskButton label={t('acts.lift_label', {kind, of, where})} wish={() => liftAct(feed, act)}>
        {t('acts.lift', {kind})}
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
    <Notice tone="warning" actions={!may(letsGo, feed, [group]) ? null :
      <AskButton label={t('pause.resume_label', {version, group})} wish={() => resume(feed, pause)}>
        {t('pause.resume')}
      </AskButton>
    }>
      {say('pause.said', {
        what: <strong>{t('pause.paused')}</strong>, version: releaseLink(feed, version), group,
        person: pause.person, time: <At at={pause.at} />, reason: pause.reason,
      })}
    </Notice>
  );
}

/** In force, or waiting for somebody; what nobody has reviewed in time is left to the alarm that shows it. */
export function InForce({feed: {feed, acts, pauses, bypasses}}: {feed: FeedFlow}): JSX.Element | null {
  const alarms = useFlow().value?.alarms.filter((one) => one.feed === feed) ?? [];
  const all = [
    ...acts.map((act) => <ActNotice key={`${act.kind} ${act.group} ${act.version}`} feed={feed} act={act} />),
    ...pauses.map((pause) => <PauseNotice key={`${pause.group} ${pause.version}`} feed={feed} pause={pause} />),
    ...bypasses.filter((one) => !alarms.some((alarm) => isOverdueAs(one, alarm)))
        .map((bypass) => <BypassNotice key={bypass.number} feed={feed} bypass={bypass} />),
  ];
  const rest = all.slice(kShown);
  return (
    <>
      {all.slice(0, kShown)}
      {rest.length ? (
        <details class="more-alarms">
          <summary>{t('flow.more_acts', {count: rest.length})}</summary>
          {rest}
        </details>
      ) : null}
    </>
  );
}
