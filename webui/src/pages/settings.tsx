// What the relay is set to: its feeds, who may do what, what belongs to the viewer himself, and how the
// relay is.

import type {JSX} from 'preact';

import {t} from '../messages/messages';
import {type Route, hrefTo} from '../router';
import {Feeds} from './settings/feeds';
import {Health} from './settings/health';
import {Tls} from './settings/machine';
import {Own} from './settings/own';
import {People} from './settings/people';
import {PersonView} from './settings/person';

const kParts = ['feeds', 'people', 'own', 'tls', 'health'] as const;
const kNames = {
  feeds: 'settings.feeds', people: 'settings.people', own: 'settings.own', tls: 'settings.tls',
  health: 'settings.health',
} as const;

function Shown({part, name}: {part: string; name: string | undefined}): JSX.Element {
  switch (part) {
    case 'people': return name ? <PersonView key={name} name={name} /> : <People />;
    case 'own': return <Own />;
    case 'tls': return <Tls />;
    case 'health': return <Health />;
    default: return <Feeds />;
  }
}

export default function Settings({route}: {route: Route}): JSX.Element {
  const [part = kParts[0], name] = route.parts;
  return (
    <>
      <div class="page-head">
        <h1>{t('nav.settings')}</h1>
        <nav class="parts" aria-label={t('settings.parts')}>
          <ul>
            {kParts.map((one) => (
              <li key={one}>
                <a href={hrefTo('settings', [one])} aria-current={one === part ? 'page' : undefined}>
                  {t(kNames[one])}
                </a>
              </li>
            ))}
            <li><a href={hrefTo('devices')}>{t('settings.enrolment')}</a></li>
          </ul>
        </nav>
      </div>
      <Shown part={part} name={name} />
    </>
  );
}
