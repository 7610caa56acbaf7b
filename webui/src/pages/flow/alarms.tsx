// What somebody must look at, the gravest first, and what can be done about it.

import type {ComponentChildren, JSX} from 'preact';
import type {Alarm} from 'relay-api';

import {may, operates} from '../../acts/may';
import {confirmClock} from '../../acts/relay';
import {say, t} from '../../messages/messages';
import {AskButton, Notice, type NoticeTone} from '../../parts/notice';
import {At} from '../../parts/time';
import {hrefTo} from '../../router';
import type {FeedFlow, Flow} from '../../shell/flow';
import {BypassNotice, HaltNotice, isOverdueAs, releaseLink} from './notices';

/** What is told of an alarm with the state of its feed; null: it is told elsewhere. */
function noticeOf(alarm: Alarm, flow: Flow): JSX.Element | null {
  const feed = flow.feeds.find((one) => one.feed === alarm.feed);
  switch (alarm.kind) {
    case 'stop': return null;
    case 'clock': return (
      <Notice tone="danger"
          actions={may(operates) ? <AskButton wish={confirmClock}>{t('clock.confirm')}</AskButton> : null}>
        {say('clock.suspect', {what: <strong>{t('clock.not_trusted')}</strong>, why: flow.clock.suspect ?? ''})}
      </Notice>
    );
    case 'audit': return (
      <Notice tone="danger">
        {say('audit.trouble', {what: <strong>{t('audit.does_not_fit')}</strong>, sentence: alarm.sentence})}
      </Notice>
    );
    case 'disk':
    case 'certificate': return (
      <Notice tone={alarm.kind === 'disk' ? 'danger' : 'warning'}
          actions={<a href={hrefTo('settings', ['health'])}>{t('settings.health')}</a>}>
        {alarm.sentence}
      </Notice>
    );
    default: return feed ? ofFeed(alarm, feed) : <Notice tone="danger">{alarm.sentence}</Notice>;
  }
}

function ofFeed(alarm: Alarm, feed: FeedFlow): JSX.Element {
  const {sentence, version} = alarm;
  const name = feed.feed;
  const parts = {feed: <strong>{name}</strong>, sentence};
  const told = (tone: NoticeTone, children: ComponentChildren) => <Notice tone={tone}>{children}</Notice>;
  switch (alarm.kind) {
    case 'halt': {
      const halt = feed.halts.find((one) => one.version === version && one.group === alarm.group);
      return halt ? <HaltNotice feed={name} halt={halt} /> : told('danger', say('alarm.said', parts));
    }
    case 'review': {
      const bypass = feed.bypasses.find((one) => isOverdueAs(one, alarm));
      return bypass ? <BypassNotice feed={name} bypass={bypass} /> : told('danger', say('alarm.said', parts));
    }
    case 'doubt': {
      const suspect = feed.doubted.some((one) => one.version === version && one.standing === 'suspect');
      return told(suspect ? 'warning' : 'danger',
                  say('doubt.said', {...parts, version: version ? releaseLink(name, version) : ''}));
    }
    case 'check': return told('danger', say('check.failed', {
      feed: parts.feed, time: alarm.at ? <At at={alarm.at} /> : '', outcome: sentence,
    }));
    case 'freshness': {
      const reached = feed.groups.find((one) => one.group === alarm.group)?.freshness?.reached;
      return told(reached ? 'danger' : 'warning',
                  say('fresh.said', {...parts, group: <strong>{alarm.group}</strong>}));
    }
    case 'expiry': return told('warning', say('expiry.said', {...parts, group: <strong>{alarm.group}</strong>}));
    case 'never-offered': return (
      <Notice tone="warning" actions={
        <a href={hrefTo('devices', [], {group: alarm.group ?? '', feed: name, state: alarm.kind})}>
          {t('alarm.which_devices')}
        </a>
      }>{say('alarm.said', parts)}</Notice>
    );
    default: return told('warning', say('alarm.said', parts));
  }
}

const kShown = 6;             // Alarms before the rest is folded away, so that the flow stays in sight.

export function Alarms({flow}: {flow: Flow}): JSX.Element {
  const all = flow.alarms.flatMap((alarm) => {
    const notice = noticeOf(alarm, flow);
    const {kind, feed, group, version, sentence} = alarm;
    return notice ? [<li key={[kind, feed, group, version, sentence].join(' ')}>{notice}</li>] : [];
  });
  const rest = all.slice(kShown);
  return (
    <section class="alarm-list" aria-label={t('flow.alarms')}>
      <ul>{all.slice(0, kShown)}</ul>
      {rest.length ? (
        <details class="more-alarms">
          <summary>{t('flow.more_alarms', {count: rest.length})}</summary>
          <ul>{rest}</ul>
        </details>
      ) : null}
    </section>
  );
}
