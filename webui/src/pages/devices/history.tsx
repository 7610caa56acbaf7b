// What one device took and what was done about it, newest first.

import type {ComponentChildren, JSX} from 'preact';
import type {DeviceEntry, DeviceHistory} from 'relay-api';

import {holds, may} from '../../acts/may';
import {pathWith} from '../../api/client';
import {usePaged} from '../../api/paged';
import {say, t, word} from '../../messages/messages';
import {Empty, Failed, Loading} from '../../parts/states';
import {When} from '../../parts/time';
import {hrefTo} from '../../router';
import {versionOf} from './list';

const kStopping = 'revoked';  // The audit's own word.

function Take({feed, release, group}: DeviceEntry): JSX.Element {
  const version = release ? versionOf(release) : '';
  return say('device_history.took', {
    version: release?.version ? <a class="version" href={hrefTo('release', [feed ?? '', version])}>{version}</a>
      : <span class="version">{version}</span>,
    feed, group,
  }) as JSX.Element;
}

function Deed({action, group, person, reason}: DeviceEntry): JSX.Element {
  const parts = {action: <strong>{word('action', action ?? '')}</strong>, group, person};
  return (
    <>
      {say(group ? 'device_history.deed_for' : 'device_history.deed', parts)}
      {reason ? <div class="faint">{reason}</div> : null}
    </>
  );
}

function Entries({entries}: {entries: DeviceEntry[]}): JSX.Element {
  return (
    <ol class="timeline">
      {entries.map((one) => (
        <li key={[one.at, one.kind, one.feed, one.release?.sequence, one.action].join(' ')}
            class={one.action === kStopping ? 'warning' : ''}>
          <span class="faint"><When at={one.at} /></span>
          <div class="said">{one.kind === 'take' ? <Take {...one} /> : <Deed {...one} />}</div>
        </li>
      ))}
    </ol>
  );
}

export function History({device}: {device: string}): JSX.Element {
  const {rows, problem, more, again, broken} = usePaged<DeviceHistory, DeviceEntry>(
      pathWith('device/history', {device}), (answer) => answer.entries, 'devices');
  const body = (): ComponentChildren => {
    if (!rows) return problem ? <Failed problem={problem} again={again} /> : <Loading />;
    return rows.length ? <Entries entries={rows} /> : <Empty>{t('device_history.none')}</Empty>;
  };
  return (
    <section class="card block" aria-labelledby="history-title">
      <h2 id="history-title">{t('device_history.title')}</h2>
      {body()}
      {broken ? <Failed {...broken} /> : null}
      {more ? <button type="button" onClick={more}>{t('device_history.further')}</button> : null}
      <p class="faint">
        {t('device_history.reach')}{' '}
        {may(holds('administrator', 'auditor'))
          ? <a href={hrefTo('audit', [], {text: device})}>{t('device_history.to_audit')}</a> : null}
      </p>
    </section>
  );
}
