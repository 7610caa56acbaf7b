// A feed: its state, how its groups stand in numbers, and unfolded each of them, stage after stage.

import {signal} from '@preact/signals';
import type {JSX} from 'preact';
import {useEffect, useRef, useState} from 'preact/hooks';
import type {Sentence} from 'relay-api';

import {may, operates, stops} from '../../acts/may';
import {blockEverywhere, holdEverywhere, pauseEverywhere, stopAtOnce, stopWish} from '../../acts/stops';
import {call, feedPath, sentenceOf} from '../../api/client';
import {type Key, say, t, word} from '../../messages/messages';
import {Badge, type Tone} from '../../parts/badge';
import {ask} from '../../parts/ask';
import {Clipped} from '../../parts/clipped';
import {AskButton} from '../../parts/notice';
import {useFirst} from '../../parts/order';
import {tell} from '../../parts/outcome';
import {When} from '../../parts/time';
import {hrefTo} from '../../router';
import type {Cell, FeedFlow} from '../../shell/flow';
import {InForce} from './in_force';
import {Stages} from './stages';
import {type Standing, countsOf, needsSomebody} from './standing';

function condition(feed: FeedFlow): [Tone, string] {
  const {check} = feed;
  if (feed.halts.length) return ['danger', t('feed.halted')];
  if (!check) return ['idle', t('feed.not_asked')];
  if (!check.succeeded) return ['danger', t('feed.failed')];
  return check.alarms.length ? ['warning', t('feed.alarms')] : ['good', t('feed.works')];
}

/** Whether it has come near the sight yet; then it stays so. */
function useSeen() {
  const place = useRef<HTMLElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (!place.current) return undefined;
    const watch = new IntersectionObserver((entries) => {
      if (entries.some((one) => one.isIntersecting)) setSeen(true);
    }, {rootMargin: '300px'});
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

/** The newest release can be stopped in all groups at once, and so can the feed. */
function Stopping({feed}: {feed: FeedFlow}): JSX.Element {
  const name = feed.feed;
  const held = feed.acts.some((act) => act.kind === 'hold' && act.group === null);
  const version = feed.newest?.version;
  const has = feed.groups.some((one) => one.active?.version === version);
  return (
    <>
      {version ? (
        <AskButton kind="stop-here" label={t('feed.stop_release_label', {version, feed: name})}
            wish={() => stopWish(name, t('feed.stop_release_ask', {version, feed: name}),
                                 [pauseEverywhere(version), blockEverywhere(version, has)])}>
          <Clipped text={t('feed.stop_release', {version})} />
        </AskButton>
      ) : null}
      {held ? null : (
        <button type="button" class="small stop" aria-label={t('feed.hold_label', {feed: name})}
            onClick={() => ask(stopAtOnce(name, holdEverywhere(name)))}>{t('feed.hold')}</button>
      )}
    </>
  );
}

function Head({feed}: {feed: FeedFlow}): JSX.Element {
  const [tone, words] = condition(feed);
  const name = feed.feed;
  return (
    <header class="lane-head">
      <div class="lane-name">
        <h2 id={'feed-' + name}>{name}</h2>
        <span class="faint">{word('class', feed.class)}</span>
        <Badge tone={tone}>{words}</Badge>
      </div>
      <p class="newest">
        {feed.newest ? say('feed.newest', {
          version: <a class="version" href={hrefTo('release', [name, feed.newest.version])}>{feed.newest.version}</a>,
          time: <When at={feed.newest.first_seen} />, evidence: word('evidence', feed.newest.evidence),
        }) : t('feed.none')}
        {feed.check ? <span class="faint"> {say('feed.checked', {time: <When at={feed.check.at} />})}</span> : null}
        {' '}
        {feed.refused ? (
          <a class="faint" href={hrefTo('release', [name], {show: 'refused'})}>
            {t('feed.refused', {count: feed.refused})}
          </a>
        ) : null}
      </p>
      <div class="actions">
        {may(operates, name) ? <SyncButton feed={name} /> : null}
        {may(stops, name) ? <Stopping feed={feed} /> : null}
      </div>
    </header>
  );
}

const kCounted: Record<Standing, {tone: Tone; key: Key & `lane.${Standing}`}> = {
  stopped: {tone: 'danger', key: 'lane.stopped'},
  asks: {tone: 'warning', key: 'lane.asks'},
  waits: {tone: 'idle', key: 'lane.waits'},
  newest: {tone: 'good', key: 'lane.newest'},
  older: {tone: 'busy', key: 'lane.older'},
};

/** How its groups stand, in numbers and as a bar; each number leads to its groups. */
function Sums({feed}: {feed: FeedFlow}): JSX.Element {
  const counts = countsOf(feed);
  const linked = (standing: Standing, count: number) => {
    const what = t(kCounted[standing].key, {count});
    return (
      <a href={hrefTo('flow', [], {feed: feed.feed, only: standing})}
          aria-label={t('lane.count_label', {feed: feed.feed, what})}>
        <Badge tone={kCounted[standing].tone}>{what}</Badge>
      </a>
    );
  };
  return (
    <div class="sums">
      <div class="sum-bar" aria-hidden="true">
        {counts.map(({standing, count}) => (
          <span key={standing} class={`sum ${kCounted[standing].tone}`} style={{flexGrow: count}} />
        ))}
      </div>
      <ul>{counts.map(({standing, count}) => <li key={standing}>{linked(standing, count)}</li>)}</ul>
    </div>
  );
}

/** What people have folded and unfolded, for as long as the page is not loaded anew. */
const chosen = signal<ReadonlyMap<string, boolean>>(new Map());

function FoldButton({feed, open}: {feed: string; open: boolean}): JSX.Element {
  return (
    <button type="button" class="small quiet" aria-expanded={open}
        aria-label={open ? t('lane.fold_label', {feed}) : t('lane.unfold_label', {feed})}
        onClick={() => { chosen.value = new Map(chosen.peek()).set(feed, !open); }}>
      {t(open ? 'lane.fold' : 'lane.unfold')}
    </button>
  );
}

/**
 * `cells`: those that are sought, `of` by what; `wanted`: they are to be seen, and not only counted. While the
 * same is sought nothing folds or unfolds by itself under who looks at it.
 */
export function FeedLane({feed, cells, of, wanted}: {
  feed: FeedFlow; cells: Cell[]; of: string; wanted: boolean;
}): JSX.Element {
  const {place, seen} = useSeen();
  const first = useFirst(of, wanted || needsSomebody(feed));
  const open = chosen.value.get(feed.feed) ?? first;
  return (
    <section class={`card lane ${open ? '' : 'folded'}`} ref={place} aria-labelledby={'feed-' + feed.feed}>
      <Head feed={feed} />
      <InForce feed={feed} />
      <div class="lane-sums">
        <Sums feed={feed} />
        <FoldButton feed={feed.feed} open={open} />
      </div>
      {open && seen ? <Stages feed={feed} cells={cells} of={of} /> : null}
    </section>
  );
}
