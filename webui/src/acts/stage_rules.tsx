// What a stage asks, in words: a yes holds only as long as these rules do, and of their digest alone
// nobody could say what he agreed to.

import type {ComponentChildren, JSX} from 'preact';
import type {Bound, Explained, Progress} from 'relay-api';

import {useAsked} from '../api/asked';
import {pathWith} from '../api/client';
import {say, t, word} from '../messages/messages';
import {PolicyLine} from '../parts/policy_line';
import {At} from '../parts/time';

/** The last step is held no longer. */
const stepText = (step: {to: string; hold: string}): string =>
    (step.hold === '0s' ? step.to : t('asked.step', step));

function inWords(one: Progress): ComponentChildren {
  switch (one.rule) {
    case 'soak': return say('asked.soak', {time: <At at={one.until} />});
    case 'gate': return t('asked.gate', {bake: one.bake, group: one.group});
    case 'check': return t('asked.check', {check: one.check});
    case 'approval': return t('asked.approval', {need: one.need, role: word('role', one.role)});
    case 'window': return t('asked.window', {calendar: one.calendar});
    case 'ramp': return t('asked.ramp', {steps: one.steps.map(stepText).join(', ')});
  }
}

/** Of the first of the groups, which are of one stage. */
export function StageRules({feed, bound}: {feed: string; bound: readonly Bound[]}): JSX.Element | null {
  const {value} = useAsked<Explained>(pathWith('explain', {feed}), 'status', 'policy');
  const [first] = bound;
  const rules = value?.explanations.find(({group}) => group === first?.group)
      ?.newer.find(({sequence}) => sequence === first?.release)?.progress;
  if (!rules?.length) return null;
  return (
    <ul class="reasons">
      {rules.map((one, i) => (
        <li key={`${one.rule} ${i}`}>
          <span class="rule">{word('step', one.rule)}</span>
          <span class="said">{inWords(one)} <PolicyLine line={one.line} /></span>
        </li>
      ))}
    </ul>
  );
}
