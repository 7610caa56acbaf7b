// One group of a feed: the release that it has, what waits for it and why, what changes next; and what
// can be done about it, one click away.

import type {ComponentChildren, JSX} from 'preact';
import type {Explained, PolicyReason, Progress, Withheld} from 'relay-api';

import {SayYes} from '../../acts/approve';
import {may, stops} from '../../acts/may';
import {
  type Stop, blockEverywhere, blockHere, holdEverywhere, holdGroup, holdHere, namesOf, pauseEverywhere, pauseHere,
  stopWish,
} from '../../acts/stops';
import {useAsked} from '../../api/asked';
import {pathWith} from '../../api/client';
import {say, t} from '../../messages/messages';
import {Badge, RolloutBadge, StandingBadge} from '../../parts/badge';
import {Fold} from '../../parts/fold';
import {AskButton} from '../../parts/notice';
import {ReasonList, foremost} from '../../parts/reasons';
import {Answer} from '../../parts/states';
import {Steps} from '../../parts/steps';
import {At, When} from '../../parts/time';
import {hrefTo} from '../../router';
import type {Cell, FeedFlow} from '../../shell/flow';
import {releaseLink} from './notices';

const kShown = 5;             // Withheld releases that are explained here.

/** All that can be stopped here, what is on its way first. */
function stopsOf(feed: FeedFlow, cell: Cell, names: string[]): Stop[] {
  const moving = cell.ramping[0] ?? cell.newest;
  const held = names.every((name) => feed.acts.some((act) => act.kind === 'hold' && act.group === name));
  const newest = cell.newest ?? cell.ramping[0] ?? cell.active;
  const has = newest !== null && newest !== cell.newest;
  const isEverywhere = may(stops, feed.feed);
  const everywhere = (...all: Stop[]) => (isEverywhere ? all : []);
  return [
    ...(moving ? [pauseHere(moving.version, names), ...everywhere(pauseEverywhere(moving.version))] : []),
    ...(held ? [] : [holdHere(feed.feed, names)]),
    ...(names.length === 1 && may(stops, null, names) ? [holdGroup(names[0]!)] : []),
    ...everywhere(holdEverywhere(feed.feed)),
    ...(newest
      ? [blockHere(newest.version, names, has), ...everywhere(blockEverywhere(newest.version, has))] : []),
  ];
}

interface OnItsWay { version: string; state: string; reached: string | null }

/** Releases that are neither what the group simply has nor merely waiting. */
function onTheirWay(feed: FeedFlow, cell: Cell): OnItsWay[] {
  const found = new Map<string, OnItsWay>();
  for (const {version, reached} of cell.ramping) found.set(version, {version, state: 'open', reached});
  for (const {version, group} of feed.pauses) {
    const reached = found.get(version)?.reached ?? null;
    if (group === cell.group) found.set(version, {version, state: 'paused', reached});
  }
  if (cell.halted) for (const {version} of feed.halts) found.set(version, {version, state: 'halted', reached: null});
  return [...found.values()];
}

/** What is doubted is never simply "settled": the doubt stands instead, and leads to the release that says why. */
function Has({feed: {feed, doubted}, cell, way}: {feed: FeedFlow; cell: Cell; way: OnItsWay[]}): JSX.Element {
  const {active} = cell;
  if (!active) return <p class="has"><Badge tone="idle">{t('cell.nothing')}</Badge></p>;
  const own = way.find((one) => one.version === active.version);
  const doubt = doubted.find((one) => one.version === active.version);
  return (
    <p class="has">
      {releaseLink(feed, active.version)}{' '}
      {doubt ? (
        <><a href={hrefTo('release', [feed, active.version])}><StandingBadge standing={doubt.standing} /></a>{' '}</>
      ) : null}
      {own || !doubt ? <RolloutBadge state={own?.state ?? 'settled'} reached={own?.reached ?? null} /> : null}{' '}
      <span class="faint">{say('cell.since', {time: <At at={active.since} />})}</span>
    </p>
  );
}

function Between({cell, way}: {cell: Cell; way: OnItsWay[]}): JSX.Element | null {
  const between = way.filter((one) => one.version !== cell.active?.version);
  if (!between.length) return null;
  return (
    <ul class="between">
      {between.map(({version, state, reached}) => (
        <li key={version}><span class="version">{version}</span> <RolloutBadge state={state} reached={reached} /></li>
      ))}
    </ul>
  );
}

