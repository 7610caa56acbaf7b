// What waits for somebody's yes: releases, exceptions and proposals; and what became of those before.

import type {JSX} from 'preact';

import {t} from '../messages/messages';
import {Answer} from '../parts/states';
import {useStatus} from '../shell/status';
import {Exceptions} from './approvals/exceptions';
import {History} from './approvals/history';
import {OpenProposals} from './approvals/proposals';
import {WaitingReleases} from './approvals/releases';

export default function Approvals(): JSX.Element {
  const asked = useStatus();
  return (
    <>
      <div class="page-head"><h1>{t('nav.approvals')}</h1></div>
      <Answer asked={asked}>
        {(status) => (
          <>
            <WaitingReleases feeds={status.feeds} />
            <Exceptions feeds={status.feeds} />
          </>
        )}
      </Answer>
      <OpenProposals />
      <History />
    </>
  );
}
