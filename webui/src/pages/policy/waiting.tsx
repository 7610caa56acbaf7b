// The policy that waits for a second person.

import type {JSX} from 'preact';
import type {Revisions} from 'relay-api';

import {useAsked} from '../../api/asked';
import {say, t} from '../../messages/messages';
import {Notice} from '../../parts/notice';
import {hrefTo} from '../../router';

export function Waiting(): JSX.Element | null {
  const waiting = useAsked<Revisions>('policy/revisions?limit=1', 'policy', 'proposal').value?.proposal;
  if (!waiting) return null;
  return (
    <Notice tone="plain">
      {say('policy.waiting', {
        number: <a href={hrefTo('approvals')}>{t('policy.proposal', {number: waiting.number})}</a>,
        person: waiting.actor, reason: waiting.reason,
      })}
    </Notice>
  );
}
