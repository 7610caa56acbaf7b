// Words of the API, as people read them.

export const words = {
  'rollout.settled': 'settled',
  'rollout.open': 'open',
  'rollout.waiting': 'waiting',
  'rollout.paused': 'paused',
  'rollout.halted': 'halted',
  'rollout.blocked': 'blocked',
  'rollout.superseded': 'superseded',

  'step.soak': 'soak',
  'step.gate': 'gate',
  'step.check': 'check',
  'step.approval': 'approval',
  'step.window': 'window',
  'step.ramp': 'ramp',
  'step.done': 'done',
  'step.skipped': 'skipped by an exception',
  'step.time': '{percent} % of its time is over',
  'step.gate_waits': 'waits for {group}: {survived} of {taken} that took it survived, {failed} failed, {silent} are silent',
  'step.yes': '{have} of {need} have said yes as {role}',
  'step.yes_of': '{have} of {need} have said yes as {role}: {people}',
  'step.yes_by': 'yes by {people}',
  'step.check_waits': '{check} has not said yes',
  'step.window_waits': '{calendar} is closed',
  'step.ramp_at': 'open at {reached}, {next} is next',
  'step.all': 'Way into the group',

  'act_kind.hold': 'hold',
  'act_kind.pin': 'pin',
  'act_kind.block': 'block',
  'act_kind.floor': 'floor',

  'act.hold': 'Held',
  'act.pin': 'Pinned',
  'act.block': 'Blocked',
  'act.floor': 'Floor',
} as const;
