// What is wrong with the relay as a whole, and the stop that is never further away than one click.

import type {JSX} from 'preact';

import {confirmClock, liftStop, stopEverything} from '../acts/relay';
import type {FeedStatus, Status} from 'relay-api';
import {say, t} from '../messages/messages';
import {ask} from '../parts/ask';
import {AskButton, Notice} from '../parts/notice';
import {At} from '../parts/time';
import {hrefTo} from '../router';

function ofFeed(feed: FeedStatus): number {
  const late = feed.groups.filter((one) => one.freshness?.alarm).length;
  const expiring = feed.groups.reduce((sum, one) => sum + one.expiring.length, 0);
  const check = feed.check && !feed.check.succeeded ? 1 : (feed.check?.alarms.length ?? 0);
  return feed.halts.length + late + expiring + check + feed.doubted.length +
         feed.bypasses.filter((one) => one.overdue).length;
}

/** How many things somebody has to look at. */
export function countAlarms(status: Status): number {
  const own = (status.clock.suspect ? 1 : 0) + (status.audit.trouble ? 1 : 0) + (status.stopped ? 1 : 0);
  return own + status.feeds.reduce((sum, feed) => sum + ofFeed(feed), 0);
}

export function AlarmsLink({status}: {status: Status | undefined}): JSX.Element {
  const count = status ? countAlarms(status) : 0;
  return (
    <a class={`alarms ${count ? 'danger' : 'good'}`} href={hrefTo('flow')} id="alarms">
      <span class="shape" aria-hidden="true">{count ? '■' : '✓'}</span>
      {status ? (count ? t('alarm.some', {count}) : t('alarm.none')) : t('state.loading')}
    </a>
  );
}

/** Always there while it is not in force; its lifting stands in the notice that says so. */
export function StopEverything({status}: {status: Status | undefined}): JSX.Element | null {
  if (status?.stopped) return <span class="stopped">{t('stop.in_force')}</span>;
  return (
    <button type="button" class="stop" id="stop" onClick={() => ask(stopEverything())}>
      {t('stop.everything')}
    </button>
  );
}

export function StopInForce({status}: {status: Status | undefined}): JSX.Element | null {
  const stopped = status?.stopped;
  if (!stopped) return null;
  const lift = <AskButton label={t('stop.lift_label')} wish={liftStop}>{t('stop.lift')}</AskButton>;
  return (
    <Notice tone="danger" actions={lift}>
      {say('stop.in_force_said', {
        what: <strong>{t('stop.in_force')}</strong>, person: stopped.person, time: <At at={stopped.at} />,
        reason: stopped.reason,
      })}
    </Notice>
  );
}

export function RelayAlarms({status}: {status: Status}): JSX.Element {
  return (
    <>
      {status.audit.trouble ? (
        <Notice tone="danger">
          {say('audit.trouble', {
            what: <strong>{t('audit.does_not_fit')}</strong>, sentence: status.audit.trouble.sentence,
          })}
        </Notice>
      ) : null}
      {status.clock.suspect ? (
        <Notice tone="danger" actions={<AskButton wish={confirmClock}>{t('clock.confirm')}</AskButton>}>
          {say('clock.suspect', {what: <strong>{t('clock.not_trusted')}</strong>, why: status.clock.suspect})}
        </Notice>
      ) : null}
    </>
  );
}
