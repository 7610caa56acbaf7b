// What will happen by time alone, in words of what is to come: the relay's sentence is that of the audit.

import type {ForecastEvent, NextEvent} from 'relay-api';

import {t, word} from '../messages/messages';

type Coming = Pick<ForecastEvent | NextEvent, 'what' | 'version' | 'group' | 'to'>;

/** "4 opens in office to 25%" */
export function sayComing({what, to, ...parts}: Coming): string {
  const said = {...parts, what: word('calendar_event', what)};
  return to === null ? t('outlook.event', said) : t('outlook.event_to', {...said, to});
}
