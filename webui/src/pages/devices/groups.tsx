// The groups, with what each has of every feed.

import type {JSX} from 'preact';
import type {Status} from 'relay-api';

import {t} from '../../messages/messages';
import {type Column, Table} from '../../parts/table';
import {hrefTo} from '../../router';

interface Row { group: string; seen: number; feeds: {feed: string; version: string | null; withheld: number}[] }

function rowsOf(status: Status): Row[] {
  const rows = new Map<string, Row>();
  for (const feed of status.feeds) {
    for (const {group, active, withheld, seen} of feed.groups) {
      const row = rows.get(group) ?? {group, seen: 0, feeds: []};
      row.seen = Math.max(row.seen, seen);
      row.feeds.push({feed: feed.feed, version: active?.version ?? null, withheld});
      rows.set(group, row);
    }
  }
  return [...rows.values()];
}

const columns: Column<Row>[] = [
  {key: 'group', title: t('flow.group'), head: true,
   cell: ({group}) => <a href={hrefTo('flow', [], {group})}>{group}</a>},
  {key: 'seen', title: t('groups.seen'), cell: ({group, seen}) => (
    <a href={hrefTo('devices', [], {group})}>{t('way.devices', {count: seen})}</a>
  )},
  {key: 'has', title: t('groups.has'), class: 'col-given', cell: ({feeds}) => (
    <ul>
      {feeds.map(({feed, version, withheld}) => (
        <li key={feed}>
          {feed}{' '}
          {version ? <a class="version" href={hrefTo('release', [feed, version])}>{version}</a> : t('cell.nothing')}
          {withheld ? <span class="faint"> {t('groups.withheld', {count: withheld})}</span> : null}
        </li>
      ))}
    </ul>
  )},
];

export function Groups({status}: {status: Status}): JSX.Element {
  return (
    <section class="card groups" aria-labelledby="groups-title">
      <div class="block-head"><h2 id="groups-title">{t('groups.title')}</h2></div>
      <Table label={t('groups.title')} columns={columns} rows={rowsOf(status)} keyOf={(row) => row.group} />
    </section>
  );
}
