// What a release has behind it and before it on its way into a group: a small bar of soak, gate,
// approval, window and ramp.

import type {JSX} from 'preact';

import {now} from '../clock';
import {t, word} from '../messages/messages';
import type {PolicyReason, Withheld} from 'relay-api';

const kSteps = ['soak', 'gate', 'approval', 'window', 'ramp'] as const;

type State = {kind: 'done' | 'waits' | 'later'} | {kind: 'runs'; share: number};

/** How much of the time between two moments is over. */
function share(from: string, until: string): number {
  const [begin, end] = [Date.parse(from), Date.parse(until)];
  return end > begin ? Math.min(1, Math.max(0, (now.value - begin) / (end - begin))) : 0;
}

function stateOf(step: string, release: Withheld, reasons: PolicyReason[]): State {
  const own = reasons.find((one) => one.rule === step || (step === 'gate' && one.rule === 'check'));
  if (!own) return {kind: step === 'ramp' ? 'later' : 'done'};
  if (own.until && step === 'soak') return {kind: 'runs', share: share(release.first_seen, own.until)};
  return {kind: 'waits'};
}

function told(state: State): string {
  if (state.kind === 'runs') return t('step.runs', {percent: Math.round(100 * state.share)});
  if (state.kind === 'done') return t('step.done');
  return state.kind === 'waits' ? t('step.waits') : t('step.unknown');
}

const kShapes = {done: '✓', waits: '○', later: '·', runs: '◔'};

const filled = (state: State) => (state.kind === 'runs' ? 100 * state.share : state.kind === 'done' ? 100 : 0);

/** Of a release that is withheld from a group. */
export function Steps({release}: {release: Withheld}): JSX.Element {
  return (
    <ol class="steps" aria-label={t('step.all')}>
      {kSteps.map((step) => {
        const state = stateOf(step, release, release.reasons);
        const name = word('step', step);
        return (
          <li key={step} class={`step step-${state.kind}`} title={`${name}: ${told(state)}`}>
            <span class="track"><span class="fill" style={{width: `${filled(state)}%`}} /></span>
            <span class="name"><span aria-hidden="true">{kShapes[state.kind]} </span>{name}</span>
            <span class="unseen">: {told(state)}</span>
          </li>
        );
      })}
    </ol>
  );
}
