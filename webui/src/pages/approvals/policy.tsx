// A policy that waits for a second person, held against the one in force: what it protects less, what it
// says differently, line by line, and when groups would get what instead.

import type {JSX} from 'preact';
import type {PolicyCheck, Revision} from 'relay-api';

import {useProposedPolicy} from '../../acts/proposals';
import {useAsked} from '../../api/asked';
import {Lines} from '../../forms/lines_view';
import {t} from '../../messages/messages';
import {Fold} from '../../parts/fold';
import {Answer} from '../../parts/states';
import {Effects, Problems, Sentences} from '../policy/findings';

function WhatChanges({text, check}: {text: string; check: PolicyCheck}): JSX.Element {
  const inForce = useAsked<Revision>('policy/revision', 'policy');
  return (
    <>
      <Problems of={check.problems} />
      <Sentences title={t('policy.weaker')} of={check.weaker} />
      <Sentences title={t('policy.differences')} of={check.differences} />
      <Answer asked={inForce}>{(now) => <Lines before={now.text} after={text} />}</Answer>
      <Effects check={check} />
    </>
  );
}

export function PolicyProposed({number, text}: {number: number; text: string}): JSX.Element {
  const asked = useProposedPolicy();
  return (
    <div class="proposed-policy">
      <Answer asked={asked}>
        {({proposal}) => (proposal?.number === number ? <WhatChanges text={text} check={proposal.check} /> : null)}
      </Answer>
      <Fold title={t('proposal.whole_text')}>{() => <pre class="proposed" tabIndex={0}>{text}</pre>}</Fold>
    </div>
  );
}
