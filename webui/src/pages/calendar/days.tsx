// The days ahead with what opens, widens or halts at each of them, if nothing new is seen and nobody acts.

import type {JSX} from 'preact';
import type {Forecast, ForecastEvent} from 'relay-api';

import {language, t, word} from '../../messages/messages';
import {Empty} from '../../parts/states';
import {Exact, zone} from '../../parts/time';
import {hrefTo} from '../../router';

type Coming = ForecastEvent & {feed: string};

const kDay = 86_400_000;
const kShown = 4;             // Of a day, before the rest is counted.

const name = new Intl.DateTimeFormat(language, {weekday: 'short', day: 'numeric', month: 'short'});

/** Midnight of the viewer's day. */
const dayOf = (at: number) => new Date(at).setHours(0, 0, 0, 0);

interface Day { at: number; events: Coming[]; past: boolean }

/** From the Monday before now on. */
function daysFrom(forecast: Forecast, count: number): Day[] {
  const today = dayOf(Date.parse(forecast.now));
  const monday = new Date(today).setDate(new Date(today).getDate() - (new Date(today).getDay() + 6) % 7);
  const by = new Map<number, Coming[]>();
  for (const {feed, events} of forecast.feeds) {
    for (const event of events) {
      const day = dayOf(Date.parse(event.at));
      by.set(day, [...(by.get(day) ?? []), {...event, feed}]);
    }
  }
  return Array.from({length: count}, (_, i) => {
    // Not every day has 24 hours.
    const at = dayOf(monday + i * kDay + kDay / 2);
    const events = (by.get(at) ?? []).sort((one, other) => one.at.localeCompare(other.at));
    return {at, events, past: at < today};
  });
}

function EventLine({event}: {event: Coming}): JSX.Element {
  return (
    <li class={`event ${event.what}`} title={event.sentence}>
      <Exact at={event.at} bare />{' '}
      <a href={hrefTo('release', [event.feed, event.version])}>{event.feed}</a>{' '}
      {t('calendar.event', {what: word('calendar_event', event.what), group: event.group, to: event.to ?? ''})}
      {event.if ? <span class="faint"> {t('outlook.if', {condition: event.if})}</span> : null}
    </li>
  );
}

function DayCell({day, today}: {day: Day; today: boolean}): JSX.Element {
  const {at, events, past} = day;
  return (
    <li class={`day ${past ? 'past' : ''} ${events.length ? 'busy' : ''} ${today ? 'today' : ''}`}
        aria-current={today ? 'date' : undefined}>
      <h3>{name.format(at)}</h3>
      <ul>{events.slice(0, kShown).map((one) => <EventLine key={one.at + one.feed + one.sentence} event={one} />)}</ul>
      {events.length > kShown ? (
        <details>
          <summary>{t('calendar.more', {count: events.length - kShown})}</summary>
          <ul>{events.slice(kShown).map((one) => <EventLine key={one.at + one.feed + one.sentence} event={one} />)}</ul>
        </details>
      ) : null}
    </li>
  );
}

export function Days({forecast, count}: {forecast: Forecast; count: number}): JSX.Element {
  const days = daysFrom(forecast, count);
  const today = dayOf(Date.parse(forecast.now));
  const some = days.some((one) => one.events.length);
  return (
    <section class="card block" aria-labelledby="days-title" id="days">
      <h2 id="days-title">{t('calendar.days')}</h2>
      <p class="faint">{t('calendar.days_what', {zone})}</p>
      {some ? null : <Empty>{t('outlook.nothing', {days: count})}</Empty>}
      <ol class="days">{days.map((one) => <DayCell key={one.at} day={one} today={one.at === today} />)}</ol>
      {forecast.feeds.filter((one) => one.cut).map(({feed}) => (
        <p key={feed} class="faint">{t('calendar.cut', {feed})}</p>
      ))}
    </section>
  );
}
