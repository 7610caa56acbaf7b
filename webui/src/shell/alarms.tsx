// How much is wrong, and the stop that is never further away than one click.

import type {JSX} from 'preact';

import {letsGo, may, onlyLooks, stops} from '../acts/may';
import {liftStop, stopEverything} from '../acts/relay';
import {say, t} from '../messages/messages';
import {ask} from '../parts/ask';
import {AskButton, Notice} from '../parts/notice';
import {At} from '../parts/time';
import {hrefTo} from '../router';
import type {Flow} from './flow';

interface Known {
  flow: Flow | undefined;
  unknown: boolean;         ///< There is no answer, or no newer one.
}

export function AlarmsLink({flow, unknown}: Known): JSX.Element {
  const count = flow?.alarms.length ?? 0;
  const failed = unknown && !flow;
  return (
    <a class={`alarms ${count || failed ? 'danger' : 'good'}`} href={hrefTo('flow')} id="alarms">
      <span class="shape" aria-hidden="true">{count || failed ? '■' : '✓'}</span>
      {flow ? (count ? t('alarm.some', {count}) : t('alarm.none')) : t(failed ? 'state.failed' : 'state.loading')}
    </a>
  );
}

/**
 * Always there unless it is in force; its lifting stands in the notice that says so. Roles as they are
 * known here may be older than the relay's, which has the last word.
 */
export function StopEverything({flow, unknown}: Known): JSX.Element | null {
  if (flow?.stopped && !unknown) return <span class="stopped">{t('stop.in_force')}</span>;
  const mayStop = may(stops);
  return (
    <>
      <button type="button" class="stop" id="stop" disabled={onlyLooks()}
          aria-describedby={mayStop ? undefined : 'stop-who'} onClick={() => ask(stopEverything())}>
        {t('stop.everything')}
      </button>
      {mayStop ? null : <span class="faint" id="stop-who">{t('stop.who')}</span>}
    </>
  );
}

export function StopInForce({stopped}: {stopped: Flow['stopped'] | undefined}): JSX.Element | null {
  if (!stopped) return null;
  const lift = may(letsGo)
    ? <AskButton label={t('stop.lift_label')} wish={liftStop}>{t('stop.lift')}</AskButton> : null;
  return (
    <Notice tone="danger" actions={lift}>
      {say('stop.in_force_said', {
        what: <strong>{t('stop.in_force')}</strong>, person: stopped.person, time: <At at={stopped.at} />,
        reason: stopped.reason,
      })}
    </Notice>
  );
}
