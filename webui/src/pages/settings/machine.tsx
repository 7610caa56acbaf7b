// How the machine carries the relay: its disk, its databases, the certificates of its doors; and how the
// feeds fared last.

import type {JSX} from 'preact';
import type {DatabaseFile, Disk, DoorCertificate, DoorHealth, FeedStatus, Health} from 'relay-api';

import {useAsked} from '../../api/asked';
import {now} from '../../clock';
import {say, t, word} from '../../messages/messages';
import {Badge, type Tone} from '../../parts/badge';
import {bytes} from '../../parts/bytes';
import {Answer} from '../../parts/states';
import {type Column, Table} from '../../parts/table';
import {Exact, When, span} from '../../parts/time';
import {hrefTo} from '../../router';

function Room({disk: {free, of, keep_free, enough}}: {disk: Disk}): JSX.Element | null {
  if (free === null || of === null || !of) return null;
  const share = (part: number) => `${Math.min(100, 100 * part / of)}%`;
  return (
    <div class={`room ${enough ? '' : 'short'}`} aria-hidden="true">
      <span class="used" style={{width: share(of - free)}} />
      <span class="kept" style={{width: share(Math.min(keep_free, free))}} />
    </div>
  );
}

export function DiskCard({disk}: {disk: Disk}): JSX.Element {
  return (
    <section class="card block" aria-labelledby="disk-title">
      <h2 id="disk-title">{t('health.disk')}</h2>
      <p>
        <Badge tone={disk.enough ? 'good' : 'danger'}>{t(disk.enough ? 'health.enough' : 'health.short')}</Badge>{' '}
        <span class="said">{disk.sentence}</span>
      </p>
      <Room disk={disk} />
      <p class="faint said">{disk.path}</p>
    </section>
  );
}

export function Databases({databases}: {databases: DatabaseFile[]}): JSX.Element {
  return (
    <section class="card block" aria-labelledby="databases-title">
      <h2 id="databases-title">{t('health.databases')}</h2>
      <dl class="facts">
        {databases.map(({name, bytes: size, log_bytes}) => (
          <div key={name}>
            <dt>{word('database', name)}</dt>
            <dd>
              {size === null ? t('health.no_file') : bytes(size)}
              {log_bytes ? <span class="faint"> {t('health.log', {size: bytes(log_bytes)})}</span> : null}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const kDay = 86_400_000;
const kSoon = 30;             // Days: it is time to think of another one.
const kNow = 7;               // Days: it is late.

function daysLeft(until: string): [Tone, string] {
  const days = (Date.parse(until) - now.value) / kDay;
  if (days < 0) return ['danger', t('health.expired')];
  return [days < kNow ? 'danger' : days < kSoon ? 'warning' : 'good', t('health.left', {span: span(days * kDay)})];
}

function Validity({tls: {from, until, sentence}}: {tls: DoorCertificate}): JSX.Element {
  const [tone, left] = daysLeft(until);
  return (
    <>
      <Badge tone={tone}>{left}</Badge>{' '}
      {say('health.from_until', {from: <Exact at={from} />, until: <Exact at={until} />})}
      {sentence ? <div class="said problem">{sentence}</div> : null}
    </>
  );
}

/** In two halves where it is too long for one line. */
const Digest = ({of}: {of: string}): JSX.Element => <code>{of.slice(0, 32)}<wbr />{of.slice(32)}</code>;

const doorColumns: Column<DoorHealth>[] = [
  {key: 'door', title: t('doors.door'), head: true, class: 'col-door',
   cell: ({door, url}) => <>{word('door', door)}<div class="faint said">{url}</div></>},
  {key: 'whose', title: t('health.whose'), cell: ({tls}) => (tls ? (
    <>
      <span class="said">{tls.subject}</span>
      <div class="faint said">{tls.own ? t('health.own') : t('health.issued', {issuer: tls.issuer})}</div>
    </>
  ) : <span class="faint">{t('health.plain')}</span>)},
  {key: 'until', title: t('health.counts'), cell: ({tls}) => (tls ? <Validity tls={tls} /> : '')},
  {key: 'digest', title: t('health.digest'), cell: ({tls}) => (tls ? <Digest of={tls.digest.slice(7)} /> : '')},
];

export function Certificates({doors}: {doors: DoorHealth[]}): JSX.Element {
  return (
    <section class="card groups" aria-labelledby="certificates-title">
      <div class="block-head"><h2 id="certificates-title">{t('health.certificates')}</h2></div>
      <Table label={t('health.certificates')} columns={doorColumns} rows={doors} keyOf={(row) => row.door} />
    </section>
  );
}

/** The certificates alone, for who looks for them. */
export function Tls(): JSX.Element {
  return (
    <Answer asked={useAsked<Health>('health', 'status', 'devices')}>
      {({doors}) => <Certificates doors={doors} />}
    </Answer>
  );
}

const roundColumns: Column<FeedStatus>[] = [
  {key: 'feed', title: t('flow.feed'), head: true,
   cell: ({feed}) => <a href={hrefTo('flow', [], {feed})}>{feed}</a>},
  {key: 'last', title: t('settings.round'), cell: ({check}) => (check ? (
    <>
      <Badge tone={!check.succeeded ? 'danger' : check.alarms.length ? 'warning' : 'good'}>
        {check.succeeded ? t('settings.succeeded') : t('settings.failed', {count: Math.max(1, check.failures)})}
      </Badge>{' '}
      <When at={check.at} />
    </>
  ) : <span class="faint">{t('settings.no_round')}</span>)},
  {key: 'outcome', title: t('health.outcome'), cell: ({check}) => <span class="said">{check?.outcome}</span>},
  {key: 'next', title: t('settings.next'),
   cell: ({check}) => (check?.next_attempt ? <When at={check.next_attempt} /> : '')},
];

/** The last round of each feed; those that failed stand first. */
export function Rounds({feeds}: {feeds: FeedStatus[]}): JSX.Element {
  const failed = ({check}: FeedStatus) => check !== null && !check.succeeded;
  const count = feeds.filter(failed).length;
  return (
    <section class="card groups" aria-labelledby="rounds-title">
      <div class="block-head">
        <h2 id="rounds-title">{t('health.rounds')}</h2>
        {count ? <Badge tone="danger">{t('health.failing', {count})}</Badge>
          : <Badge tone="good">{t('health.rounds_good')}</Badge>}
      </div>
      <Table label={t('health.rounds')} columns={roundColumns} keyOf={(row) => row.feed}
          rows={[...feeds.filter(failed), ...feeds.filter((one) => !failed(one))]} />
    </section>
  );
}
