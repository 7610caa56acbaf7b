// Who is signed in: set-up, signing in and out, another password, and the proof that it is still the
// same person. A code stands for both: six digits are the app's, all else is a recovery code.

import {sentenceOf, tell} from './ask.js';
import {
  Refused, become, call, lookWho, renew, send, signedIn, whenNotSure, whenSession,
} from './relay.js';
import {byId, el, utc, visible} from './text.js';

const kForms = ['set-up', 'sign-in', 'another'];
const kToBlame = {'wrong-setup-token': '-token', 'bad-name': '-name'};

let comes = () => {};
let goes = () => {};

/** `arrives` when somebody may look at the relay, `leaves` when nothing of that may stay. */
export function whenPeople(arrives, leaves) { [comes, goes] = [arrives, leaves]; }

// ---- forms ---------------------------------------------------------------------------------------

const value = (id) => byId(id).value;
const problemOf = (id) => byId(id + '-problem');

/** Of a form with such a field; `id` is the form's. */
function showCode(id, shown) {
  byId(id + '-code').closest('.code').hidden = !shown;
  byId(id + '-code').required = shown;
  if (!shown) byId(id + '-code').value = '';
}

const asksForCode = (id) => byId(id + '-code')?.required;

function proof(id) {
  const code = value(id + '-code').replace(/\s/g, '');
  return {
    password: value(id + '-password'),
    ...(code && (/^\d{6}$/.test(code) ? {code} : {recovery: code})),
  };
}

/** A password that is typed twice, since nobody sees it. */
function newPassword(id) {
  const password = value(id + '-password');
  if (password === value(id + '-again')) return password;
  throw new Refused(400, {detail: 'The two passwords are not the same.'});
}

function clear(id) {
  byId(id + '-form').reset();
  problemOf(id).textContent = '';
  if (byId(id + '-code')) showCode(id, false);
}

/** Sends a form by `what`; why that did not work is said in it. */
function sends(id, what) {
  const form = byId(id + '-form');
  const button = form.querySelector('[type=submit]');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    button.disabled = true;
    problemOf(id).textContent = '';
    try {
      await what();
    } catch (problem) {
      problemOf(id).textContent = visible(sentenceOf(problem));
      if (problem.code === 'code-needed') showCode(id, true);
      const wrong = kToBlame[problem.code] ?? (asksForCode(id) ? '-code' : '-password');
      byId(id + wrong).focus();
      byId(id + wrong).select();
    } finally {
      button.disabled = false;
    }
  });
}

/** That one, or none; what was typed into any of them is gone. */
function showForm(shown, why = '') {
  for (const id of kForms) {
    clear(id);
    byId(id + '-form').hidden = id !== shown;
  }
  if (!shown) return;
  problemOf(shown).textContent = visible(why);
  byId(shown + '-form').querySelector('input:not([hidden])').focus();
}

// ---- who it is -----------------------------------------------------------------------------------

const where = ({feed, group}) => (feed ? ` for ${feed}` : '') + (group ? ` in ${group}` : '');

function showWho(session) {
  byId('person').hidden = !session;
  byId('who').open = false;
  byId('who-name').textContent = visible(session?.name ?? '');
  for (const id of ['another-name', 'sure-name']) byId(id).defaultValue = session?.name ?? '';
  const roles = (session?.roles ?? []).map((one) => el('li', {}, one.role + where(one)));
  byId('who-roles').replaceChildren(...(roles.length ? roles : [el('li', {}, 'no role')]));
  byId('who-until').replaceChildren(...(session ? ['Signed in until ', utc(session.until), ' at most'] : []));
}

let met;                        // For whom the page was made up last.

whenSession((session, why) => {
  showWho(session);
  const next = session && session.name + (session.due ? ' due' : '');
  if (session && next === met) return;
  met = next;
  goes();
  if (byId('sure').open) byId('sure').close();
  if (!session) return showForm('sign-in', why);
  if (session.due) return showForm('another');
  showForm(null);
  comes();
});

async function showSetUp() {
  showForm('set-up');
  try {
    const {open, until} = await send('GET', 'setup');
    byId('set-up-until').replaceChildren(...(open ? ['It counts until ', utc(until), '.']
        : ['It counts no more: restart the relay, and it makes a new one.']));
  } catch (problem) {
    problemOf('set-up').textContent = visible(sentenceOf(problem));
  }
}

/** Finds out who is signed in, or what has to be done before. */
export async function begin() {
  try {
    become(await send('GET', 'session'));
  } catch (problem) {
    if (problem.code === 'not-set-up') showSetUp();
    else become(null, problem.status === 401 ? '' : sentenceOf(problem));
  }
}

sends('set-up', async () => {
  try {
    become(await send('POST', 'setup', {
      token: value('set-up-token').trim(), name: value('set-up-name').trim(),
      password: newPassword('set-up'), as: 'cookie',
    }));
  } catch (problem) {
    if (problem.code !== 'set-up-done') throw problem;
    become(null, problem.message);
  }
});

sends('sign-in', async () => {
  become(await send('POST', 'session', {
    name: value('sign-in-name').trim(), ...proof('sign-in'), as: 'cookie',
  }));
});

sends('another', async () => {
  const {sentence} = await call('session/password', {password: newPassword('another')});
  become(await send('GET', 'session'));
  tell(sentence);
});

// Another may have no second factor.
byId('sign-in-name').addEventListener('input', () => showCode('sign-in', false));

byId('sign-out').addEventListener('click', async () => {
  try {
    await call('session', undefined, 'DELETE');
    become(null);
  } catch (problem) {
    if (signedIn()) tell(sentenceOf(problem));
  }
});

for (const event of ['click', 'focusin']) {
  document.addEventListener(event, ({target}) => {
    if (!byId('who').contains(target)) byId('who').open = false;
  });
}
byId('who').addEventListener('keydown', ({key}) => {
  if (key === 'Escape') byId('who').open = false;
});

// ---- still the same person -----------------------------------------------------------------------

let proving = null;             // How what waits for the proof goes on.

whenNotSure(() => {
  clear('sure');
  byId('sure').showModal();
  byId('sure-password').focus();
  return new Promise((resolve, reject) => { proving = {resolve, reject}; });
});

sends('sure', async () => {
  let session;
  try {
    session = await renew(proof('sure'));
  } catch (problem) {
    if (problem.code === 'not-signed-in') await lookWho();  // It may be the session that is wrong.
    throw problem;
  }
  proving.resolve();
  become(session);
  byId('sure').close();
});

byId('sure-cancel').addEventListener('click', () => byId('sure').close());
byId('sure').addEventListener('close', () => {
  clear('sure');
  proving?.reject(new Refused(403, {detail: 'Nothing was done: it takes your password.'}));
});
