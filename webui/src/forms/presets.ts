// What one can begin with. Addresses in here become part of a policy; the page itself asks none of them.

import {textOf, textsOf} from './part';
import {type Entries, type Value, namesAt, recordsAt} from './tree';

export type FeedPreset = 'clamav' | 'files' | 'folder';

export const kFeedPresets: Record<FeedPreset, Value> = {
  clamav: {
    name: 'clamav', kind: 'clamav', upstream: 'https://database.clamav.net', class: 'intelligence', every: '2h',
  },
  files: {name: '', kind: 'files', upstream: '', class: '', every: '1h'},
  folder: {name: '', kind: 'files', directory: '', class: '', every: '15m'},
};

export const kAnUpstream = 'https://updates.vendor.example';

export type PathPreset = 'careful' | 'quick' | 'wait';
export const kPathPresets: readonly PathPreset[] = ['careful', 'quick', 'wait'];

const kEntering: Record<PathPreset, Entries> = {
  careful: {soak: '1d', gate: {bake: '1d', survived: '50%'}, approve: [{role: 'release-manager', people: '1'}]},
  quick: {soak: '4h', gate: {bake: '4h', survived: '30%', silent: '3%'}},
  wait: {soak: '1d'},
};

/** First the pilots, then everybody else; `wait` lets all groups wait alike. */
export function pathPreset(preset: PathPreset, text: string, content: string): Value {
  const groups = namesAt(text, ['groups']).filter(Boolean);
  const [pilot] = groups.filter((one) => one !== 'default');
  const others = groups.filter((one) => one !== pilot);
  const stages = preset === 'wait' || !pilot ? [{groups, ...kEntering.wait}]
    : [{groups: [pilot]}, {groups: others, ...kEntering[preset]}];
  return {
    name: content, for: {class: content}, stages,
    ...(preset === 'quick' && content === 'intelligence' ? {freshness: {ceiling: '48h', then: 'alarm'}} : {}),
  };
}

/** The class of a feed: what has none written is intelligence, of ClamAV. */
export const classOf = (feed: Entries): string => textOf(feed.class) || 'intelligence';

/** Classes and feeds that the paths of a text are for. */
export function travelsOn(text: string): {classes: string[]; feeds: string[]} {
  const all = recordsAt(text, ['paths']).map((one) => one.for as Entries | undefined);
  return {
    classes: all.flatMap((one) => textsOf(one?.class)), feeds: all.flatMap((one) => textsOf(one?.feed)),
  };
}
