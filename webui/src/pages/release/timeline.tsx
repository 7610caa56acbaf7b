// What happened to a release so far, and what will happen by itself.

import type {ComponentChildren, JSX} from 'preact';
import type {Explanation, Forecast, Halts, Judgements, Pauses, Release} from 'relay-api';

import {type Asked, useAsked} from '../../api/asked';
import {feedPath, pathWith} from '../../api/client';
import {now} from '../../clock';
import {t} from '../../messages/messages';
import {Unheard} from '../../parts/states';
import {Exact, When} from '../../parts/time';

interface Event { at: string; what: ComponentChildren; tone?: 'danger' | 'warning' }

const kDays = 30;

interface Told {
  events: Event[];
  asked: Asked<unknown>[];  ///< Whose answers they are made of.
}

function usePast(feed: string, release: Release, groups: Explanation[]): Told {
  const is = (one: {sequence: number}) => one.sequence === release.sequence;
  const askedHalts = useAsked<Halts>(feedPath(feed, 'halts'), 'status');
  const askedPauses = useAsked<Pauses>(feedPath(feed, 'pauses'), 'status');
  const said = useAsked<Judgements>(feedPath(feed, 'judgements'), 'status');
  const halts = askedHalts.value?.halts.filter(is) ?? [];
  const pauses = askedPauses.value?.pauses.filter(is) ?? [];
  const risks = said.value?.risks.filter(is) ?? [];
  const verdicts = said.value?.verdicts.filter((one) => one.tree === release.tree) ?? [];
  const rollouts = groups.flatMap(({group, rollouts: all}) => all.filter(is).map((one) => ({group, ...one})));
  const events = [
    {at: release.first_seen, what: t('timeline.seen')},
    ...rollouts.flatMap(({group, opened, settled}): Event[] => [
      ...(opened ? [{at: opened, what: t('timeline.opened', {group})}] : []),
      ...(settled ? [{at: settled, what: t('timeline.settled', {group})}] : []),
    ]),
    ...halts.map(({at, evidence}): Event => ({at, what: t('timeline.halted', {evidence}), tone: 'danger'})),
    ...halts.flatMap(({acknowledged: one}): Event[] => (one ? [{
      at: one.at,
      what: t('timeline.acknowledged', {decision: one.decision, person: one.person, reason: one.reason}),
    }] : [])),
    ...pauses.flatMap(({at, person, group, reason, lifted}): Event[] => [
      {at, what: t('timeline.paused', {group, person, reason}), tone: 'warning'},
      ...(lifted ? [{at: lifted, what: t('timeline.resumed', {group})}] : []),
    ]),
    ...verdicts.map(({at, check, yes, person, reason}): Event => ({
      at, tone: yes ? undefined : 'danger',
      what: t(yes ? 'timeline.check_yes' : 'timeline.check_no', {check, person, reason}),
    })),
    ...risks.map(({at, risk, person, reason}): Event => ({at, what: t('timeline.risk', {risk, person, reason})})),
  ];
  return {events, asked: [askedHalts, askedPauses, said]};
}

function useFuture(feed: string, release: Release): Told {
  const asked = useAsked<Forecast>(pathWith('forecast', {feed, days: kDays}), 'status', 'policy');
  const events = asked.value?.feeds[0]?.events.filter((one) => one.version === release.version) ?? [];
  return {asked: [asked], events: events.map((one) => ({
    at: one.at, what: one.if ? `${one.sentence} ${t('outlook.if', {condition: one.if})}` : one.sentence,
  }))};
}

export function Timeline({feed, release, groups}: {
  feed: string; release: Release; groups: Explanation[];
}): JSX.Element {
  const byTime = (one: Event, other: Event) => one.at.localeCompare(other.at);
  const past = usePast(feed, release, groups);
  const future = useFuture(feed, release);
  const coming = future.events.sort(byTime);
  const isHeard = future.asked.every((one) => one.value !== undefined);
  const item = (kind: string) => (one: Event, i: number) => (
    <li key={`${one.at} ${i}`} class={`${kind} ${one.tone ?? ''}`}>
      <div class="faint"><When at={one.at} /></div>
      <div class="said">{one.what}</div>
    </li>
  );
  return (
    <section class="card block" aria-labelledby="timeline-title">
      <h2 id="timeline-title">{t('timeline.title')}</h2>
      <ol class="timeline">
        {past.events.sort(byTime).map(item('past'))}
        <li class="now"><strong>{t('timeline.now')}</strong> <Exact at={new Date(now.value).toISOString()} /></li>
        {coming.map(item('coming'))}
        {coming.length || !isHeard ? null : (
          <li class="coming"><div class="faint">{t('outlook.nothing', {days: kDays})}</div></li>
        )}
      </ol>
      <Unheard of={[...past.asked, ...future.asked]} />
    </section>
  );
}
