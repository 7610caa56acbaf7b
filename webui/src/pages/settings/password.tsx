// Another password of one's own.

import type {JSX} from 'preact';
import type {Sentence} from 'relay-api';

import {Refused, call, session} from '../../api/client';
import {t} from '../../messages/messages';
import {useAttempt} from '../../parts/attempt';
import {Field, FormProblem} from '../../parts/field';
import {tell} from '../../parts/outcome';

export function PasswordCard(): JSX.Element {
  const {busy, problem, attempt} = useAttempt();
  const submit = (event: JSX.TargetedEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    const password = String(given.get('password'));
    void attempt(async () => {
      if (password !== given.get('again')) throw new Refused(400, {detail: t('password.differ')});
      tell((await call<Sentence>('session/password', {password})).sentence);
      form.reset();
    });
  };
  return (
    <section class="card block" aria-labelledby="own-password-title">
      <h2 id="own-password-title">{t('own.password')}</h2>
      <form class="stacked" method="post" action="/" id="own-password-form" onSubmit={submit}>
        <p class="faint">{t('own.password_what')}</p>
        <input hidden type="text" autocomplete="username" readOnly value={session.value?.name ?? ''} />
        <Field id="own-password" name="password" type="password" label={t('password.new')} hint={t('password.hint')}
            autocomplete="new-password" problem="own-password-problem" required />
        <Field id="own-again" name="again" type="password" label={t('password.again')} autocomplete="new-password"
            problem="own-password-problem" required />
        <FormProblem id="own-password-problem">{problem}</FormProblem>
        <div><button type="submit" class="small" disabled={busy}>{t('password.do')}</button></div>
      </form>
    </section>
  );
}
