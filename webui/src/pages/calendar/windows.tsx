// Windows that something waits for, or goes through: open or closed, until when, and why.

import type {JSX} from 'preact';
import type {Calendars, WindowAsked} from 'relay-api';

import {say, t} from '../../messages/messages';
import {Badge} from '../../parts/badge';
import {PolicyLine} from '../../parts/policy_line';
import {Empty} from '../../parts/states';
import {type Column, Table} from '../../parts/table';
import {When, onWall} from '../../parts/time';
import {hrefTo} from '../../router';
import type {Cell, Flow} from '../../shell/flow';

interface Waiting { feed: string; group: string; version: string }

interface Window { calendar: string; asked: WindowAsked; waiting: Waiting[]; why: string[] }
/** The zone of each calendar's wall. */
type Walls = ReadonlyMap<string, string>;

/** Of each release on its way into or through a group: its window, and why that is closed. */
function askedIn(cell: Cell) {
  return [...cell.ramping, ...(cell.newest ? [cell.newest] : [])].flatMap(({version, progress, reasons}) =>
      progress.filter((one): one is WindowAsked => one.rule === 'window').map((asked) => ({
        version, asked,
        why: reasons.flatMap((one) => ('kind' in one && one.kind === 'window-closed' ? [one.sentence] : [])),
      })));
}

function windowsOf(flow: Flow): Window[] {
  const found = new Map<string, Window>();
  for (const {feed, groups} of flow.feeds) {
    for (const cell of groups) {
      for (const {version, asked, why} of askedIn(cell)) {
        const one = found.get(asked.calendar) ?? {calendar: asked.calendar, asked, waiting: [], why: []};
        one.waiting.push({feed, group: cell.group, version});
        one.why = [...new Set([...one.why, ...why])];
        found.set(asked.calendar, one);
      }
    }
  }
  return [...found.values()].sort((one, other) => one.calendar.localeCompare(other.calendar));
}

const kNamed = 6;             // Groups that are named before the rest is counted.

function Changes({of: {calendar, asked: {open, changes}}, walls}: {of: Window; walls: Walls}): JSX.Element {
  if (changes === null) return <span class="faint">{t('calendar.never')}</span>;
  const wall = onWall(changes, walls.get(calendar) ?? '');
  return (
    <>
      {say(open ? 'calendar.closes' : 'calendar.opens', {time: <When at={changes} />})}
      {wall ? <div class="faint">{wall}</div> : null}
    </>
  );
}

const columnsFor = (walls: Walls): Column<Window>[] => [
  {key: 'calendar', title: t('calendar.window'), head: true, cell: ({calendar, asked}) => (
    <>{calendar}<div><PolicyLine line={asked.line} /></div></>
  )},
  {key: 'state', title: t('calendar.state'), cell: ({asked}) => (asked.open
    ? <Badge tone="good">{t('calendar.open')}</Badge> : <Badge tone="warning">{t('calendar.closed')}</Badge>)},
  {key: 'changes', title: t('calendar.changes'), cell: (row) => <Changes of={row} walls={walls} />},
  {key: 'waiting', title: t('calendar.waiting'), cell: ({waiting}) => (
    <ul>
      {waiting.slice(0, kNamed).map(({feed, group, version}) => (
        <li key={`${feed} ${group} ${version}`}>
          {say('policy.for_group', {
            feed, version: <a class="version" href={hrefTo('release', [feed, version])}>{version}</a>, group,
          })}
        </li>
      ))}
      {waiting.length > kNamed ? <li class="faint">{t('calendar.more', {count: waiting.length - kNamed})}</li> : null}
    </ul>
  )},
  {key: 'why', title: t('calendar.why'),
   cell: ({why}) => <ul>{why.map((one) => <li key={one} class="said">{one}</li>)}</ul>},
];

export function Windows({flow, calendars}: {flow: Flow; calendars: Calendars | undefined}): JSX.Element {
  const windows = windowsOf(flow);
  const walls = new Map(calendars?.calendars.map(({name, zone}) => [name, zone]));
  return (
    <section class="card windows" aria-labelledby="windows-title" id="windows">
      <div class="block-head"><h2 id="windows-title">{t('calendar.windows')}</h2></div>
      {windows.length
        ? <Table label={t('calendar.windows')} columns={columnsFor(walls)} rows={windows}
            keyOf={(row) => row.calendar} />
        : <div class="inner"><Empty>{t('calendar.no_windows')}</Empty></div>}
    </section>
  );
}
