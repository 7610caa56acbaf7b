// Devices, those that asked last first; those that have enrolled and never asked stand at the end.

import type {JSX} from 'preact';
import {useEffect, useState} from 'preact/hooks';
import type {Devices, Enrolled, ListedDevice, RecordedDevice, Visit} from 'relay-api';

import {pathWith} from '../../api/client';
import {usePaged} from '../../api/paged';
import {now} from '../../clock';
import {say, t} from '../../messages/messages';
import {Badge, type Tone} from '../../parts/badge';
import {Notice} from '../../parts/notice';
import {useKeptOrder} from '../../parts/order';
import {Empty, Failed, Loading} from '../../parts/states';
import {type Column, Table} from '../../parts/table';
import {At, When} from '../../parts/time';
import {hrefTo} from '../../router';
import {DeviceActs} from './device_acts';

/** A device as far as it is known: what it did, what is recorded of it, or both. */
export interface Known { id: string; name: string; did: ListedDevice | null; record: ListedDevice['enrolled'] }

const kKnown: Record<string, Tone> = {certificate: 'good', token: 'good', address: 'warning', unknown: 'idle'};
const kKnownWords: Record<string, string> = {
  certificate: t('devices.by_certificate'), token: t('devices.by_token'), address: t('devices.by_address'),
  unknown: t('devices.by_unknown'),
};

export const versionOf = (release: {version: string | null; sequence: number}) =>
    release.version ?? t('devices.release', {sequence: release.sequence});

const kSilentAfter = 7 * 24 * 3_600_000;  // Milliseconds; the filter has the same limit.

const isSilent = ({asked}: Visit): boolean => now.value - Date.parse(asked) > kSilentAfter;

/** Of what it asked for last; nothing when it was given that. A file that is not there is no fault of serving. */
function AnswerState({status}: Visit): JSX.Element | null {
  if (status === null || status < 400) return null;
  return status >= 500 || status === 401 || status === 403
    ? <Badge tone="danger">{t('devices.failing')}</Badge>
    : <Badge tone="warning">{t('devices.answered', {status})}</Badge>;
}

/** What it has of what it is offered; that may also be newer than the offer, which was taken back. */
function TakenState({visit}: {visit: Visit}): JSX.Element | null {
  const {offered, taken} = visit;
  if (!offered) return null;
  if (!taken || taken.sequence < offered.sequence) return <Badge tone="warning">{t('devices.behind')}</Badge>;
  if (taken.sequence > offered.sequence) return <Badge tone="warning">{t('devices.ahead')}</Badge>;
  // Of one that nobody has heard for so long, nothing good is known.
  return isSilent(visit) ? null : <Badge tone="good">{t('devices.current')}</Badge>;
}

function VisitState({visit}: {visit: Visit}): JSX.Element {
  return (
    <>
      {isSilent(visit) ? <><Badge tone="warning">{t('devices.silent')}</Badge>{' '}</> : null}
      {visit.never_offered ? <Badge tone="danger">{t('devices.never_offered')}</Badge>
        : <><AnswerState {...visit} />{' '}<TakenState visit={visit} /></>}
    </>
  );
}

export function VisitLine({visit}: {visit: Visit}): JSX.Element {
  const {feed, group, requests, offered, taken, taken_at, never_offered} = visit;
  return (
    <div class="visit">
      <p>
        {say('devices.visit', {feed: <a href={hrefTo('flow', [], {feed})}>{feed}</a>, group})}{' '}
        <VisitState visit={visit} />{' '}
        <span class="faint">{t('devices.requests', {count: requests})}</span>
      </p>
      <p>
        {offered ? say('devices.offered', {
          version: <a class="version" href={hrefTo('release', [feed, versionOf(offered)])}>{versionOf(offered)}</a>,
        }) : t('devices.offered_nothing')}{' '}
        {taken ? say('devices.took', {
          version: <span class="version">{versionOf(taken)}</span>,
          when: taken_at ? say('devices.took_at', {time: <At at={taken_at} />}) : '',
        }) : t('devices.took_nothing')}
      </p>
      {never_offered ? (
        <p>{say('devices.says', {
          version: <a class="version" href={hrefTo('release', [feed, versionOf(never_offered)])}>
            {versionOf(never_offered)}
          </a>,
          time: <At at={never_offered.said_at} />,
        })}</p>
      ) : null}
      {visit.status === null ? null : (
        <p class={visit.status < 400 ? 'faint said' : 'said'}>
          {t('devices.answer', {status: visit.status, path: visit.path ?? ''})}
        </p>
      )}
    </div>
  );
}

export function KnownBy({did, record}: Known): JSX.Element {
  const elsewhere = record?.in_group && record.group && record.in_group !== record.group;
  return (
    <div class="known">
      {did ? <Badge tone={kKnown[did.known] ?? 'idle'}>{kKnownWords[did.known] ?? did.known}</Badge> : null}
      {record?.revoked ? (
        <p class="problem">{say('devices.revoked', {
          person: record.revoked.person, time: <When at={record.revoked.at} />, reason: record.revoked.reason,
        })}</p>
      ) : record?.group ? (
        <p class="faint">
          {elsewhere ? t('devices.enrolled_in', {group: record.group, other: record.in_group ?? ''})
            : t('devices.enrolled', {group: record.group})}
        </p>
      ) : null}
      {did && did.device !== did.address && did.address ? (
        <p class="faint">{t('devices.from', {address: did.address})}</p>
      ) : null}
      {did?.agent ? <p class="faint said">{did.agent}</p> : null}
    </div>
  );
}

