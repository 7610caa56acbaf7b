// Why not: the relay's own sentences, each with its rule and where that stands in the policy.

import type {JSX} from 'preact';
import type {PolicyReason} from 'relay-api';

import {word} from '../messages/messages';
import {useFlow} from '../shell/status';
import {PolicyLine} from './policy_line';
import {Besides, onWall} from './time';

const kPersonal = new Set(['approval', 'pin', 'floor', 'lag', 'allow']);
const kStopping = new Set(['block', 'quarantined', 'recalled', 'suspect', 'clock', 'hold', 'halt', 'stop',
                           'pause', 'expiry', 'review']);

/** What stops a release comes before what waits for a person, and that before what takes time. */
export function foremost(reasons: readonly PolicyReason[]): PolicyReason | undefined {
  const first = (kind: Set<string>) => reasons.find((one) => kind.has(one.rule));
  return first(kStopping) ?? first(kPersonal) ?? reasons[0];
}

/** Until when, for the viewer; of a window also on the walls that the policy counts on. */
function Until({of: {rule, until, sentence}}: {of: PolicyReason}): JSX.Element | null {
  const zones = useFlow().value?.zones ?? [];
  if (until === null) return null;
  const walls = rule === 'window' ? zones.flatMap((zone) => onWall(until, zone) ?? []) : [];
  return <span class="faint"> · <Besides at={until} sentence={sentence} />{walls.map((one) => ` · ${one}`)}</span>;
}

export function ReasonList({reasons}: {reasons: readonly PolicyReason[]}): JSX.Element {
  return (
    <ul class="reasons">
      {reasons.map((one) => (
        <li key={one.sentence}>
          <span class={`rule ${kStopping.has(one.rule) ? 'stops' : kPersonal.has(one.rule) ? 'personal' : ''}`}>
            {word('rule', one.rule)}
          </span>
          <span class="said">
            {one.sentence}<Until of={one} />{' '}<PolicyLine line={one.line} />
          </span>
        </li>
      ))}
    </ul>
  );
}
