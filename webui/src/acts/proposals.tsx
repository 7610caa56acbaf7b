// What can be said to a proposal. A yes names the digest of what was shown.

import type {JSX} from 'preact';
import type {PolicyProposal, Proposal} from 'relay-api';

import {type Asked, useAsked} from '../api/asked';
import {say, t, word} from '../messages/messages';
import type {Wish} from '../parts/ask';

/** The policy that waits, if one does, with what it would change. */
export const useProposedPolicy = (): Asked<PolicyProposal> =>
    useAsked<PolicyProposal>('policy/proposal', 'policy', 'proposal', 'status');

/** What somebody must have read who agrees to that policy. */
function Weaker({number}: {number: number}): JSX.Element | null {
  const proposal = useProposedPolicy().value?.proposal;
  if (proposal?.number !== number || !proposal.check.weaker.length) return null;
  return (
    <>
      <strong>{t('policy.weaker')}</strong>
      <ul>{proposal.check.weaker.map((one) => <li key={one}>{one}</li>)}</ul>
    </>
  );
}

export const agree = ({number, digest, kind, subject}: Proposal): Wish => ({
  title: t('proposal.agree_ask', {number}),
  what: (
    <>
      {kind === 'policy' ? <Weaker number={number} /> : null}
      <p>{t('proposal.agree_what', {kind: word('proposal_kind', kind), subject})}</p>
      <p class="faint">{say('proposal.agree_digest', {digest: <code>{digest}</code>})}</p>
    </>
  ),
  button: t('proposal.agree'), undo: null, path: `proposals/${number}/vote`, body: ({reason}) => ({digest, reason}),
});

export const refuse = ({number}: Proposal): Wish => ({
  title: t('proposal.refuse_ask', {number}), what: t('proposal.refuse_what'), button: t('proposal.refuse'),
  stop: true, undo: null, path: `proposals/${number}/refuse`,
});

export const withdraw = ({number}: Proposal): Wish => ({
  title: t('proposal.withdraw_ask', {number}), what: t('proposal.withdraw_what'), button: t('proposal.withdraw'),
  undo: null,
  path: `proposals/${number}/withdraw`,
});
