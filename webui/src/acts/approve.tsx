// A yes to a release: bound to exactly what is shown, and refused by the relay when that has changed
// in the meantime.

import type {JSX} from 'preact';
import {useEffect, useRef} from 'preact/hooks';

import {useAsked} from '../api/asked';
import {Refused, feedPath, pathWith} from '../api/client';
import type {Bound, BoundList} from 'relay-api';
import {type PlainKey, say, t, word} from '../messages/messages';
import {type Wish, acting} from '../parts/ask';
import {AskButton} from '../parts/notice';
import {Answer} from '../parts/states';
import {oneYes, opens} from './moves';
import {showMoves} from './moves_list';
import {StageRules} from './stage_rules';
import {namesOf} from './stops';
import {type AskedFor, type Awaited, hasSaidYes, mayApprove, rolesMissing} from './yes';

const boundPath = (feed: string, version: string, groups: readonly string[]) =>
    pathWith(feedPath(feed, 'bound'), {version, groups: groups.join(',')});

const short = (digest: string) => digest.slice(0, 'sha256:'.length + 12);

/** Groups of one stage have the same rules. */
const byStage = (bound: readonly Bound[]): Bound[][] =>
    [...new Set(bound.map(({stage}) => stage))].map((stage) => bound.filter((one) => one.stage === stage));

/** What the yes will be bound to; `told` hears of its digest as soon as it is shown. */
export function BoundTo({feed, version, groups, told}: {
  feed: string; version: string; groups: readonly string[]; told?: (digest: string) => void;
}): JSX.Element {
  const isAsked = !acting.value;  // With the yes on its way it would be refused.
  const asked = useAsked<BoundList>(isAsked ? boundPath(feed, version, groups) : null, 'status', 'policy');
  const last = useRef(asked);
  if (isAsked) last.current = asked;
  const shown = last.current.value?.digest;
  useEffect(() => { if (shown) told?.(shown); }, [shown]);
  return (
    <Answer asked={last.current}>
      {({digest, bound}) => (
        <dl class="bound" data-digest={digest}>
          <div><dt>{t('approve.digest')}</dt><dd><code>{digest}</code></dd></div>
          {bound.map((one) => (
            <div key={one.group}>
              <dt>{one.group}</dt>
              <dd>{say('approve.bound', {
                role: word('role', one.role), tree: <code title={one.tree}>{short(one.tree)}</code>,
                stage: <code title={one.stage}>{short(one.stage)}</code>, evidence: one.evidence,
              })}</dd>
            </div>
          ))}
          {byStage(bound).map((one) => (
            <div key={one[0]!.stage}>
              <dt>{say('approve.rules', {stage: <code>{short(one[0]!.stage)}</code>})}</dt>
              <dd><StageRules feed={feed} bound={one} /></dd>
            </div>
          ))}
        </dl>
      )}
    </Answer>
  );
}

const kAsked: Record<AskedFor, PlainKey> = {
  ticket: 'approve.ticket', report: 'approve.report', decision: 'approve.decision',
};

/** `asks`: what the rules want to be told with a yes. */
export function approveWish(feed: string, version: string, groups: readonly string[],
                            asks: readonly AskedFor[] = []): Wish {
  let shown = '';
  return {
    title: t('approve.ask', {version}), what: t('approve.what', {groups: groups.join(', ')}),
    button: t('approve.do'), undo: null,
    more: asks.map((name) => ({name, label: t(kAsked[name]), needed: true})),
    effect: () => (
      <>
        {showMoves(feed, groups, opens(version, oneYes))}
        <BoundTo feed={feed} version={version} groups={groups} told={(digest) => { shown = digest; }} />
      </>
    ),
    path: feedPath(feed, 'approve'),
    body: (values) => {
      // Nobody says yes to what he has not seen.
      if (!shown) throw new Refused(400, {detail: t('approve.not_yet')});
      return {groups, version, ...values, expect: shown};
    },
  };
}

function WhyNoYes({reasons, progress}: Awaited): JSX.Element | null {
  const roles = rolesMissing(reasons);
  if (!roles.length && !hasSaidYes(progress)) return null;  // It asks for none.
  return (
    <span class="faint">
      {hasSaidYes(progress) ? t('approve.said')
        : roles.length === 1 ? t('approvals.needs_role', {role: word('role', roles[0]!)})
          : t('approvals.needs_one_of', {roles: roles.map((one) => word('role', one)).join(', ')})}
    </span>
  );
}

/** The yes to a release in those of the groups where it is the viewer's to give, or why there is none. */
export function SayYes({feed, release, groups}: {
  feed: string; release: Awaited; groups: readonly string[];
}): JSX.Element | null {
  const mine = mayApprove(feed, release, groups);
  if (!mine.length) return <WhyNoYes {...release} />;
  const {version, approval} = release;
  return (
    <AskButton kind="primary" label={t('approve.label', {version, group: namesOf(mine)})}
        wish={() => approveWish(feed, version, mine, approval?.asks)}>{t('approve.do')}</AskButton>
  );
}
