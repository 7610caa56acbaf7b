// What can be done about a device that has an identity of its own.

import {t} from '../messages/messages';
import type {Wish} from '../parts/ask';
import {letsGo, may} from './may';
import {showHas} from './moves_list';

export const move = (device: string, called: string, groups: readonly string[]): Wish => ({
  title: t('device.move_ask', {called}), what: t('device.move_what'), button: t('device.move'), undo: t('undo.move'),
  more: [{name: 'group', label: t('device.to_group'), of: groups}],
  effect: ({group = ''}) => showHas(group), path: 'devices/move', body: (values) => ({device, ...values}),
});

export const revoke = (device: string, called: string): Wish => ({
  title: t('device.revoke_ask', {called}), what: t('device.revoke_what'), button: t('device.revoke'), stop: true,
  undo: t('undo.restore'), path: 'devices/revoke', body: (values) => ({device, ...values}),
  inverse: () => (may(letsGo) ? restore(device, called) : null),
});

export const restore = (device: string, called: string): Wish => ({
  title: t('device.restore_ask', {called}), what: t('device.restore_what'), button: t('device.restore'),
  undo: t('undo.revoke'), path: 'devices/revoke', body: (values) => ({device, lift: true, ...values}),
});

export const voidEnrolment = (enrolment: number): Wish => ({
  title: t('enrol.void_ask', {number: enrolment}), what: t('enrol.void_what'), button: t('enrol.void'), undo: null,
  path: 'enrol/void', body: ({reason}) => ({enrolment, reason}),
});
