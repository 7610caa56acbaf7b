// The second factor of one's own: an app is given a seed, and it counts once the app has shown a code.

import type {JSX} from 'preact';
import {useState} from 'preact/hooks';
import type {NewFactor, RecoveryCodes, Session} from 'relay-api';

import {become, call, send, session} from '../../api/client';
import {t} from '../../messages/messages';
import {useAttempt} from '../../parts/attempt';
import {Badge} from '../../parts/badge';
import {Field, FormProblem} from '../../parts/field';
import {AskButton} from '../../parts/notice';
import type {Secret} from './once';
import {QrCode} from './qr';

const secretOf = ({sentence, recovery_codes}: RecoveryCodes): Secret => ({
  title: t('own.codes'), sentence, label: t('own.codes_what'), text: recovery_codes.join('\n'),
});

/** Who is signed in has a second factor by now, or none any more. */
const lookAtSelf = async () => become(await send<Session>('GET', 'session'));

function Confirm({made, shown}: {made: NewFactor; shown: (secret: Secret) => void}): JSX.Element {
  const {busy, problem, attempt} = useAttempt();
  const submit = (event: JSX.TargetedEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get('code')).trim();
    void attempt(async () => {
      shown(secretOf(await call<RecoveryCodes>('session/second-factor/confirm', {code})));
      await lookAtSelf();
    });
  };
  return (
    <form class="stacked" id="factor-form" onSubmit={submit}>
      <p class="said">{made.sentence}</p>
      <div class="scanned">
        <QrCode text={made.uri} label={t('own.qr')} />
        <div class="stacked">
          <p>{t('own.scan')}</p>
          <Field id="factor-seed" label={t('own.seed')} readOnly autocomplete="off" spellcheck={false}
              value={made.seed} />
          <p><a href={made.uri}>{t('own.open_app')}</a></p>
        </div>
      </div>
      <Field id="factor-code" name="code" label={t('own.first_code')} inputMode="numeric" autocomplete="one-time-code"
          maxLength={12} problem="factor-problem" required />
      <FormProblem id="factor-problem">{problem}</FormProblem>
      <div><button type="submit" class="small primary" disabled={busy}>{t('own.confirm')}</button></div>
    </form>
  );
}

function Begin({begun}: {begun: (made: NewFactor) => void}): JSX.Element {
  const {busy, problem, attempt} = useAttempt();
  return (
    <>
      <p>{t('own.no_factor_what')}</p>
      <FormProblem id="factor-problem">{problem}</FormProblem>
      <button type="button" class="small" disabled={busy} onClick={() => void attempt(async () => {
        begun(await call<NewFactor>('session/second-factor', {}));
      })}>{t('own.begin')}</button>
    </>
  );
}

export function FactorCard({shown}: {shown: (secret: Secret) => void}): JSX.Element {
  const [made, setMade] = useState<NewFactor | null>(null);
  const has = session.value?.second_factor ?? false;
  return (
    <section class="card block" aria-labelledby="factor-title">
      <h2 id="factor-title">{t('people.second')}</h2>
      {has ? (
        <>
          <p><Badge tone="good">{t('people.has_factor')}</Badge></p>
          <div class="actions">
            <AskButton wish={() => ({
              title: t('own.codes_ask'), what: t('own.codes_ask_what'), button: t('own.codes_do'), reason: false,
              undo: null, path: 'session/recovery-codes', body: () => ({}),
              done: (answer) => shown(secretOf(answer as RecoveryCodes)),
            })}>{t('own.codes_do')}</AskButton>
            <AskButton kind="stop-here" wish={() => ({
              title: t('own.remove_ask'), what: t('own.remove_what'), button: t('people.factor'), stop: true,
              reason: false, undo: t('undo.factor'), path: 'session/second-factor', method: 'DELETE',
              done: () => { setMade(null); void lookAtSelf(); },
            })}>{t('people.factor')}</AskButton>
          </div>
        </>
      ) : made ? <Confirm made={made} shown={shown} /> : <Begin begun={setMade} />}
    </section>
  );
}
