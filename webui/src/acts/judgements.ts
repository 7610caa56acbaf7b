// What people decide about releases: a yes, what becomes of a halt, exceptions and their review.

import {feedPath} from '../api/client';
import type {Bypass, Halt} from 'relay-api';
import {t, word} from '../messages/messages';
import type {Wish} from '../parts/ask';
import {isFree, keeps, opens, skips} from './moves';
import {showMoves} from './moves_list';

export function acknowledge(feed: string, halt: Halt, decision: 'resume' | 'block'): Wish {
  const {version} = halt;
  const resume = decision === 'resume';
  return {
    title: resume ? t('halt.resume_ask', {version}) : t('halt.block_ask', {version}),
    what: resume ? t('halt.resume_what', {evidence: halt.evidence}) : t('halt.block_what'),
    button: resume ? t('halt.resume') : t('halt.block_do'), stop: !resume,
    undo: resume ? t('undo.stop_release') : t('undo.go_on'),
    effect: () => showMoves(feed, 'all', resume ? isFree : keeps, !resume),
    more: resume ? [] : [{name: 'fixed_by', label: t('halt.fixed_by')}],
    path: feedPath(feed, 'acknowledge'), body: (values) => ({groups: 'all', version, decision, ...values}),
  };
}

export const grant = (feed: string, {number, version, skips: skipped, groups}: Bypass): Wish => ({
  title: t('bypass.grant_ask', {number}),
  what: t('bypass.grant_what', {version, skips: skipped.map((one) => word('skippable', one)).join(', ')}),
  button: t('bypass.grant'), undo: null,
  effect: () => showMoves(feed, groups ?? 'all', opens(version, skips(skipped))), path: feedPath(feed, 'grant'),
  body: ({reason}) => ({bypass: number, reason}),
});

export const review = (feed: string, {number}: Bypass): Wish => ({
  title: t('bypass.review_ask', {number}), what: t('bypass.review_what'), button: t('bypass.review_do'), undo: null,
  path: feedPath(feed, 'review'), body: ({reason}) => ({bypass: number, reason}),
});
