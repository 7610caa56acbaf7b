// What can be said to a proposal. A yes names the digest of what was shown.

import type {Proposal} from 'relay-api';

import {t, word} from '../messages/messages';
import type {Wish} from '../parts/ask';

export const agree = ({number, digest, kind, subject}: Proposal): Wish => ({
  title: t('proposal.agree_ask', {number}),
  what: t('proposal.agree_what', {kind: word('proposal_kind', kind), subject}),
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
