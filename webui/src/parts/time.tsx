// Times, for whoever points, touches or listens alike: exact in the viewer's zone, which is named, and how
// far away from the relay's now. UTC, of which the relay's own sentences speak, is in the title besides.

import type {JSX} from 'preact';

import {now} from '../clock';
import {language, t} from '../messages/messages';

const kMinute = 60_000;
const kHour = 60 * kMinute;
const kDay = 24 * kHour;

const kMinutes = {hour: '2-digit', minute: '2-digit', hourCycle: 'h23'} as const;
const kDate = {month: 'short', day: 'numeric'} as const;
const inZone = (fields: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, fields);
const clock = inZone(kMinutes);
const weekday = inZone({weekday: 'short', ...kMinutes});
const date = inZone({...kDate, ...kMinutes});
const full = inZone({year: 'numeric', ...kDate, ...kMinutes});
const second = inZone({year: 'numeric', ...kDate, ...kMinutes, second: '2-digit'});
const named = inZone({timeZoneName: 'short'});
export const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** "2026-03-04 06:00 UTC", as the sentences have it. */
export function utc(instant: string): string {
  return instant.replace(/^(.{10})T(.{5}):(\d\d)Z$/,
      (_, date: string, minute: string, second: string) =>
          `${date} ${minute}${second === '00' ? '' : ':' + second} UTC`);
}

/** As short as is plain: its day is said where that is not the viewer's today. */
function formatOf(at: number, from: number) {
  const [day, today] = [new Date(at), new Date(from)];
  if (day.toDateString() === today.toDateString()) return clock;
  if (Math.abs(at - from) < 6 * kDay) return weekday;
  return day.getFullYear() === today.getFullYear() ? date : full;
}

/** In the viewer's zone, where that stands beside it. */
export function local(instant: string, from = now.peek()): string {
  const at = Date.parse(instant);
  return formatOf(at, from).format(at);
}

/** The viewer's zone as it is called at that time, such as "GMT+1". */
const zoneAt = (at: number) => named.formatToParts(at).find((one) => one.type === 'timeZoneName')?.value ?? zone;

/** In the viewer's zone, which is named. */
export function exact(instant: string, from = now.value): string {
  return t('time.exact', {local: local(instant, from), zone: zoneAt(Date.parse(instant))});
}

const walls = new Map<string, Intl.DateTimeFormat>();

/** By zone, each made once; throws for one that the browser does not know. */
function wallOf(timeZone: string): Intl.DateTimeFormat {
  const wall = walls.get(timeZone) ?? inZone({weekday: 'short', ...kDate, ...kMinutes, timeZone});
  walls.set(timeZone, wall);
  return wall;
}

/** "Mon, Mar 4, 06:00 in Europe/Berlin"; nothing in the viewer's own zone, or one that the browser does not know. */
export function onWall(instant: string, timeZone: string): string | null {
  if (timeZone === zone) return null;
  try {
    return t('time.on_wall', {time: wallOf(timeZone).format(Date.parse(instant)), zone: timeZone});
  } catch {
    return null;
  }
}

/** "3 h", as short as is plain. */
export function span(milliseconds: number): string {
  const away = Math.abs(milliseconds);
  if (away < kMinute) return t('time.soon');
  if (away < 90 * kMinute) return t('time.minutes', {n: Math.round(away / kMinute)});
  if (away < 2 * kDay) return t('time.hours', {n: Math.round(away / kHour)});
  return t('time.days', {n: Math.round(away / kDay)});
}

/** "in 3 h", "20 min ago" */
export function away(instant: string, from = now.value): string {
  const far = Date.parse(instant) - from;
  return far > 0 ? t('time.in', {span: span(far)}) : t('time.ago', {span: span(far)});
}

const both = (instant: string) =>
    t('time.both', {local: second.format(Date.parse(instant)), zone, utc: utc(instant)});

/** Exact, and how far away. */
export function When({at}: {at: string}): JSX.Element {
  return (
    <time dateTime={at} title={both(at)}>
      {exact(at)} <span class="faint">{'·\u00a0'}{away(at)}</span>
    </time>
  );
}

/** The same as part of a sentence. */
export function At({at}: {at: string}): JSX.Element {
  return <time dateTime={at} title={both(at)}>{t('time.at', {exact: exact(at), away: away(at)})}</time>;
}

const kUtc = new Set(['UTC', 'Etc/UTC', 'GMT', 'Etc/GMT']);

/** The same beside a sentence; who reads UTC and has read it there is told how far away alone. */
export function Besides({at, sentence}: {at: string; sentence: string}): JSX.Element {
  if (!kUtc.has(zone) || !sentence.includes(utc(at))) return <At at={at} />;
  return <time dateTime={at} title={both(at)}>{away(at)}</time>;
}

/** To the second and with its date: for what is proof. */
export function Stamp({at}: {at: string}): JSX.Element {
  const moment = Date.parse(at);
  return (
    <time dateTime={at} title={both(at)}>
      {t('time.exact', {local: second.format(moment), zone: zoneAt(moment)})}
    </time>
  );
}

/** The hour of a day that stands above it. */
export function Hour({at}: {at: string}): JSX.Element {
  return <time dateTime={at} title={both(at)}>{clock.format(Date.parse(at))}</time>;
}

/** Exact alone, where how far away stands beside it; `bare` where the zone does as well. */
export function Exact({at, bare = false}: {at: string; bare?: boolean}): JSX.Element {
  return <time dateTime={at} title={both(at)}>{bare ? local(at, now.value) : exact(at)}</time>;
}
