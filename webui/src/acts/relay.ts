// What can be done to the relay as a whole, as it is asked before.

import {t} from '../messages/messages';
import type {Wish} from '../parts/ask';

export const stopEverything = (): Wish => ({
  title: t('stop.everything_ask'), what: t('stop.everything_what'), button: t('stop.everything'),
  stop: true, path: 'stop',
});

export const liftStop = (): Wish => ({
  title: t('stop.lift_ask'), what: t('stop.lift_what'), button: t('stop.lift_do'), path: 'stop',
  body: ({reason}) => ({lift: true, reason}),
});

export const confirmClock = (): Wish => ({
  title: t('clock.ask'), what: t('clock.what'), button: t('clock.do'), path: 'clock/confirm',
});
