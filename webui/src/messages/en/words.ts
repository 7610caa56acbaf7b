// Words of the API, as people read them. Of what it enumerates the compiler misses none.

import type {
  ActInForce, ContentClass, DoorHealth, JourneyStop, Release, Risk, Skippable, Standing,
} from 'relay-api';

type Words<Kind extends string, Of extends string> = Record<`${Kind}.${Of}`, string>;
type All = Words<'standing', Standing> & Words<'class', ContentClass> & Words<'evidence', Release['evidence']> &
    Words<'rollout', JourneyStop['state']> & Words<'skippable', Skippable> & Words<'risk', Risk['risk']> &
    Words<'act' | 'act_kind', ActInForce['kind']> & Words<'door', DoorHealth['door']>;

export const words = {
  'standing.good': 'good',
  'standing.suspect': 'suspect',
  'standing.quarantined': 'quarantined',
  'standing.recalled': 'recalled',

  'class.software': 'software',
  'class.intelligence': 'intelligence',
  'class.configuration': 'configuration',

  'evidence.vendor-signed': 'vendor-signed',
  'evidence.legacy-signed': 'legacy-signed',
  'evidence.hash-chained': 'hash-chained',
  'evidence.transport-only': 'transport-only',

  'risk.high': 'high',
  'risk.low': 'low',

  'credential.token': 'token',
  'credential.certificate': 'certificate',

  'door.endpoints': 'endpoints',
  'door.endpoints-tls': 'endpoints, with TLS',
  'door.admin': 'administrators',

  'proposed.give': 'Gives',
  'proposed.lift': 'Takes away',
  'proposed.sentence': 'Then',
  'proposed.devices': 'Devices',
  'proposed.device': '{device} from {group}',
  'proposed.group': 'To the group',
  'proposed.groups': 'For',
  'proposed.all_groups': 'all groups',
  'proposed.feed': 'Feed',
  'proposed.version': 'Release',

  'role.viewer': 'viewer',
  'role.operator': 'operator',
  'role.policy-editor': 'policy-editor',
  'role.administrator': 'administrator',
  'role.auditor': 'auditor',

  'skippable.soak': 'soak',
  'skippable.gate': 'gate',
  'skippable.train': 'train',
  'skippable.checks': 'checks',
  'skippable.approval': 'approval',
  'skippable.window': 'window',
  'skippable.ramp': 'ramp',

  'rule.block': 'block',
  'rule.quarantined': 'quarantined',
  'rule.recalled': 'recalled',
  'rule.suspect': 'suspect',
  'rule.halt': 'halt',
  'rule.stop': 'stop',
  'rule.hold': 'hold',
  'rule.pause': 'pause',
  'rule.clock': 'clock',
  'rule.expiry': 'expiry',
  'rule.review': 'review',
  'rule.pin': 'pin',
  'rule.floor': 'floor',
  'rule.lag': 'lag',
  'rule.allow': 'allow',
  'rule.train': 'train',
  'rule.soak': 'soak',
  'rule.gate': 'gate',
  'rule.check': 'check',
  'rule.approval': 'approval',
  'rule.window': 'window',
  'rule.ramp': 'ramp',
  'rule.path': 'path',

  'rollout.settled': 'settled',
  'rollout.open': 'open',
  'rollout.waiting': 'waiting',
  'rollout.paused': 'paused',
  'rollout.halted': 'halted',
  'rollout.blocked': 'blocked',
  'rollout.superseded': 'superseded',
  'rollout.rolled-back': 'rolled back',
  'rollout.expired': 'expired',

  'step.soak': 'soak',
  'step.gate': 'gate',
  'step.check': 'check',
  'step.approval': 'approval',
  'step.window': 'window',
  'step.ramp': 'ramp',
  'step.done': 'done',
  'step.skipped': 'skipped by an exception',
  'step.percent': '{percent} %',
  'step.of': '{have} of {need}',
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
} as const satisfies All & Record<string, string>;