/** The foremost reason, how many there are besides, and the bar of what is asked. */
function WhyNot({told, reasons, more_reasons = 0, progress}: {
  told: ComponentChildren; reasons: PolicyReason[]; more_reasons?: number; progress: Progress[];
}): JSX.Element {
  const why = foremost(reasons);
  const others = reasons.length - 1 + more_reasons;
  return (
    <>
      <p>
        {told}
        {why ? <span class="said why">{why.sentence}</span> : null}
        {others > 0 ? <span class="faint"> {t('cell.more', {count: others})}</span> : null}
      </p>
      <Steps release={{progress}} />
    </>
  );
}

function Waits({feed, cell}: {feed: string; cell: Cell}): JSX.Element {
  const {newest, ramping: [open], next_look} = cell;
  if (!newest && !open) return <p class="waits faint">{t('cell.nothing_newer')}</p>;
  return (
    <div class="waits">
      {open ? (
        <WhyNot {...open} told={say('cell.ramps', {
          version: releaseLink(feed, open.version), reached: open.reached, next: open.next,
        })} />
      ) : null}
      {newest ? <WhyNot {...newest} told={say('cell.waits', {version: releaseLink(feed, newest.version)})} /> : null}
      {next_look ? <p class="next">{say('cell.next', {time: <When at={next_look} />})}</p> : null}
    </div>
  );
}

function ReleaseReasons({feed, release}: {
  feed: string; release: Omit<Withheld, 'approval'> & {more_reasons?: number};
}): JSX.Element {
  return (
    <div class="newer">
      <p>
        {releaseLink(feed, release.version)}{' '}
        <span class="faint">{say('cell.first_seen', {time: <When at={release.first_seen} />})}</span>
      </p>
      <ReasonList reasons={release.reasons} />
      {release.more_reasons ? <p class="faint">{t('cell.more', {count: release.more_reasons})}</p> : null}
    </div>
  );
}

/** What waits behind the newest: asked for when somebody wants to know. */
function Older({feed, group}: {feed: string; group: string}): JSX.Element {
  const asked = useAsked<Explained>(pathWith('explain', {feed, group}), 'status', 'policy');
  return (
    <Answer asked={asked}>
      {({explanations: [one]}) => {
        const older = one?.newer.slice(1) ?? [];
        const left = older.length - kShown + (one?.left_off ?? 0);
        return (
          <>
            {older.slice(0, kShown).map((release) => (
              <ReleaseReasons key={release.sequence} feed={feed} release={release} />
            ))}
            {left > 0 ? <p class="faint">{t('cell.left_off', {count: left})}</p> : null}
          </>
        );
      }}
    </Answer>
  );
}

function Why({feed, cell: {group, newest, withheld}}: {feed: string; cell: Cell}): JSX.Element | null {
  if (!newest) return null;
  return (
    <>
      <details class="why-all">
        <summary>{t('cell.why')}</summary>
        <ReleaseReasons feed={feed} release={newest} />
      </details>
      {withheld > 1 ? (
        <div class="why-all">
          <Fold title={t('cell.older', {count: withheld - 1})}>{() => <Older feed={feed} group={group} />}</Fold>
        </div>
      ) : null}
    </>
  );
}

/** Names of groups that stand exactly alike; the others are folded away. Each leads to the group alone and its stop. */
function Names({names}: {names: string[]}): JSX.Element {
  const alone = (name: string) => <a key={name} href={hrefTo('flow', [], {group: name})}>{name}</a>;
  const [first = '', ...others] = names;
  return (
    <div class="names">
      <h4>{alone(first)}</h4>
      {others.length ? (
        <Fold title={t('cell.others', {count: others.length})}>{() => others.map(alone)}</Fold>
      ) : null}
    </div>
  );
}

/** `names`: of the group and of those that stand like it. */
export function GroupCell({feed, cell, names}: {feed: FeedFlow; cell: Cell; names: string[]}): JSX.Element {
  const name = feed.feed;
  const mine = names.filter((one) => may(stops, name, [one]));
  const here = {feed: name, group: namesOf(mine)};
  const way = onTheirWay(feed, cell);
  const {newest} = cell;
  return (
    <li class="cell" data-group={cell.group}>
      <header>
        <Names names={names} />
        {mine.length ? (
          <AskButton kind="stop-here" label={t('cell.stop_label', here)}
              wish={() => stopWish(name, t('cell.stop_ask', here), stopsOf(feed, cell, mine))}>
            {t('cell.stop')}
          </AskButton>
        ) : null}
      </header>
      <Has feed={feed} cell={cell} way={way} />
      <Between cell={cell} way={way} />
      <Waits feed={name} cell={cell} />
      {newest?.approval ? <p class="acts"><SayYes feed={name} release={newest} groups={names} /></p> : null}
      <Why feed={name} cell={cell} />
    </li>
  );
}
