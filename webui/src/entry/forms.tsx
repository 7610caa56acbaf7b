// Set-up, signing in, and another password: what has to be done before anything can be looked at.

import type {JSX} from 'preact';
import {useEffect, useState} from 'preact/hooks';

import {Refused, become, call, send, sentenceOf, session} from '../api/client';
import type {Sentence, Session, Setup, Status} from 'relay-api';
import {say, t} from '../messages/messages';
import {Field} from '../parts/field';
import {tell} from '../parts/outcome';
import {At} from '../parts/time';
import {goTo, hrefTo} from '../router';
import {EntryForm} from './entry_form';
import {CodeField, proofOf, valueOf} from './proof';

const kName = {autocapitalize: 'none', spellcheck: false, required: true} as const;

/** A password that is typed twice, since nobody sees it. */
function newPassword(form: HTMLFormElement, id: string): string {
  const password = valueOf(form, id + '-password');
  if (password === valueOf(form, id + '-again')) return password;
  throw new Refused(400, {detail: t('password.differ')});
}

function NewPassword({of, label}: {of: string; label: string}): JSX.Element {
  return (
    <>
      <Field id={of + '-password'} type="password" label={label} hint={t('password.hint')}
          problem={of + '-problem'} autocomplete="new-password" required />
      <Field id={of + '-again'} type="password" label={t('password.again')} problem={of + '-problem'}
          autocomplete="new-password" required />
    </>
  );
}

const kToBlame: Record<string, string> = {'wrong-setup-token': 'set-up-token', 'bad-name': 'set-up-name'};

/** Whether there is nothing to look at yet. */
async function isEmpty(): Promise<boolean> {
  const {feeds} = await send<Status>('GET', 'status');
  return feeds.every((one) => one.newest === null);
}

async function setUp(form: HTMLFormElement): Promise<void> {
  try {
    const own = await send<Session>('POST', 'setup', {
      token: valueOf(form, 'set-up-token').trim(), name: valueOf(form, 'set-up-name').trim(),
      password: newPassword(form, 'set-up'), as: 'cookie',
    });
    if (await isEmpty().catch(() => false)) goTo(hrefTo('start'));
    become(own);
  } catch (problem) {
    if (!(problem instanceof Refused) || problem.code !== 'set-up-done') throw problem;
    become(null, problem.message);
  }
}

export function SetUpForm(): JSX.Element {
  const [leave, setLeave] = useState<Setup | string | null>(null);
  useEffect(() => {
    send<Setup>('GET', 'setup').then(setLeave, (problem) => setLeave(sentenceOf(problem)));
  }, []);
  return (
    <EntryForm id="set-up" title={t('set_up.title')} button={t('set_up.do')} send={setUp}
        toBlame={(code) => kToBlame[code] ?? 'set-up-password'}>
      <p>{say('set_up.what', {file: <code>{t('set_up.file')}</code>})}</p>
      <p id="set-up-until">
        {leave === null ? null : typeof leave === 'string' ? leave
          : leave.open && leave.until ? say('set_up.until', {time: <At at={leave.until} />}) : t('set_up.over')}
      </p>
      <Field id="set-up-token" label={t('set_up.token')} problem="set-up-problem" autocomplete="off" {...kName} />
      <Field id="set-up-name" label={t('sign_in.name')} hint={t('set_up.name_hint')} problem="set-up-problem"
          autocomplete="username" {...kName} />
      <NewPassword of="set-up" label={t('sign_in.password')} />
    </EntryForm>
  );
}

export function SignInForm({why}: {why: string}): JSX.Element {
  const [asksForCode, setAsksForCode] = useState(false);
  const signIn = async (form: HTMLFormElement) => {
    become(await send<Session>('POST', 'session', {
      name: valueOf(form, 'sign-in-name').trim(),
      ...proofOf(valueOf(form, 'sign-in-password'), valueOf(form, 'sign-in-code')), as: 'cookie',
    }));
  };
  return (
    <EntryForm id="sign-in" title={t('sign_in.title')} button={t('sign_in.do')} problem={why} send={signIn}
        refused={(code) => { if (code === 'code-needed') setAsksForCode(true); }}
        toBlame={(code) => (asksForCode || code === 'code-needed' ? 'sign-in-code' : 'sign-in-password')}>
      <Field id="sign-in-name" label={t('sign_in.name')} problem="sign-in-problem" autocomplete="username"
          {...kName} onInput={() => setAsksForCode(false)} />
      <Field id="sign-in-password" type="password" label={t('sign_in.password')} problem="sign-in-problem"
          autocomplete="current-password" required />
      {asksForCode ? <CodeField of="sign-in" /> : null}
    </EntryForm>
  );
}

async function changePassword(form: HTMLFormElement): Promise<void> {
  const {sentence} = await call<Sentence>('session/password', {password: newPassword(form, 'another')});
  become(await send<Session>('GET', 'session'));
  tell(sentence);
}

export function AnotherPasswordForm(): JSX.Element {
  return (
    <EntryForm id="another" title={t('password.title')} button={t('password.do')} send={changePassword}
        toBlame={() => 'another-password'}>
      <p>{t('password.what')}</p>
      <input hidden type="text" autocomplete="username" readOnly value={session.value?.name ?? ''} />
      <NewPassword of="another" label={t('password.new')} />
    </EntryForm>
  );
}
