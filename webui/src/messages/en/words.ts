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
  'step.train': 'train',
  'step.window': 'window',
  'step.ramp': 'ramp',
  'step.done': 'done',
  'step.waits': 'waits',
  'step.runs': '{percent} % of its time is over',
  'step.unknown': 'comes later',
  'step.all': 'Way into the group',

  'act.hold': 'Held',
  'act.pin': 'Pinned',
  'act.block': 'Blocked',
  'act.floor': 'Floor',
} as const;
