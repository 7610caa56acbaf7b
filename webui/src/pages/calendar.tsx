// When what opens: the days ahead, windows that something waits for, and what the policy says of both.

import type {JSX} from 'preact';
import type {Flow, Forecast, Revision} from 'relay-api';

import {useAsked} from '../api/asked';
import {pathWith} from '../api/client';
import {say, t} from '../messages/messages';
import {Answer, Empty} from '../parts/states';
import {zone} from '../parts/time';
import {hrefTo} from '../router';
import {useStatus} from '../shell/status';
import {Days} from './calendar/days';
import {Windows} from './calendar/windows';

const kDays = 35;             // Five weeks.

/** What stands under "calendars" in a policy, as it stands there. */
export function calendarsIn(text: string): string {
  const lines = text.split('\n');
  const from = lines.findIndex((line) => /^calendars\s*:/.test(line));
  if (from < 0) return '';
  const after = lines.slice(from + 1).findIndex((line) => /^[^\s#]/.test(line));
  return lines.slice(from, after < 0 ? undefined : from + 1 + after).join('\n').trimEnd();
}

function InThePolicy(): JSX.Element {
  const asked = useAsked<Revision>('policy/revision', 'policy');
  const zones = useStatus().value?.zones ?? [];
  return (
    <section class="card block" aria-labelledby="calendars-title">
      <h2 id="calendars-title">{t('calendar.rules')}</h2>
      <p class="faint">
        {say('calendar.rules_where', {policy: <a href={hrefTo('policy')}>{t('settings.policy')}</a>})}{' '}
        {zones.length ? t('calendar.zones', {zones: zones.join(', '), zone}) : null}
      </p>
      <Answer asked={asked}>
        {({text}) => (calendarsIn(text)
          ? <pre class="proposed" tabIndex={0} aria-labelledby="calendars-title">{calendarsIn(text)}</pre>
          : <Empty>{t('calendar.no_rules')}</Empty>)}
      </Answer>
    </section>
  );
}

export default function Calendar(): JSX.Element {
  const forecast = useAsked<Forecast>(pathWith('forecast', {days: kDays}), 'status', 'policy');
  const flow = useAsked<Flow>('flow', 'status', 'policy');
  return (
    <>
      <div class="page-head"><h1>{t('nav.calendar')}</h1></div>
      <Answer asked={forecast}>{(value) => <Days forecast={value} count={kDays} />}</Answer>
      <Answer asked={flow}>{(value) => <Windows flow={value} />}</Answer>
      <InThePolicy />
    </>
  );
}
