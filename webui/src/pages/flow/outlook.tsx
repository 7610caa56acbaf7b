// What changes next by itself, and when: of all feeds, the nearest first.

import type {JSX} from 'preact';

import {useAsked} from '../../api/asked';
import {pathWith} from '../../api/client';
import type {Forecast} from 'relay-api';
import {t} from '../../messages/messages';
import {When} from '../../parts/time';
import {hrefTo} from '../../router';

const kDays = 7;
const kShown = 5;

export function Outlook(): JSX.Element | null {
  const {value} = useAsked<Forecast>(pathWith('forecast', {days: kDays}), 'status', 'policy');
  if (!value) return null;
  const events = value.feeds.flatMap(({feed, events: all}) => all.map((event) => ({...event, feed})))
      .sort((one, other) => one.at.localeCompare(other.at));
  return (
    <section class="card outlook" aria-labelledby="outlook-title">
      <h2 id="outlook-title">{t('outlook.title')}</h2>
      {events.length ? (
        <ol>
          {events.slice(0, kShown).map((event) => (
            <li key={`${event.at} ${event.feed} ${event.sentence}`}>
              <span class="when"><When at={event.at} /></span>
              <span class="said">
                <a href={hrefTo('release', [event.feed, event.version])}>{event.feed}</a>
                {': '}{event.sentence}
                {event.if ? <span class="faint"> {t('outlook.if', {condition: event.if})}</span> : null}
              </span>
            </li>
          ))}
        </ol>
      ) : <p class="faint">{t('outlook.nothing', {days: kDays})}</p>}
    </section>
  );
}
