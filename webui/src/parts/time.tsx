// Times: how far away from the relay's now, and exact in the viewer's zone, with UTC beside it, which
// is what the relay's own sentences speak of.

import type {JSX} from 'preact';

import {now} from '../clock';
import {language, t} from '../messages/messages';

const kMinute = 60_000;
const kHour = 60 * kMinute;
const kDay = 24 * kHour;

const clock = new Intl.DateTimeFormat(language, {hour: '2-digit', minute: '2-digit', hourCycle: 'h23'});
const weekday = new Intl.DateTimeFormat(language, {
  weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23'});
const day = new Intl.DateTimeFormat(language, {
  year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23'});
export const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** "2026-03-04 06:00 UTC", as the sentences have it. */
export function utc(instant: string): string {
  return instant.replace(/^(.{10})T(.{5}):(\d\d)Z$/,
      (_, date: string, minute: string, second: string) =>
          `${date} ${minute}${second === '00' ? '' : ':' + second} UTC`);
}

/** In the viewer's zone, as short as is plain. */
export function local(instant: string, from = now.peek()): string {
  const at = Date.parse(instant);
  const away = Math.abs(at - from);
  if (away < 12 * kHour) return clock.format(at);
  return (away < 6 * kDay ? weekday : day).format(at);
}

function span(milliseconds: number): string {
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
    t('time.both', {local: day.format(Date.parse(instant)), zone, utc: utc(instant)});

/** How far away; the exact times are in its title. */
export function Away({at}: {at: string}): JSX.Element {
  return <time dateTime={at} title={both(at)}>{away(at)}</time>;
}

/** Exact in the viewer's zone, and how far away. */
export function When({at}: {at: string}): JSX.Element {
  return (
    <time dateTime={at} title={both(at)}>
      {local(at, now.value)} <span class="faint">· {away(at)}</span>
    </time>
  );
}

/** Exact in the viewer's zone alone. */
export function At({at}: {at: string}): JSX.Element {
  return <time dateTime={at} title={both(at)}>{local(at, now.value)}</time>;
}
