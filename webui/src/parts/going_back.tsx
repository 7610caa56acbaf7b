// What each client of a feed does with a release that is older than what it has.

import type {JSX} from 'preact';
import type {GoesBack} from 'relay-api';

import {t} from '../messages/messages';

export function GoingBack({clients}: {clients: readonly GoesBack[]}): JSX.Element | null {
  return !clients.length ? null : (
    <div class="going-back">
      <strong>{t('going_back.title')}</strong>
      <dl>
        {clients.map(({client, does}) => <div key={client}><dt>{client}</dt><dd>{does}</dd></div>)}
      </dl>
    </div>
  );
}
