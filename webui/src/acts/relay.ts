// What can be done to the relay as a whole, as it is asked before.

import {t} from '../messages/messages';
import type {Wish} from '../parts/ask';
import {letsGo, may} from './may';
import {rampsEnd} from './moves';
import {showMovesEverywhere} from './moves_list';

export const stopEverything = (): Wish => ({
  title: t('stop.everything_ask'), what: t('stop.everything_what'), button: t('stop.everything'),
  stop: true, undo: t('undo.stop'), effect: () => showMovesEverywhere(null, rampsEnd), path: 'stop',
  inverse: () => (may(letsGo) ? liftStop() : null),
});

export const liftStop = (): Wish => ({
  title: t('stop.lift_ask'), what: t('stop.lift_what'), button: t('stop.lift_do'), path: 'stop',
  undo: t('undo.stop_again'), body: ({reason}) => ({lift: true, reason}),
});

export const confirmClock = (): Wish => ({
  title: t('clock.ask'), what: t('clock.what'), button: t('clock.do'), undo: null,
  path: 'clock/confirm',
});
