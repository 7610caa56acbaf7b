// The frame around every page, its dialogs, and what is said when the relay does not answer.

export const shell = {
  'app.name': 'Sluice',
  'app.skip': 'Skip to the page',
  'app.pages': 'Pages',
  'app.relay': 'relay {version} · policy revision {revision}',
  'app.light': 'Light',
  'app.dark': 'Dark',
  'app.theme': 'Colours',
  'app.by_system': 'As the system',
  'app.unknown': 'There is no such page',
  'app.unknown_what': 'Nothing is at this address. {home}',
  'app.home': 'To the flow of releases',
  'app.zone': 'times in {zone}',
  'app.zones': 'times in {zone}; the policy counts in {zones}',
  'app.footer': 'Everything here is on the command line as well: {command}',
  'app.as_of': 'As of {time}',
  'app.follows': 'follows what happens',
  'app.polls': 'looks again every 10 s',

  'nav.flow': 'Flow',

  'relay.answered': 'the relay answered {status}',
  'relay.silent': 'The relay does not answer.',
  'relay.old': '{sentence} What is shown may be old; it is asked again every 10 s.',
  'relay.silent_since': 'since {time}',

  'state.loading': 'Loading …',
  'state.failed': 'This could not be shown',
  'state.again': 'Try again',

  'alarm.none': 'No alarms',
  'alarm.some': {one: '{count} alarm', other: '{count} alarms'},

  'stop.everything': 'Stop everything',
  'stop.who': 'This takes the role operator, administrator or policy-editor, or one of the organisation’s own.',
  'stop.everything_ask': 'Stop everything?',
  'stop.everything_what': 'No release of any feed opens, no ramp widens, and what is still ramping is taken back, until it is lifted. Devices are served what all of their group has.',
  'stop.in_force': 'Everything is stopped',
  'stop.in_force_said': '{what} by {person} since {time}: {reason}',
  'stop.lift': 'Lift the stop',
  'stop.lift_label': 'Lift the stop of everything',
  'stop.lift_ask': 'Lift the stop of everything?',
  'stop.lift_what': 'What the rules let through may open at once, in every feed.',
  'stop.lift_do': 'Lift',

  'ask.reason': 'Reason',
  'ask.reason_hint': 'It goes into the audit, for whoever reads this next.',
  'ask.cancel': 'Cancel',
  'ask.look': 'See how it is now',
  'ask.effect': 'What will happen',

  'time.in': 'in {span}',
  'time.ago': '{span} ago',
  'time.soon': 'less than a minute',
  'time.minutes': '{n}\u00a0min',
  'time.hours': '{n}\u00a0h',
  'time.days': '{n}\u00a0days',
  'time.both': '{local} ({zone}) · {utc}',

} as const;
