// What a dialog says of the way back, and of what becomes of what groups have.

export const undo = {
  'outcome.undo': 'Undo …',
  'outcome.can_undo': 'It can be undone: by u, or by the button after this.',
  'undo.none': 'There is no way back.',
  'undo.way': 'To undo it: {way}',
  'undo.lift': 'lift the {kind}.',
  'undo.say_again': 'say the {kind} again. What has opened meanwhile stays open.',
  'undo.say_other': 'say the other; the last word counts. What has opened meanwhile stays open.',
  'undo.stop': 'lift the stop of everything.',
  'undo.stop_again': 'stop everything again. What has opened meanwhile stays open.',
  'undo.resume': 'let it resume.',
  'undo.pause': 'pause it again. Devices that got it meanwhile keep it.',
  'undo.stop_release': 'stop it again: pause, block or quarantine it.',
  'undo.go_on': 'let it go on.',
  'undo.trust': 'trust it again.',
  'undo.quarantine': 'quarantine it again.',
  'undo.move': 'move it back.',
  'undo.restore': 'restore it.',
  'undo.revoke': 'revoke it again.',
  'undo.disable': 'disable the account; it cannot be removed.',
  'undo.enable': 'enable the account again.',
  'undo.disable_again': 'disable the account again.',
  'undo.take': 'take the role away again.',
  'undo.give': 'give the role again.',
  'undo.policy': 'go back to the revision before it. What has opened meanwhile stays open.',
  'undo.token': 'revoke the token.',
  'undo.factor': 'set up another second factor.',

  'moves.back': {
    one: '{group} goes back from {from} to {to}: {count} device',
    other: '{group} goes back from {from} to {to}: {count} devices',
  },
  'moves.part': {
    one: '{group}: who got {from} ({reached} of {count} device) goes back to {to}',
    other: '{group}: who got {from} ({reached} of {count} devices) goes back to {to}',
  },
  'moves.fix': {
    one: '{group}: {count} device that took the bad one gets {to}',
    other: '{group}: {count} devices that took the bad one get {to}',
  },
  'moves.on': {
    one: '{group} goes from {from} on to {to}: {count} device',
    other: '{group} goes from {from} on to {to}: {count} devices',
  },
  'moves.begins': {
    one: '{group} has none and begins with {to}: {count} device',
    other: '{group} has none and begins with {to}: {count} devices',
  },
  'moves.waits': {
    one: '{group} keeps {from} until nothing else is in the way of {to} ({why}): {count} device',
    other: '{group} keeps {from} until nothing else is in the way of {to} ({why}): {count} devices',
  },
  'moves.waits_without': {
    one: '{group} has none until nothing else is in the way of {to} ({why}): {count} device',
    other: '{group} has none until nothing else is in the way of {to} ({why}): {count} devices',
  },
  'moves.free': {
    one: '{group} has {from}, and the rules decide what is next: {count} device',
    other: '{group} has {from}, and the rules decide what is next: {count} devices',
  },
  'moves.free_without': {
    one: '{group} has none, and the rules decide what is next: {count} device',
    other: '{group} has none, and the rules decide what is next: {count} devices',
  },
  'moves.stays': {
    one: '{group} keeps {from}: {count} device',
    other: '{group} keeps {from}: {count} devices',
  },
  'moves.without': {
    one: '{group} has none still: {count} device',
    other: '{group} has none still: {count} devices',
  },
  'moves.more': {
    one: 'and {count} group more, with {devices} devices',
    other: 'and {count} groups more, with {devices} devices',
  },
  'moves.gets': 'It gets {version} of {feed}, as all of the group.',
  'moves.gets_none': 'It gets nothing of {feed} yet, as all of the group.',
  'moves.before': 'the one before it, if there is one',
  'moves.place': '{feed} for {group}',
} as const;
