// How far a relay is set up, from what it knows itself: so nobody has to remember where he was.

import type {Status} from 'relay-api';

import {write} from '../../forms/parts_of_policy';
import {classOf, pathPreset, travelsOn} from '../../forms/presets';
import {type Entries, entriesOfFeeds, keysAt, namesAt} from '../../forms/tree';

export const kSteps = ['account', 'factor', 'feed', 'group', 'path', 'apply', 'sync', 'lines'] as const;
export type Step = typeof kSteps[number];

/** Feeds of the text that no path is for. */
export function strayed(text: string): {name: string; content: string}[] {
  const {classes, feeds} = travelsOn(text);
  return Object.entries(entriesOfFeeds(text)).map(([name, feed]) => ({name, content: classOf(feed as Entries)}))
      .filter(({name, content}) => !feeds.includes(name) && !classes.includes(content));
}

/** What of the set-up is done; `text` is the one in force, or another that waits to be. */
export function doneSteps(text: string, inForce: string, status: Status, hasFactor: boolean): Set<Step> {
  const feed = keysAt(text, ['feeds']).length > 0;
  const group = namesAt(text, ['groups']).some((one) => one && one !== 'default');
  const path = feed && !strayed(text).length;
  const done: [Step, boolean][] = [
    ['account', true], ['factor', hasFactor], ['feed', feed], ['group', group], ['path', path],
    ['apply', feed && path && text === inForce],
    ['sync', text === inForce && status.feeds.some((one) => one.newest !== null)],
  ];
  return new Set(done.filter(([, is]) => is).map(([step]) => step));
}

/** The text with a way for every feed, so that the relay speaks of nothing that comes later anyway. */
export function whole(text: string): string {
  return strayed(text).reduce((next, {content}) => (strayed(next).some((one) => one.content === content)
    ? write('path', undefined, next, pathPreset('careful', next, content))?.text ?? next : next), text);
}
