// What people did to releases and groups, in words: who did what, why, and what became of it.

import type {ComponentChildren, JSX} from 'preact';
import type {Deed} from 'relay-api';

import {namesOf} from '../acts/stops';
import {now} from '../clock';
import {say, t, word} from '../messages/messages';
import {Badge} from '../parts/badge';
import {When} from '../parts/time';
import {hrefTo} from '../router';

/** What two deeds of one act have alike. */
const alike = (deed: Deed) => JSON.stringify({...deed, number: 0, groups: deed.groups === null});

/** One act has a deed for every group: those of one moment, person and reason are one again. */
export function asOne(deeds: readonly Deed[]): Deed[] {
  const all: Deed[] = [];
  for (const deed of deeds) {
    const last = all.at(-1);
    if (last?.groups && deed.groups && !deed.bypass && alike(last) === alike(deed)) {
      all[all.length - 1] = {...last, groups: [...deed.groups, ...last.groups]};
    } else {
      all.push(deed);
    }
  }
  return all;
}

const where = ({groups}: Deed) => (groups ? namesOf(groups) : t('deed.all_groups'));

const link = (feed: string | null, version: string) => (
  <a href={hrefTo('release', [feed ?? '', version])}>{version}</a>
);

export const roleOf = ({role}: Deed): string => word('role', role ?? '');

/** How a bypass is called. */
const kindOf = ({bypass}: Deed) =>
    word('deed_bypass', bypass?.break_glass ? 'glass' : bypass?.fix_forward ? 'fix' : 'normal');

/** A bypass, which may be the fix of another release; `of` is the release that is looked at. */
function bypassOf(deed: Deed, of: string | null): ComponentChildren {
  const {bypass, other, feed, version} = deed;
  const what = t('deed.bypass', {kind: kindOf(deed), number: bypass?.number ?? 0, groups: where(deed),
                                 rules: bypass?.skips.map((one) => word('skippable', one)).join(', ') ?? ''});
  if (!other) return what;
  return version === of
    ? say('deed.replaces', {what, version: link(feed, other.version)})
    : say('deed.replaced', {what, version: link(feed, version ?? '')});
}

function acknowledgedOf({says, other, feed, version}: Deed, of: string | null): ComponentChildren {
  const what = t(says === 'resume' ? 'deed.goes_on' : 'deed.blocked');
  if (!other) return what;
  return version === of || of === null
    ? say('deed.fixed_by', {what, version: link(feed, other.version)})
    : say('deed.is_fix', {version: link(feed, version ?? '')});
}

/** What was done, seen from the release `of`; null: from none. */
export function whatOf(deed: Deed, of: string | null): ComponentChildren {
  const groups = where(deed);
  switch (deed.did) {
    case 'approved': return t('deed.approved', {role: roleOf(deed), groups});
    case 'acknowledged': return acknowledgedOf(deed, of);
    case 'check': return t(deed.says === 'yes' ? 'deed.check_yes' : 'deed.check_no', {check: deed.check ?? ''});
    case 'risk': return t('deed.risk', {risk: word('risk', deed.says ?? ''), groups});
    case 'bypass': return bypassOf(deed, of);
    case 'grant': return t('deed.grant', {number: deed.bypass?.number ?? 0, role: roleOf(deed)});
    case 'review': return t('deed.review', {number: deed.bypass?.number ?? 0});
    case 'stop': return t(deed.lifts ? 'deed.stop_lifted' : 'deed.stop');
    case 'trusted': case 'suspect': case 'quarantined': case 'recalled': return word('deed_standing', deed.did);
    default:
      return t('deed.in', {groups, what: deed.lifts ? word('deed_undoes', deed.did) : word('deed_does', deed.did)});
  }
}

/** "held in office by ann: month end" */
export function DeedSaid({deed, of}: {deed: Deed; of: string | null}): JSX.Element {
  const {person, reason} = deed;
  const what = whatOf(deed, of);
  return (
    <>{person === 'relay' ? say('deed.by_itself', {what, reason})
      : reason ? say('deed.said', {what, person, reason}) : say('deed.said_bare', {what, person})}</>
  );
}

/** A yes may count no more before its time is up. */
export const isAhead = (until: string | null): boolean => until !== null && Date.parse(until) > now.value;

function Ends({did, until, yes, bypass, in_force: holds}: Deed): JSX.Element | null {
  if (yes?.used) return <>{say('deed.used', {time: <When at={yes.used} />})}</>;
  if (!until) return null;
  const time = <When at={until} />;
  if (did === 'bypass' && !bypass?.since) {
    return <>{say(isAhead(until) ? 'deed.not_granted' : 'deed.never_granted', {time})}</>;
  }
  if (!holds && isAhead(until)) return <>{t('deed.void')}</>;
  return <>{holds ? say('deed.ends', {time}) : say('deed.has_ended', {time})}</>;
}

/** What became of it: in force, lifted by whom, used, over. */
export function DeedState({deed}: {deed: Deed}): JSX.Element | null {
  const {ended, in_force: holds, lifts, did, until} = deed;
  const ends = until !== null && (did === 'approved' || did === 'bypass');
  if (lifts || (!holds && !ended && !ends)) return null;
  return (
    <div class="faint deed-state">
      {holds ? <Badge tone="busy">{word('deed_holds', did === 'approved' ? 'waits' : 'in_force')}</Badge> : null}
      {ends ? <Ends {...deed} /> : null}
      {ended ? say('deed.ended', {time: <When at={ended.at} />, person: ended.person}) : null}
    </div>
  );
}
