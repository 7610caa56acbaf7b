// The policy's calendars over the days ahead: when each is open, and what closes it. A band shows it,
// and a list says it.

import type {JSX} from 'preact';
import type {Calendar, CalendarClosed, Calendars} from 'relay-api';

import {now} from '../../clock';
import {language, say, t, word} from '../../messages/messages';
import {Badge} from '../../parts/badge';
import {Fold} from '../../parts/fold';
import {PolicyLine} from '../../parts/policy_line';
import {Empty} from '../../parts/states';
import {Exact, When, onWall, zone} from '../../parts/time';
import {hrefTo} from '../../router';

interface Time { from: string; until: string }
interface Span { from: number; until: number }

const kListed = 40;           // Times of a calendar that are said one by one.
const kNamed = 8;             // Groups and feeds that are named before the rest is counted.

/** From the beginning of the viewer's day on. */
const spanOf = (calendars: Calendars): Span =>
    ({from: new Date(Date.parse(calendars.now)).setHours(0, 0, 0, 0), until: Date.parse(calendars.until)});

const share = (at: number, {from, until}: Span) => Math.min(100, Math.max(0, 100 * (at - from) / (until - from)));

const timeIn = (timeZone: string) => new Intl.DateTimeFormat(language, {
  weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone});

/** On the calendar's own wall, which the viewer's browser may not know. */
function wall({from, until}: Time, timeZone: string): string {
  try {
    const clock = timeIn(timeZone);
    return t('calendar.on_wall', {
      from: clock.format(Date.parse(from)), until: clock.format(Date.parse(until)), zone: timeZone,
    });
  } catch {
    return timeZone;
  }
}

function Block({time, kind, span, of}: {time: Time; kind: string; span: Span; of: string}): JSX.Element | null {
  const left = share(Date.parse(time.from), span);
  const width = share(Date.parse(time.until), span) - left;
  if (width <= 0) return null;
  return <span class={`time ${kind}`} style={{left: `${left}%`, width: `${width}%`}} title={wall(time, of)} />;
}

/** Midnights of the viewer. */
function daysIn({from, until}: Span): number[] {
  const days: number[] = [];
  for (let at = new Date(from); at.getTime() < until; at.setDate(at.getDate() + 1)) days.push(at.getTime());
  return days;
}

const dayName = new Intl.DateTimeFormat(language, {weekday: 'short', day: 'numeric'});

function Axis({span}: {span: Span}): JSX.Element {
  return (
    <div class="axis" aria-hidden="true">
      {daysIn(span).map((at) => (
        <span key={at} style={{left: `${share(at, span)}%`}}>{dayName.format(at)}</span>
      ))}
    </div>
  );
}

function Band({calendar: {name, zone: wallZone, from, windows, closed}, span}: {
  calendar: Calendar; span: Span;
}): JSX.Element {
  return (
    <div class="band" role="img" aria-label={t('calendar.band', {
      name, windows: windows.length, closed: closed.length,
    })}>
      {daysIn(span).map((at) => <span key={at} class="midnight" style={{left: `${share(at, span)}%`}} />)}
      <Block time={{from: new Date(span.from).toISOString(), until: from}} kind="untold" span={span} of={wallZone} />
      {windows.map((one) => <Block key={one.from} time={one} kind="open" span={span} of={wallZone} />)}
      {closed.map((one, i) => <Block key={`${one.from} ${i}`} time={one} kind={one.kind} span={span} of={wallZone} />)}
      <span class="present" style={{left: `${share(now.value, span)}%`}} />
    </div>
  );
}

type Said = Time & Partial<CalendarClosed>;

function Times({calendar: {zone: wallZone, windows, closed, cut}}: {calendar: Calendar}): JSX.Element {
  const all: Said[] = [...windows, ...closed].sort((one, other) => one.from.localeCompare(other.from));
  const left = all.length - kListed;
  return (
    <>
      <ul class="times">
        {all.slice(0, kListed).map((one, i) => (
          <li key={`${one.from} ${i}`}>
            <Badge tone={one.kind ? 'warning' : 'good'}>
              {one.kind ? word('closed', one.kind) : t('calendar.open')}
            </Badge>{' '}
            {say('calendar.from_until', {from: <Exact at={one.from} bare />, until: <Exact at={one.until} />})}{' '}
            {wallZone === zone ? null : <span class="faint">{wall(one, wallZone)}</span>}
            {one.why ? <span class="said"> {one.why}</span> : null}
            {' '}<PolicyLine line={one.line || null} />
          </li>
        ))}
      </ul>
      {left > 0 ? <p class="faint">{t('calendar.more', {count: left})}</p> : null}
      {cut ? <p class="faint">{t('calendar.more_times')}</p> : null}
    </>
  );
}

function Governs({label, names, query}: {label: string; names: string[]; query: 'group' | 'feed'}): JSX.Element | null {
  if (!names.length) return null;
  return (
    <span>
      {label}{' '}
      {names.slice(0, kNamed).map((one, i) => (
        <span key={one}>{i ? ', ' : ''}<a href={hrefTo('flow', [], {[query]: one})}>{one}</a></span>
      ))}
      {names.length > kNamed ? <span> {t('calendar.more', {count: names.length - kNamed})}</span> : null}
    </span>
  );
}

function CalendarView({calendar, span}: {calendar: Calendar; span: Span}): JSX.Element {
  const {name, zone: wallZone, line, open, changes, why, groups, feeds} = calendar;
  return (
    <li class="calendar" data-calendar={name}>
      <header>
        <h3>{name}</h3>
        {open ? <Badge tone="good">{t('calendar.open')}</Badge> : <Badge tone="warning">{t('calendar.closed')}</Badge>}
        <span>
          {changes === null ? t('calendar.never')
            : say(open ? 'calendar.closes' : 'calendar.opens', {time: <When at={changes} />})}
          {changes && onWall(changes, wallZone) ? <span class="faint"> · {onWall(changes, wallZone)}</span> : null}
        </span>
        {why ? <span class="said">{why}</span> : null}
        <span class="faint">
          {t('calendar.wall', {zone: wallZone})} <PolicyLine line={line} />
        </span>
      </header>
      <Axis span={span} />
      <Band calendar={calendar} span={span} />
      <p class="faint governs">
        <Governs label={t('calendar.groups')} names={groups} query="group" />{' '}
        <Governs label={t('calendar.feeds')} names={feeds} query="feed" />
      </p>
      <Fold title={t('calendar.times')}>{() => <Times calendar={calendar} />}</Fold>
    </li>
  );
}

const kKinds = ['open', 'blackout', 'weekend', 'before', 'untold'] as const;

export function Bands({calendars}: {calendars: Calendars}): JSX.Element {
  const span = spanOf(calendars);
  return (
    <section class="card block" aria-labelledby="bands-title" id="bands">
      <h2 id="bands-title">{t('calendar.bands')}</h2>
      <p class="faint">
        {say('calendar.bands_where', {policy: <a href={hrefTo('policy')}>{t('settings.policy')}</a>, zone})}
      </p>
      {calendars.calendars.length ? (
        <>
          <ul class="legend">
            {kKinds.map((kind) => (
              <li key={kind}>
                <span class={`time ${kind}`} aria-hidden="true" />
                {kind === 'open' ? t('calendar.open') : kind === 'untold' ? t('calendar.untold') : word('closed', kind)}
              </li>
            ))}
          </ul>
          <ul class="calendars">
            {calendars.calendars.map((one) => <CalendarView key={one.name} calendar={one} span={span} />)}
          </ul>
        </>
      ) : <Empty>{t('calendar.no_rules')}</Empty>}
    </section>
  );
}
