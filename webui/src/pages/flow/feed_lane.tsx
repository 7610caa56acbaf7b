// A feed and the groups that its releases travel through, stage after stage.

import type {JSX} from 'preact';
import {useEffect, useRef, useState} from 'preact/hooks';

import {holdEverywhere, stopAtOnce} from '../../acts/stops';
import {useAsked} from '../../api/asked';
import {call, feedPath, pathWith, sentenceOf} from '../../api/client';
import type {Explained, Explanation, FeedStatus, Sentence} from 'relay-api';
import {say, t} from '../../messages/messages';
import {Badge, type Tone} from '../../parts/badge';
import {ask} from '../../parts/ask';
import {tell} from '../../parts/outcome';
import {Answer} from '../../parts/states';
import {When} from '../../parts/time';
import {hrefTo} from '../../router';
import {InForce} from './alarms';
import {GroupCell} from './group_cell';

function condition(feed: FeedStatus): [Tone, string] {
  const {check} = feed;
  if (feed.halts.length) return ['danger', t('feed.halted')];
  if (!check) return ['idle', t('feed.not_asked')];
  if (!check.succeeded) return ['danger', t('feed.failed')];
  return check.alarms.length ? ['warning', t('feed.alarms')] : ['good', t('feed.works')];
}

/** Whether it has come into sight yet; then it stays so. */
function useSeen() {
  const place = useRef<HTMLElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (!place.current) return undefined;
    const watch = new IntersectionObserver((entries) => {
      if (entries.some((one) => one.isIntersecting)) setSeen(true);
    }, {rootMargin: '600px'});
    watch.observe(place.current);
    return () => watch.disconnect();
  }, []);
  return {place, seen};
}

function SyncButton({feed}: {feed: string}): JSX.Element {
  const [busy, setBusy] = useState(false);
  const sync = async () => {
    setBusy(true);
    tell(t('feed.syncing', {feed}));
    try {
      tell(t('feed.synced', {feed, sentence: (await call<Sentence>(feedPath(feed, 'sync'), {})).sentence}));
    } catch (problem) {
      tell(t('feed.synced', {feed, sentence: sentenceOf(problem)}));
    }
    setBusy(false);
  };
  return (
    <button type="button" class="small" disabled={busy} aria-label={t('feed.sync_label', {feed})}
        onClick={() => void sync()}>{t('feed.sync')}</button>
  );
}

function Head({feed}: {feed: FeedStatus}): JSX.Element {
  const [tone, words] = condition(feed);
  const name = feed.feed;
  const held = feed.acts.some((act) => act.kind === 'hold' && act.group === null);
  return (
    <header class="lane-head">
      <div class="lane-name">
        <h2 id={'feed-' + name}>{name}</h2>
        <span class="faint">{feed.class}</span>
        <Badge tone={tone}>{words}</Badge>
      </div>
      <p class="newest">
        {feed.newest ? say('feed.newest', {
          version: <a class="version" href={hrefTo('release', [name, feed.newest.version])}>{feed.newest.version}</a>,
          time: <When at={feed.newest.first_seen} />, evidence: feed.newest.evidence,
        }) : t('feed.none')}
        {feed.check ? <span class="faint"> {say('feed.checked', {time: <When at={feed.check.at} />})}</span> : null}
        {feed.refused ? <span class="faint"> {t('feed.refused', {count: feed.refused})}</span> : null}
      </p>
      <div class="actions">
        <SyncButton feed={name} />
        {held ? null : (
          <button type="button" class="small stop" aria-label={t('feed.hold_label', {feed: name})}
              onClick={() => ask(stopAtOnce(name, holdEverywhere(name)))}>{t('feed.hold')}</button>
        )}
      </div>
    </header>
  );
}

/** Stages in their order; groups that no path leads to stand last. */
function stages(all: Explanation[]): Explanation[][] {
  const found = new Map<number, Explanation[]>();
  for (const one of all) {
    const stage = one.stage ?? Infinity;
    found.set(stage, [...(found.get(stage) ?? []), one]);
  }
  return [...found].sort(([one], [other]) => one - other).map(([, groups]) => groups);
}

const kApart = 6;             // Groups of a stage that each have a cell; of more, those alike share one.

/** Groups that have the same, and the same before them, for the same reasons. */
function alike(groups: Explanation[]): Explanation[][] {
  if (groups.length <= kApart) return groups.map((one) => [one]);
  const found = new Map<string, Explanation[]>();
  for (const one of groups) {
    const newer = one.newer.map(({sequence, reasons}) => [sequence, reasons]);
    const rollouts = one.rollouts.map(({sequence, state, reached}) => [sequence, state, reached]);
    const key = JSON.stringify([one.active?.sequence, newer, rollouts, one.newer.some((release) => release.approval)]);
    found.set(key, [...(found.get(key) ?? []), one]);
  }
  return [...found.values()];
}

function Stages({feed, all}: {feed: FeedStatus; all: Explanation[]}): JSX.Element {
  return (
    <ol class="stages">
      {stages(all).map((groups) => (
        <li key={groups[0]!.stage ?? 'none'} class="stage" style={{flexGrow: Math.min(groups.length, 6)}}>
          <h3>{groups[0]!.stage === null ? t('flow.no_path') : t('flow.stage', {stage: groups[0]!.stage})}</h3>
          <ul class="cells">
            {alike(groups).map((all) => (
              <GroupCell key={all[0]!.group} feed={feed} group={all[0]!} names={all.map((one) => one.group)} />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

/** `group` narrows it to one; empty for all. */
export function FeedLane({feed, group}: {feed: FeedStatus; group: string}): JSX.Element {
  const {place, seen} = useSeen();
  const asked = useAsked<Explained>(seen ? pathWith('explain', {feed: feed.feed}) : null, 'status', 'policy');
  return (
    <section class="card lane" ref={place} aria-labelledby={'feed-' + feed.feed}>
      <Head feed={feed} />
      <InForce feed={feed} />
      <Answer asked={asked}>
        {({explanations}) => (
          <Stages feed={feed} all={explanations.filter((one) => !group || one.group === group)} />
        )}
      </Answer>
    </section>
  );
}
