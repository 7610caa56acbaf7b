// What a row is about: a link where it has a page.

import type {JSX} from 'preact';

import {hrefTo} from '../../router';
import {useStatus} from '../../shell/status';

const kThePolicy = 'the policy';
/** Acts on accounts, as the audit calls them. */
const kOfAccounts = /^(account|password|role|recovery code|second factor|signed) /;

/** "NAME", or "ROLE → NAME, where it counts". */
function accountHref(subject: string): string {
  const [name = ''] = subject.split(' → ').at(-1)!.split(',');
  return hrefTo('settings', ['people', name]);
}

/** A subject is "FEED VERSION → GROUP", and may end after each of these; or something else altogether. */
function hrefOf(action: string, subject: string, isFeed: (name: string) => boolean): string | null {
  if (subject === kThePolicy) return hrefTo('policy', ['revisions']);
  const [what = ''] = subject.split(' → ');
  if (/^d-[0-9a-f]{16}$/.test(what)) return hrefTo('devices', [what]);
  if (kOfAccounts.test(action)) return accountHref(subject);
  const [feed = '', ...version] = what.split(' ');
  if (!isFeed(feed)) return null;
  return version.length ? hrefTo('release', [feed, version.join(' ')]) : hrefTo('flow', [], {feed});
}

export function Subject({action, of}: {action: string; of: string}): JSX.Element {
  const feeds = useStatus().value?.feeds ?? [];
  const href = hrefOf(action, of, (name) => feeds.some(({feed}) => feed === name));
  return href ? <a class="said" href={href}>{of}</a> : <span class="said">{of}</span>;
}
