// What can be done about a device: nothing about one that is known by its address alone.

import type {JSX} from 'preact';

import {move, restore, revoke} from '../../acts/devices';
import {letsGo, may, operates, stops} from '../../acts/may';
import {t} from '../../messages/messages';
import {AskButton} from '../../parts/notice';
import type {Known} from './list';

export function DeviceActs({known, groups}: {known: Known; groups: readonly string[]}): JSX.Element | null {
  const {id, name, did, record} = known;
  const identified = !did || did.device !== did.address;
  if (!identified || !(did?.authenticated || record)) return null;
  const called = name || id;
  if (record?.revoked) {
    return !may(letsGo) ? null : (
      <AskButton label={t('device.restore_label', {called})} wish={() => restore(id, called)}>
        {t('device.restore')}
      </AskButton>
    );
  }
  const others = groups.filter((group) => group !== record?.group);
  return (
    <div class="actions">
      {may(operates) ? (
        <AskButton label={t('device.move_label', {called})} wish={() => move(id, called, others)}>
          {t('device.move')}
        </AskButton>
      ) : null}
      {may(stops) ? (
        <AskButton kind="stop-here" label={t('device.revoke_label', {called})} wish={() => revoke(id, called)}>
          {t('device.revoke')}
        </AskButton>
      ) : null}
    </div>
  );
}
