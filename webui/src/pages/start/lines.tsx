// What the devices of a group are told, client by client, to be pasted where they take it.

import type {JSX} from 'preact';
import {useState} from 'preact/hooks';
import type {Endpoints} from 'relay-api';

import {textOf} from '../../forms/part';
import {keysAt, namesAt, valueAt} from '../../forms/tree';
import {useAsked} from '../../api/asked';
import {pathWith} from '../../api/client';
import {say, t} from '../../messages/messages';
import {Select} from '../../parts/field';
import {GivenText} from '../../parts/given';
import {Answer} from '../../parts/states';
import {hrefTo} from '../../router';
import {type ClientName, type Shows, baseOf, clientsFor, filesOf, kClients, kShows} from './clients';

const fileName = (path: string) => path.split(' ')[0]!.split('/').at(-1)!;

/** How devices come to be in the group: as nobody knows better, by address. */
const waysOf = ({by_address, by_credential, tls}: Endpoints): Shows[] =>
    kShows.filter((one) => (one === 'address' ? by_address : by_credential && tls !== null));

function Files({ends, group, feed, kind}: {ends: Endpoints; group: string; feed: string; kind: string}): JSX.Element {
  const ways = waysOf(ends);
  const clients = clientsFor(kind);
  const [shows, setShows] = useState<Shows>(ways[0] ?? 'address');
  const [client, setClient] = useState<ClientName>(clients[0]!);
  const way = ways.includes(shows) ? shows : ways[0];
  const own = clients.includes(client) ? client : clients[0]!;
  if (!way) return <p class="problem">{t('start.nobody', {group})}</p>;
  const base = baseOf(ends, way, group, feed);
  const can: readonly Shows[] = kClients[own].can;
  if (!base) return <p class="problem">{say('start.no_host', {setting: <code>{t('start.hosts')}</code>})}</p>;
  return (
    <>
      <div class="choices">
        {ways.length > 1 ? (
          <Select id="lines-shows" label={t('start.shows')} value={way}
              of={ways.map((one) => ({value: one, label: t(`start.by_${one}`)}))}
              onChange={({currentTarget}) => setShows(currentTarget.value as Shows)} />
        ) : null}
        <Select id="lines-client" label={t('start.client')} value={own} of={clients}
            onChange={({currentTarget}) => setClient(currentTarget.value as ClientName)} />
      </div>
      <GivenText label={t('start.base')} text={base} />
      {way === 'address' ? null : (
        <p class="hint">{say('start.enrol', {devices: <a href={hrefTo('devices')}>{t('nav.devices')}</a>})}</p>
      )}
      {can.includes(way) ? filesOf(own, way, base, {group, feed, authority: ends.authority}).map(({path, text}) => (
        <GivenText key={path} label={path} text={text} file={fileName(path)} />
      )) : <p class="problem">{t('start.cannot', {client: own, what: t(`start.by_${way}`)})}</p>}
    </>
  );
}

/** `text`: the policy in force. */
export function EndpointLines({text}: {text: string}): JSX.Element {
  const feeds = keysAt(text, ['feeds']);
  const groups = namesAt(text, ['groups']);
  const [feed, setFeed] = useState(feeds[0] ?? '');
  const [group, setGroup] = useState(groups[0] ?? '');
  const asked = useAsked<Endpoints>(pathWith('endpoints', {group, feed}), 'policy');
  return (
    <div class="stacked">
      <div class="choices">
        <Select id="lines-feed" label={t('flow.feed')} of={feeds} value={feed}
            onChange={({currentTarget}) => setFeed(currentTarget.value)} />
        <Select id="lines-group" label={t('flow.group')} of={groups} value={group}
            onChange={({currentTarget}) => setGroup(currentTarget.value)} />
      </div>
      <Answer asked={asked}>
        {(ends) => (
          <Files key={`${feed} ${group}`} ends={ends} group={group} feed={feed}
              kind={textOf(valueAt(text, ['feeds', feed, 'kind']))} />
        )}
      </Answer>
    </div>
  );
}