const columns = (groups: readonly string[]): Column<Known>[] => [
  {key: 'device', title: t('devices.device'), head: true, class: 'col-device', cell: ({id, name}) => (
    <>
      <a class="said" href={hrefTo('devices', [id])}>{name || id}</a>
      {name && name !== id ? <div class="faint"><code>{id}</code></div> : null}
    </>
  )},
  {key: 'known', title: t('devices.known'), cell: (row) => <KnownBy {...row} />},
  {key: 'asked', title: t('devices.asked'), class: 'col-asked',
   cell: ({did}) => (did ? <When at={did.asked} /> : t('devices.never'))},
  {key: 'feeds', title: t('devices.given'), class: 'col-given', cell: ({did}) => (did
    ? did.feeds.map((one) => <VisitLine key={one.feed + one.group} visit={one} />)
    : <span class="faint">{t('devices.not_asked')}</span>)},
  {key: 'acts', title: t('devices.acts'), cell: (row) => <DeviceActs known={row} groups={groups} />},
];

/** A text that is typed is asked for when nothing more was typed for a moment. */
function useSettled(text: string): string {
  const [settled, settle] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => settle(text), 250);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** How many devices are shown; the relay counts those alone that it remembers. */
function countOf(count: number, all: number, more: boolean, narrowed: boolean): string {
  if (!narrowed) return t('devices.count', {count: all});
  return t(more ? 'devices.such_and_more' : 'devices.such', {count, all});
}

const keyOf = (row: Known) => row.id;
const askedOf = ({did}: Known) => did?.asked ?? '';

const silent = (record: RecordedDevice): Known => ({id: record.device, name: record.name, did: null, record});

/** Rows do not move under who reads them. */
function Newer({count, anew}: {count: number; anew: () => void}): JSX.Element {
  return (
    <div class="newer-rows" role="status">
      {count ? (
        <>
          {t('devices.newer', {count})}{' '}
          <button type="button" class="small" onClick={anew}>{t('devices.in_order')}</button>
        </>
      ) : null}
    </div>
  );
}

export function DeviceList({query, groups}: {
  query: Record<string, string>; groups: readonly string[];
}): JSX.Element {
  const {group, feed, state} = query;
  const text = useSettled(query.text ?? '');
  const unheardAlone = state === 'not-asked';
  const devices = usePaged<Devices, ListedDevice>(
      unheardAlone ? null : pathWith('devices', {group, feed, state, text}), (answer) => answer.devices, 'devices');
  const {rows, answer: counts, more} = devices;
  // Who has not asked has asked for no feed, and how it is nobody knows; they stand behind all others.
  const unheard = unheardAlone || (!feed && !state);
  const enrolled = usePaged<Enrolled, RecordedDevice>(
      unheardAlone || (unheard && rows && !more) ? pathWith('enrolled', {state: 'not-asked', in_group: group, text})
        : null, (answer) => answer.devices, 'devices');
  const seen: Known[] = (rows ?? []).map((did) => ({id: did.device, name: did.name, did, record: did.enrolled}));
  const shown = new Set(seen.map(keyOf));
  const others = (enrolled.rows ?? []).filter((one) => !shown.has(one.device)).map(silent);
  const complete = !more && (!unheard || (enrolled.rows !== undefined && !enrolled.more));
  const first = unheardAlone ? enrolled : devices;
  const ready = first.rows !== undefined && (more || !unheard || enrolled.rows || enrolled.problem);
  const path = pathWith('devices', {group, feed, state, text});
  const kept = useKeptOrder(path, ready ? [...seen, ...others] : [], complete, keyOf, askedOf);
  if (!first.rows) return first.problem ? <Failed problem={first.problem} again={first.again} /> : <Loading />;
  const narrowed = Boolean(group || feed || state || text);
  return (
    <>
      {counts ? <p class="faint count">{countOf(seen.length, counts.all, more !== null, narrowed)}</p> : null}
      {unheardAlone ? (
        <p class="faint count">
          {t(enrolled.more ? 'devices.not_asked_more' : 'devices.not_asked_count', {count: others.length})}
        </p>
      ) : null}
      {group ? <p class="faint count">{t('devices.of_group')}</p> : null}
      {unheard ? null : (
        <p class="faint count">
          {t('devices.without')}{' '}
          <a href={hrefTo('devices', [], {group, text: query.text, state: 'not-asked'})}>
            {t('devices.without_which')}
          </a>
        </p>
      )}
      {counts?.left_out ? <Notice tone="warning">{t('devices.left_out', {count: counts.left_out})}</Notice> : null}
      {kept.rows.length ? (
        <>
          <Table label={t('devices.title')} columns={columns(groups)} rows={kept.rows} keyOf={keyOf} height={92}
              more={more ?? enrolled.more} got={seen.length + others.length}
              broken={devices.broken ?? enrolled.broken ?? (enrolled.rows || !enrolled.problem ? null : enrolled)} />
          <Newer count={kept.moved} anew={kept.anew} />
        </>
      ) : enrolled.rows || !unheard ? <div class="inner"><Empty>{t('devices.none')}</Empty></div>
        : enrolled.problem ? <div class="inner"><Failed problem={enrolled.problem} again={enrolled.again} /></div>
          : <Loading />}
    </>
  );
}
