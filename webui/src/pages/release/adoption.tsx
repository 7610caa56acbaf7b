// How a release came to the devices of each group: lines over time, and the numbers of now.

import type {JSX} from 'preact';
import {useMemo, useState} from 'preact/hooks';
import type {Adoption} from 'relay-api';

import {useAsked} from '../../api/asked';
import {feedPath, pathWith} from '../../api/client';
import {say, t} from '../../messages/messages';
import {Fold} from '../../parts/fold';
import {Answer, Empty} from '../../parts/states';
import {type Column, Table} from '../../parts/table';
import {At, Exact, exact} from '../../parts/time';
import {Chart} from './adoption/chart';
import {type Line, type Lines, type Measure, kMeasures, linesOf} from './adoption/series';

const instantOf = (moment: number) => new Date(moment).toISOString().replace('.000Z', 'Z');

const kName = {
  taken: t('adoption.taken'), survived: t('adoption.survived'), silent: t('adoption.silent'),
} as const;

/** The legend of the lines, with the numbers of today. */
function Numbers({lines}: {lines: Line[]}): JSX.Element {
  const columns: Column<Line>[] = [
    {key: 'group', title: t('flow.group'), head: true, cell: (line) => (
      <><span class={`line series-${lines.indexOf(line) + 1}`} aria-hidden="true" />{line.name}</>
    )},
    {key: 'taken', title: t('adoption.taken'), cell: (line) => line.taken},
    {key: 'survived', title: t('adoption.survived'), cell: (line) => line.survived},
    {key: 'confirmed', title: t('adoption.confirmed'), cell: (line) => line.confirmed},
    {key: 'silent', title: t('adoption.silent'), cell: (line) => line.silent},
  ];
  return <Table label={t('adoption.numbers')} columns={columns} rows={lines} keyOf={(row) => row.name} />;
}

function Moments({moments, lines}: Lines): JSX.Element {
  const rows = moments.map((moment, i) => ({moment, i}));
  const columns: Column<(typeof rows)[number]>[] = [
    {key: 'at', title: t('adoption.at'), head: true, cell: ({moment}) => <Exact at={instantOf(moment)} />},
    ...lines.map((line) => ({
      key: line.name, title: line.name, cell: ({i}: {i: number}) => line.values[i],
    })),
  ];
  return <Table label={t('adoption.moments')} columns={columns} rows={rows} keyOf={(row) => String(row.moment)} />;
}

function Reading({lines: {moments, lines}, at}: {lines: Lines; at: number | null}): JSX.Element {
  const moment = at === null ? undefined : moments[at];
  return (
    <p class="reading faint">
      {moment === undefined || at === null ? null : t('adoption.read', {
        time: exact(instantOf(moment)),
        values: lines.map((one) => t('adoption.read_one', {group: one.name, count: one.values[at]!})).join(', '),
      })}
    </p>
  );
}

function Drawn({adoption}: {adoption: Adoption}): JSX.Element {
  const [measure, setMeasure] = useState<Measure>('taken');
  const [at, setAt] = useState<number | null>(null);
  const lines = useMemo(() => linesOf(adoption, measure), [adoption, measure]);
  if (!adoption.since || !lines.lines.length) return <Empty>{t('adoption.none')}</Empty>;
  return (
    <>
      <p class="faint">{say('adoption.since', {since: <At at={adoption.since} />})}</p>
      <form class="sieve" onSubmit={(event) => event.preventDefault()}>
        <label>{t('adoption.measure')}{' '}
          <select value={measure} onChange={({currentTarget}) => setMeasure(currentTarget.value as Measure)}>
            {kMeasures.map((one) => <option key={one} value={one}>{kName[one]}</option>)}
          </select>
        </label>
      </form>
      <Chart lines={lines} read={setAt} />
      <Reading lines={lines} at={at} />
      <Numbers lines={lines.lines} />
      <Fold title={t('adoption.moments')}>{() => <Moments {...lines} />}</Fold>
    </>
  );
}

export function AdoptionOf({feed, version}: {feed: string; version: string}): JSX.Element {
  const asked = useAsked<Adoption>(pathWith(feedPath(feed, 'adoption'), {version}), 'devices', 'status');
  return (
    <section class="card block" aria-labelledby="adoption-title" id="adoption">
      <h2 id="adoption-title">{t('adoption.title')}</h2>
      <Answer asked={asked}>{(adoption) => <Drawn adoption={adoption} />}</Answer>
    </section>
  );
}
