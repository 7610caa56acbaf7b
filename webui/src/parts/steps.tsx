// What a release has behind it and before it on its way into a group: a small bar of what the stage
// asks, such as soak, gate, approval, window and ramp.

import type {JSX} from 'preact';
import type {Progress, Withheld} from 'relay-api';

import {now} from '../clock';
import {t, word} from '../messages/messages';

interface Step {
  state: Progress['state'];
  share: number;            ///< How much of it is done.
  told: string;
  brief?: string;           ///< The same as far as there is room in sight.
}

const kShapes = {met: '✓', waits: '○', skipped: '»'};

/** How much of the time between two moments is over. */
function timeOver(from: string | null, until: string | null): number {
  if (!from || !until) return 0;
  const [begin, end] = [Date.parse(from), Date.parse(until)];
  return end > begin ? Math.min(1, Math.max(0, (now.value - begin) / (end - begin))) : 1;
}

const inTime = (share: number) => t('step.time', {percent: Math.round(100 * share)});

/** How far it is, while it waits. */
function waiting(one: Progress): Omit<Step, 'state'> {
  switch (one.rule) {
    case 'soak': {
      const share = timeOver(one.since, one.until);
      return {share, told: inTime(share), brief: t('step.percent', {percent: Math.round(100 * share)})};
    }
    case 'gate': {
      const share = timeOver(one.opened, one.until);
      const {group, confirmed, failed, silent, taken} = one;
      const survived = one.survived + confirmed;
      return {share, told: t('step.gate_waits', {group, survived, taken, failed, silent}),
              brief: t('step.of', {have: survived, need: taken})};
    }
    case 'approval': {
      const told = {...one, people: one.people.join(', ')};
      return {share: one.have / Math.max(1, one.need), told: t(told.people ? 'step.yes_of' : 'step.yes', told),
              brief: t('step.of', {have: one.have, need: one.need})};
    }
    case 'check': return {share: 0, told: t('step.check_waits', {check: one.check}), brief: one.check};
    case 'window': return {share: 0, told: t('step.window_waits', {calendar: one.calendar}), brief: one.calendar};
    case 'ramp': {
      const share = parseFloat(one.reached) / 100 || 0;
      return {share, told: t('step.ramp_at', {...one}), brief: one.reached};
    }
  }
}

function stepOf(one: Progress): Step {
  if (one.state === 'waits') return {state: one.state, ...waiting(one)};
  if (one.state === 'skipped') return {state: one.state, share: 1, told: t('step.skipped')};
  const people = one.rule === 'approval' ? one.people.join(', ') : '';
  return {state: one.state, share: 1, told: people ? t('step.yes_by', {people}) : t('step.done')};
}

/** Of a release that is withheld from a group. */
export function Steps({release}: {release: Pick<Withheld, 'progress'>}): JSX.Element | null {
  if (!release.progress.length) return null;
  return (
    <ol class="steps" aria-label={t('step.all')}>
      {release.progress.map((one, i) => {
        const {state, share, told, brief} = stepOf(one);
        const name = word('step', one.rule);
        return (
          <li key={`${one.rule} ${i}`} class={`step step-${state}`} title={`${name}: ${told}`}>
            <span class="track"><span class="fill" style={{width: `${100 * share}%`}} /></span>
            <span class="name"><span aria-hidden="true">{kShapes[state]} </span>{name}</span>
            {brief ? <span class="name" aria-hidden="true">{brief}</span> : null}
            <span class="unseen">: {told}</span>
          </li>
        );
      })}
    </ol>
  );
}
