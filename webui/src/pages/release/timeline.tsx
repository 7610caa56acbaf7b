// What happened to a release so far, who did what about it, and what will happen by itself.

import type {ComponentChildren, JSX} from 'preact';
import {useState} from 'preact/hooks';
import type {Deed, Deeds, Explanation, Forecast, Halts, Release} from 'relay-api';

import {namesOf} from '../../acts/stops';
import {type Asked, useAsked} from '../../api/asked';
import {feedPath, pathWith} from '../../api/client';
import {usePaged} from '../../api/paged';
import {now} from '../../clock';
import {t} from '../../messages/messages';
import {Failed, Unheard} from '../../parts/states';
import {At, When} from '../../parts/time';
import {sayComing} from '../../shell/coming';
import {DeedSaid, DeedState, asOne} from '../../shell/deeds';

type Tone = 'danger' | 'warning' | undefined;
interface Event { key: string; at: string; what: ComponentChildren; state?: ComponentChildren; tone?: Tone }

const kDays = 30;
const kShown = 12;            // Of what happened; older ones are unfolded.

const byTime = (one: Event, other: Event) => one.at.localeCompare(other.at);

const kTones: Record<string, Tone> = {
  stop: 'danger', block: 'danger', quarantined: 'danger', recalled: 'danger', hold: 'warning', pause: 'warning',
  suspect: 'warning',
};
const toneOf = ({did, lifts, says}: Deed): Tone =>
    (lifts ? undefined : did === 'check' && says === 'no' ? 'danger' : kTones[did]);

/** What the groups came to at each moment, those of one moment together. */
function comingsOf(release: Release, groups: Explanation[]): Event[] {
  const moments = new Map<string, {at: string; opened: boolean; groups: string[]}>();
  const add = (at: string | null, opened: boolean, group: string) => {
    if (!at) return;
    const key = `${at} ${opened}`;
    const moment = moments.get(key) ?? {at, opened, groups: []};
    moments.set(key, {...moment, groups: [...moment.groups, group]});
  };
  for (const {group, rollouts} of groups) {
    for (const {sequence, opened, settled} of rollouts) {
      if (sequence !== release.sequence) continue;
      add(opened, true, group);
      add(settled, false, group);
    }
  }
  return [...moments].map(([key, {at, opened, groups: names}]) => ({
    key, at, what: t(opened ? 'timeline.opened' : 'timeline.settled', {group: namesOf(names)}),
  }));
}

const deedEvent = (deed: Deed, version: string): Event => ({
  key: `deed ${deed.number}`, at: deed.at, tone: toneOf(deed),
  what: <DeedSaid deed={deed} of={version} />, state: <DeedState deed={deed} />,
});

/** When what people said ends by itself. */
function endsOf(deeds: Deed[]): Event[] {
  return deeds.flatMap(({number, until, in_force: holds, bypass, person}) => (holds && until ? [{
    key: `end ${number}`, at: until,
    what: bypass ? t('timeline.bypass_ends', {number: bypass.number}) : t('timeline.yes_ends', {person}),
  }] : []));
}

function useFuture(feed: string, release: Release): {asked: Asked<Forecast>; events: Event[]} {
  const asked = useAsked<Forecast>(pathWith('forecast', {feed, days: kDays}), 'status', 'policy');
  const events = asked.value?.feeds[0]?.events.filter((one) => one.version === release.version) ?? [];
  return {asked, events: events.map((one, i) => ({
    key: `coming ${i}`, at: one.at,
    what: one.if ? `${sayComing(one)} ${t('outlook.if', {condition: one.if})}` : sayComing(one),
  }))};
}

function Item({event: {at, what, state, tone}, kind}: {event: Event; kind: string}): JSX.Element {
  return (
    <li class={`${kind} ${tone ?? ''}`}>
      <div class="faint"><When at={at} /></div>
      <div class="said">{what}</div>
      {state}
    </li>
  );
}

/** The newest of what happened; all of it when somebody asks for the rest. */
function Past({events, more}: {events: Event[]; more: (() => void) | null}): JSX.Element {
  const [all, setAll] = useState(false);
  const earlier = Math.max(0, events.length - kShown);
  const shown = all ? events : events.slice(earlier);
  return (
    <>
      {earlier || more ? (
        <li class="folded">
          {earlier ? (
            <button type="button" class="small quiet" aria-expanded={all} onClick={() => setAll(!all)}>
              {all ? t('timeline.fewer') : t('timeline.earlier', {count: earlier})}
            </button>
          ) : null}
          {more && (all || !earlier) ? (
            <button type="button" class="small quiet" onClick={more}>{t('timeline.further')}</button>
          ) : null}
        </li>
      ) : null}
      {shown.map((one) => <Item key={one.key} event={one} kind="past" />)}
    </>
  );
}

export function Timeline({feed, release, groups}: {
  feed: string; release: Release; groups: Explanation[];
}): JSX.Element {
  const {version} = release;
  const {rows, more, problem, again, broken} = usePaged<Deeds, Deed>(
      pathWith('deeds', {feed, version}), (answer) => answer.deeds, 'status');
  const halts = useAsked<Halts>(feedPath(feed, 'halts'), 'status');
  const future = useFuture(feed, release);
  const deeds = asOne(rows ?? []);
  const past: Event[] = [
    {key: 'seen', at: release.first_seen, what: t('timeline.seen')},
    ...comingsOf(release, groups),
    ...(halts.value?.halts ?? []).filter((one) => one.sequence === release.sequence)
        .map(({number, at, evidence}): Event => ({
          key: `halt ${number}`, at, what: t('timeline.halted', {evidence}), tone: 'danger',
        })),
    ...deeds.toReversed().map((deed) => deedEvent(deed, version)),
  ];
  const coming = [...future.events, ...endsOf(deeds)].sort(byTime);
  return (
    <section class="card block" aria-labelledby="timeline-title">
      <h2 id="timeline-title">{t('timeline.title')}</h2>
      <ol class="timeline">
        <Past events={past.sort(byTime)} more={more} />
        <li class="now"><strong>{t('timeline.now')}</strong> <At at={new Date(now.value).toISOString()} /></li>
        {coming.map((one) => <Item key={one.key} event={one} kind="coming" />)}
        {coming.length || future.asked.value === undefined ? null : (
          <li class="coming"><div class="faint">{t('outlook.nothing', {days: kDays})}</div></li>
        )}
      </ol>
      {broken ? <Failed {...broken} /> : null}
      <Unheard of={[{value: rows, problem, again}, halts, future.asked]} />
    </section>
  );
}
