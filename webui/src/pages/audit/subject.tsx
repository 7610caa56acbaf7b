// What a row is about: a link where it has a page.

import type {JSX} from 'preact';

import {hrefTo} from '../../router';
import {useStatus} from '../../shell/status';

const kThePolicy = 'the policy';

/** A subject is "FEED VERSION → GROUP", and may end after each of these; or something else altogether. */
function hrefOf(subject: string, isFeed: (name: string) => boolean): string | null {
  if (subject === kThePolicy) return hrefTo('policy', ['revisions']);
  const [what = ''] = subject.split(' → ');
  if (/^d-[0-9a-f]{16}$/.test(what)) return hrefTo('devices', [what]);
  const [feed = '', ...version] = what.split(' ');
  if (!isFeed(feed)) return null;
  return version.length ? hrefTo('release', [feed, version.join(' ')]) : hrefTo('flow', [], {feed});
}

export function Subject({of}: {of: string}): JSX.Element {
  const feeds = useStatus().value?.feeds ?? [];
  const href = hrefOf(of, (name) => feeds.some(({feed}) => feed === name));
  return href ? <a class="said" href={href}>{of}</a> : <span class="said">{of}</span>;
}
