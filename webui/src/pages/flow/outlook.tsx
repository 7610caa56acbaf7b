// What changes next by time alone: of all feeds, the nearest first.

import type {JSX} from 'preact';

import {say, t} from '../../messages/messages';
import {When} from '../../parts/time';
import {hrefTo} from '../../router';
import {sayComing} from '../../shell/coming';
import type {Flow} from '../../shell/flow';

const kShown = 5;

export function Outlook({flow}: {flow: Flow}): JSX.Element {
  const coming = flow.feeds.flatMap(({feed, next}) => (next ? [{feed, ...next}] : []))
      .sort((one, other) => one.at.localeCompare(other.at));
  return (
    <section class="card outlook" aria-labelledby="outlook-title">
      <h2 id="outlook-title">{t('outlook.title')}</h2>
      {coming.length ? (
        <ol>
          {coming.slice(0, kShown).map(({feed, at, events: [first, ...others]}) => (
            <li key={feed}>
              <span class="when"><When at={at} /></span>
              <span class="said">
                <a href={hrefTo('release', first ? [feed, first.version] : [feed])}>{feed}</a>
                {': '}{first ? sayComing(first) : null}
                {others.length ? <span class="faint"> {t('outlook.more', {count: others.length})}</span> : null}
              </span>
            </li>
          ))}
        </ol>
      ) : <p class="faint">{t('outlook.none')}</p>}
      <p class="faint">{t('outlook.may')}</p>
      <p class="faint">{say('outlook.calendar', {calendar: <a href={hrefTo('calendar')}>{t('nav.calendar')}</a>})}</p>
    </section>
  );
}
