// What each client of a feed does with a release that is older than what it has.

import type {JSX} from 'preact';
import type {GoesBack} from 'relay-api';

import {t} from '../messages/messages';
import {Fold} from './fold';

const kShown = 3;             // Clients in sight: what is asked stands below, and must not be pushed away.

function Clients({clients}: {clients: readonly GoesBack[]}): JSX.Element {
  return (
    <dl>{clients.map(({client, does}) => <div key={client}><dt>{client}</dt><dd>{does}</dd></div>)}</dl>
  );
}

/** As a part of what a dialog says. */
export function GoingBack({clients}: {clients: readonly GoesBack[]}): JSX.Element | null {
  const rest = clients.slice(kShown);
  return !clients.length ? null : (
    <div class="going-back">
      <strong>{t('going_back.title')}</strong>
      <Clients clients={clients.slice(0, kShown)} />
      {rest.length ? (
        <Fold title={t('going_back.more', {count: rest.length})}>{() => <Clients clients={rest} />}</Fold>
      ) : null}
    </div>
  );
}

/** For who wants to know beforehand. */
export function GoingBackFolded({clients}: {clients: readonly GoesBack[]}): JSX.Element | null {
  return !clients.length ? null : (
    <div class="going-back">
      <Fold title={t('going_back.title')}>{() => <Clients clients={clients} />}</Fold>
    </div>
  );
}
