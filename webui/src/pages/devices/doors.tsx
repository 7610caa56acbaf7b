// Who came to each door since it opened, and who was sent away.

import type {JSX} from 'preact';
import type {Door} from 'relay-api';

import {language, t, word} from '../../messages/messages';
import {type Column, Table} from '../../parts/table';

const numbers = new Intl.NumberFormat(language);
const bytes = new Intl.NumberFormat(language, {notation: 'compact', maximumFractionDigits: 1});

/** What an administrator has to know of a door where it is not nothing. */
function Troubles({door}: {door: Door}): JSX.Element {
  const all = ([
    [door.turned_away, 'doors.turned_away'], [door.handshakes_failed, 'doors.no_tls'],
    [door.refused, 'doors.refused'], [door.answered['5xx'], 'doors.failed'],
  ] as const).filter(([count]) => count);
  if (!all.length) return <span class="faint">{t('doors.nobody')}</span>;
  return <ul>{all.map(([count, key]) => <li key={key}>{t(key, {number: numbers.format(count)})}</li>)}</ul>;
}

const columns: Column<Door>[] = [
  {key: 'door', title: t('doors.door'), head: true, class: 'col-door',
   cell: ({door, url}) => <>{word('door', door)}<div class="faint said">{url}</div></>},
  {key: 'open', title: t('doors.open'), cell: ({connections, limit, accepted}) => (
    <>
      {t('doors.of', {number: numbers.format(connections), limit: numbers.format(limit)})}
      <div class="faint">{t('doors.came', {number: numbers.format(accepted)})}</div>
    </>
  )},
  {key: 'answered', title: t('doors.answered'), cell: ({answered, sent}) => {
    const all = Object.values(answered).reduce((sum, count) => sum + count, 0);
    return (
      <>
        {t('doors.requests', {number: numbers.format(all)})}
        <div class="faint">{t('doors.sent', {bytes: bytes.format(sent), number: numbers.format(answered['4xx'])})}</div>
      </>
    );
  }},
  {key: 'not', title: t('doors.not_answered'), cell: (door) => <Troubles door={door} />},
];

export function Doors({doors}: {doors: Door[]}): JSX.Element {
  return (
    <section class="card groups" aria-labelledby="doors-title">
      <div class="block-head">
        <h2 id="doors-title">{t('doors.title')}</h2><span class="faint">{t('doors.since')}</span>
      </div>
      <Table label={t('doors.title')} columns={columns} rows={doors} keyOf={(row) => row.door} />
    </section>
  );
}
