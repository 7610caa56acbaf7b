// The groups: who is in each and how its devices are, what it has of every feed, and its stop.

import type {JSX} from 'preact';
import type {PolicyGroup, PolicyGroups, Status} from 'relay-api';

import {letsGo, may, stops} from '../../acts/may';
import {holdGroup, liftGroup, stopAtOnce} from '../../acts/stops';
import {useAsked} from '../../api/asked';
import {t} from '../../messages/messages';
import {AskButton} from '../../parts/notice';
import {Unheard} from '../../parts/states';
import {type Column, Table} from '../../parts/table';
import {hrefTo} from '../../router';

interface Row {
  group: string;
  known: PolicyGroup | undefined;
  feeds: {feed: string; version: string | null; withheld: number}[];
  held: number;             ///< Feeds that are held for this group.
}

function rowsOf(status: Status, known: PolicyGroup[]): Row[] {
  const rows = new Map<string, Row>();
  for (const feed of status.feeds) {
    for (const {group, active, withheld} of feed.groups) {
      const row = rows.get(group) ?? {group, known: known.find((one) => one.group === group), feeds: [], held: 0};
      row.feeds.push({feed: feed.feed, version: active?.version ?? null, withheld});
      row.held += feed.acts.some((act) => act.kind === 'hold' && act.group === group) ? 1 : 0;
      rows.set(group, row);
    }
  }
  return [...rows.values()];
}

/** Who belongs to it, as the policy has it. */
function Members({known}: {known: PolicyGroup}): JSX.Element {
  const records = known.matches.map(({enrolled, attributes}) => [
    ...(enrolled ? [t('groups.enrolled', {group: enrolled})] : []),
    ...attributes.map((one) => `${one.name}=${one.value}`),
  ].join(' '));
  const all = [...known.addresses, ...records];
  return <span class="said">{all.length ? all.join(', ') : t('groups.others')}</span>;
}

const kStates = [
  ['behind', 'behind', 'groups.behind'], ['failing', 'failing', 'groups.failing'],
  ['silent', 'silent', 'groups.silent'], ['never-offered', 'never_offered', 'groups.never_offered'],
] as const;

function Health({group, known}: {group: string; known: PolicyGroup}): JSX.Element {
  return (
    <ul>
      <li><a href={hrefTo('devices', [], {group})}>{t('groups.devices', {count: known.devices})}</a></li>
      {kStates.map(([state, count, key]) => (known[count] ? (
        <li key={state}><a href={hrefTo('devices', [], {group, state})}>{t(key, {count: known[count]})}</a></li>
      ) : null))}
    </ul>
  );
}

/** Everything that is on its way to the group stops at once. */
function Acts({row: {group, feeds, held}}: {row: Row}): JSX.Element {
  return (
    <div class="actions">
      {held < feeds.length && may(stops, null, [group]) ? (
        <AskButton kind="stop-here" label={t('groups.hold_label', {group})}
            wish={() => stopAtOnce('', holdGroup(group))}>{t('groups.hold')}</AskButton>
      ) : null}
      {held && may(letsGo, null, [group]) ? (
        <AskButton label={t('stops.lift_group_label', {group})} wish={() => liftGroup(group)}>
          {t('stops.lift_group')}
        </AskButton>
      ) : null}
    </div>
  );
}

const columns: Column<Row>[] = [
  {key: 'group', title: t('flow.group'), head: true,
   cell: ({group}) => <a href={hrefTo('flow', [], {group})}>{group}</a>},
  {key: 'members', title: t('groups.members'), cell: ({known}) => (known ? <Members known={known} /> : '')},
  {key: 'seen', title: t('groups.seen'), class: 'col-seen',
   cell: ({group, known}) => (known ? <Health group={group} known={known} /> : '')},
  {key: 'has', title: t('groups.has'), class: 'col-given', cell: ({group, feeds}) => (
    <ul>
      {feeds.map(({feed, version, withheld}) => (
        <li key={feed}>
          {feed}{' '}
          {version ? <a class="version" href={hrefTo('release', [feed, version])}>{version}</a> : t('cell.nothing')}
          {withheld ? (
            <>{' '}<a href={hrefTo('flow', [], {feed, group})}>{t('groups.withheld', {count: withheld})}</a></>
          ) : null}
        </li>
      ))}
    </ul>
  )},
  {key: 'acts', title: t('devices.acts'), cell: (row) => <Acts row={row} />},
];

/** `sought`: one group, or nothing for all of them. */
export function Groups({status, sought}: {status: Status; sought: string}): JSX.Element {
  const asked = useAsked<PolicyGroups>('groups', 'devices', 'policy');
  const rows = rowsOf(status, asked.value?.groups ?? []).filter((one) => !sought || one.group === sought);
  return (
    <section class="card groups" aria-labelledby="groups-title">
      <div class="block-head"><h2 id="groups-title">{t('groups.title')}</h2></div>
      {asked.value ? null : <div class="inner"><Unheard of={[asked]} /></div>}
      <Table label={t('groups.title')} columns={columns} rows={rows} keyOf={(row) => row.group} />
    </section>
  );
}
