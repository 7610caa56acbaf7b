// Who is signed in: set-up, signing in and out, another password, and the proof.

export const people = {
  'session.ended': 'Your session has ended. Sign in again.',
  'session.other': 'Nothing was done: {name} is signed in by now.',
  'session.signed_in_as': 'Signed in as',
  'session.until': 'Signed in until {time} at most',
  'session.roles': 'Roles',
  'session.no_role': 'no role',
  'session.role_for': '{role} for {feed}',
  'session.role_in': '{role} in {group}',
  'session.role_for_in': '{role} for {feed} in {group}',
  'session.sign_out': 'Sign out',

  'set_up.title': 'Set up this relay',
  'set_up.what': 'Nobody has an account yet, and the first one may do everything. The token shows that you have the machine: it stands in {file} in the relay’s data folder.',
  'set_up.file': 'setup.token',
  'set_up.until': 'It counts until {time}.',
  'set_up.over': 'It counts no more: restart the relay, and it makes a new one.',
  'set_up.token': 'Token',
  'set_up.name_hint': 'Lower-case letters, digits and dashes. It never changes.',
  'set_up.do': 'Set up',

  'sign_in.title': 'Sign in',
  'sign_in.name': 'Name',
  'sign_in.password': 'Password',
  'sign_in.code': 'Code',
  'sign_in.code_hint': 'The six digits that your app shows, or one of your recovery codes.',
  'sign_in.do': 'Sign in',

  'password.hint': 'Several words are best; 15 characters or more.',
  'password.again': 'The same password again',
  'password.differ': 'The two passwords are not the same.',
  'password.title': 'Choose another password',
  'password.what': 'Somebody else chose the one that you have. Choose one that only you know; nothing else can be done before.',
  'password.new': 'New password',
  'password.do': 'Change it',

  'sure.title': 'Is it still you?',
  'sure.what': 'This takes your password once more: you gave it some minutes ago.',
  'sure.do': 'Confirm',
  'sure.not': 'Nothing was done: it takes your password.',
} as const;
