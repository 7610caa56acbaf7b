// When what opens: the policy's calendars, the days ahead, and windows that something waits for.

import type {JSX} from 'preact';
import type {Calendars, Forecast} from 'relay-api';

import {useAsked} from '../api/asked';
import {pathWith} from '../api/client';
import {t} from '../messages/messages';
import {Answer} from '../parts/states';
import {useFlow} from '../shell/status';
import {Bands} from './calendar/bands';
import {Days} from './calendar/days';
import {Windows} from './calendar/windows';

const kDays = 35;             // Five weeks.
const kBand = 14;             // Days of a band: enough for the next week's window, and still to be read.

export default function Calendar(): JSX.Element {
  const calendars = useAsked<Calendars>(pathWith('calendars', {days: kBand}), 'policy');
  const forecast = useAsked<Forecast>(pathWith('forecast', {days: kDays}), 'status', 'policy');
  const flow = useFlow();
  return (
    <>
      <div class="page-head"><h1>{t('nav.calendar')}</h1></div>
      <Answer asked={calendars}>{(value) => <Bands calendars={value} />}</Answer>
      <Answer asked={flow}>{(value) => <Windows flow={value} calendars={calendars.value} />}</Answer>
      <Answer asked={forecast}>{(value) => <Days forecast={value} count={kDays} />}</Answer>
    </>
  );
}
