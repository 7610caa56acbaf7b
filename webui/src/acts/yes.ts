// What waits for a person, and of it what waits for the viewer: for the page that shows it, and for the
// count that leads there.

import type {Bypass, Halt, PolicyReason, Progress, ProposalTitle} from 'relay-api';

import {session} from '../api/client';
import type {FeedFlow, Flow} from '../shell/flow';
import {holds, letsGo, may, owns, reviews} from './may';

/** What the rules want to be told with a yes. */
export type AskedFor = 'ticket' | 'report' | 'decision';

/** What is known of a release that waits for people. */
export interface Awaited {
  version: string;
  sequence: number;
  reasons: readonly PolicyReason[];
  progress: readonly Progress[];
  approval: {asks?: readonly AskedFor[] | undefined} | null;
}

const isViewer = (name: string): boolean => name === session.value?.name;

/** Roles that a yes is missing of: one in any of them counts. */
export const rolesMissing = (reasons: readonly PolicyReason[]): string[] =>
    [...new Set(reasons.flatMap((one) => (one.kind === 'unapproved' ? [one.role] : [])))];

/** Whose yes counts by now. */
export const yesOf = (progress: readonly Progress[]): string[] =>
    [...new Set(progress.flatMap((one) => (one.rule === 'approval' ? one.people : [])))];

/** Nobody is asked for a second yes, in whatever role the first one counts. */
export const hasSaidYes = (progress: readonly Progress[]): boolean => yesOf(progress).some(isViewer);

/** Those of the groups where a yes to it is the viewer's to give. */
export function mayApprove(feed: string, {approval, reasons, progress}: Awaited, groups: readonly string[]): string[] {
  if (!approval || hasSaidYes(progress)) return [];
  const roles = rolesMissing(reasons);
  return groups.filter((group) => may(holds(...roles), feed, [group]));
}

/** A group of a stage, and what waits there, the newest first. */
export interface Place<R> { group: string; path: string | null; stage: number | null; waiting: readonly R[] }

/** One yes that is asked for, and what asks for one behind it in the same groups; its own may be there already. */
export interface Yes<R> { feed: string; release: R; groups: string[]; behind: Place<R>[] }

/**
 * The same release for several groups of a stage, in the same roles and after the same people, is one yes. Only
 * the newest of a group leads: the frame knows and counts no other.
 */
export function yesesIn<R extends Awaited>(feed: string, places: readonly Place<R>[]): Yes<R>[] {
  const found = new Map<string, Yes<R>>();
  const alike = new Map<R, string>();  // Hundreds of groups have the same one.
  for (const place of places) {
    const [release, ...rest] = place.waiting;
    const older = rest.filter((one) => one.approval);
    if (!release || (!release.approval && !older.length)) continue;
    if (!alike.has(release)) {
      const {sequence, reasons, progress} = release;
      alike.set(release, JSON.stringify([sequence, rolesMissing(reasons), yesOf(progress)]));
    }
    const key = [alike.get(release), place.path, place.stage].join(' ');
    const one = found.get(key) ?? {feed, release, groups: [], behind: []};
    one.groups.push(place.group);
    if (older.length) one.behind.push({...place, waiting: older});
    found.set(key, one);
  }
  return [...found.values()];
}

export const isMyYes = <R extends Awaited>({feed, release, groups}: Yes<R>): boolean =>
    mayApprove(feed, release, groups).length > 0;

/** A halt waits until somebody has decided what becomes of it. */
export const isMyHalt = (feed: string, halt: Halt): boolean => !halt.acknowledged && may(letsGo, feed);

/** Somebody else than who asked for it grants it, each once. */
export const isMyGrant = (feed: string, {granted, over, person, grants, waits_for, groups}: Bypass): boolean =>
    !granted && !over && ![person, ...grants.map((one) => one.person)].some(isViewer) && may(owns, feed) &&
    waits_for.some(({role}) => may(holds(role), feed, groups ?? undefined));

export const isMyReview = (feed: string, {granted, reviewed, person}: Bypass): boolean =>
    Boolean(granted) && !reviewed && may(reviews, feed) &&
    (!isViewer(person) || session.value!.single_person);

/** A review may be signed that nobody asks for. */
export const isMyBypass = (feed: string, bypass: Bypass): boolean =>
    isMyGrant(feed, bypass) || (Boolean(bypass.review_due) && isMyReview(feed, bypass));

/** Whether it can be his to agree; whether it is, the relay says of the whole proposal. */
export const mayBeMine = ({by, role}: ProposalTitle): boolean => !isViewer(by) && may(holds(role));

const yesesOf = ({feed, groups}: FeedFlow) =>
    yesesIn(feed, groups.filter(({newest}) => newest?.approval)
        .map(({group, path, stage, newest}) => ({group, path, stage, waiting: [newest!]})));

/** How much of what flows waits for the viewer. */
export const countOf = (flow: Flow): number => flow.feeds.reduce((sum, one) => sum +
    yesesOf(one).filter(isMyYes).length +
    one.halts.filter((halt) => isMyHalt(one.feed, halt)).length +
    one.bypasses.filter((bypass) => isMyBypass(one.feed, bypass)).length, 0);
