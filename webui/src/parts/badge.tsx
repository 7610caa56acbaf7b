// A state: a shape, a word and a colour, so that none of them has to be enough alone.

import type {ComponentChildren, JSX} from 'preact';

import {word} from '../messages/messages';

export type Tone = 'good' | 'busy' | 'idle' | 'warning' | 'danger';

const kShapes: Record<Tone, string> = {good: '✓', busy: '▶', idle: '○', warning: '▲', danger: '■'};

export function Badge({tone, children}: {tone: Tone; children: ComponentChildren}): JSX.Element {
  return (
    <span class={`badge ${tone}`}>
      <span class="shape" aria-hidden="true">{kShapes[tone]}</span>{children}
    </span>
  );
}

const kRollouts: Record<string, Tone> = {
  settled: 'good', open: 'busy', waiting: 'idle', paused: 'warning', halted: 'danger',
  blocked: 'danger', superseded: 'idle',
};

/** How far a release has come in a group. */
export function RolloutBadge({state, reached}: {state: string; reached?: string | null}): JSX.Element {
  const share = reached && ['open', 'paused'].includes(state) ? ` ${reached}` : '';
  return <Badge tone={kRollouts[state] ?? 'idle'}>{word('rollout', state)}{share}</Badge>;
}

const kStandings: Record<string, Tone> = {
  good: 'good', suspect: 'warning', quarantined: 'danger', recalled: 'danger',
};

/** What is thought of a release. */
export function StandingBadge({standing}: {standing: string}): JSX.Element {
  return <Badge tone={kStandings[standing] ?? 'idle'}>{word('standing', standing)}</Badge>;
}
