// The days ahead with what opens, widens or halts at each of them, if nothing new is seen and nobody acts.

import type {JSX} from 'preact';
import type {Forecast, ForecastEvent} from 'relay-api';

import {language, say, t, word} from '../../messages/messages';
import {foremost} from '../../parts/reasons';
import {Empty} from '../../parts/states';
import {Hour, zone} from '../../parts/time';
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
      <Hour at={event.at} />{' '}
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

interface Still { feed: string; version: string; groups: string[]; sentence: string }

/** What waits for more than time, and for what. */
const stillIn = (forecast: Forecast): Still[] => forecast.feeds.flatMap(({feed, as_things_are}) =>
    as_things_are.flatMap(({groups, newer}) => newer.flatMap(({version, reasons}) => {
      const why = foremost(reasons);
      return why ? [{feed, version, groups, sentence: why.sentence}] : [];
    })));

function named(groups: string[]): string {
  const left = groups.length - kShown;
  return [...groups.slice(0, kShown), ...(left > 0 ? [t('calendar.more', {count: left})] : [])].join(', ');
}

/** Instead of empty days. */
function Nothing({forecast, count}: {forecast: Forecast; count: number}): JSX.Element {
  const still = stillIn(forecast);
  const left = still.length - kShown;
  return (
    <>
      <Empty>
        {t('outlook.nothing', {days: count})} {t(still.length ? 'calendar.waits_for' : 'calendar.all_have')}
      </Empty>
      <ul class="sentences">
        {still.slice(0, kShown).map(({feed, version, groups, sentence}) => (
          <li key={`${feed} ${version} ${groups[0]}`}>
            {say('policy.for_group', {
              feed, version: <a class="version" href={hrefTo('release', [feed, version])}>{version}</a>,
              group: named(groups),
            })}
            {': '}<span class="said">{sentence}</span>
          </li>
        ))}
      </ul>
      {left > 0 ? <p class="faint">{t('calendar.more', {count: left})}</p> : null}
    </>
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
      {some ? (
        <ol class="days">{days.map((one) => <DayCell key={one.at} day={one} today={one.at === today} />)}</ol>
      ) : <Nothing forecast={forecast} count={count} />}
      {forecast.feeds.filter((one) => one.cut).map(({feed}) => (
        <p key={feed} class="faint">{t('calendar.cut', {feed})}</p>
      ))}
    </section>
  );
}
