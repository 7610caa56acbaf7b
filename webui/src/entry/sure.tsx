// The proof that it is still the same person, before what the relay wants to be sure of.

import {signal} from '@preact/signals';
import type {JSX} from 'preact';
import {useRef, useState} from 'preact/hooks';

import {Refused, become, lookWho, renew, sentenceOf, session, whenNotSure} from '../api/client';
import {t} from '../messages/messages';
import {Dialog} from '../parts/dialog';
import {Field, FormProblem} from '../parts/field';
import {CodeField, blame, proofOf, valueOf} from './proof';

interface Proving { resolve: () => void; reject: (why: Refused) => void }

const proving = signal<Proving | null>(null);

whenNotSure(() => new Promise<void>((resolve, reject) => { proving.value = {resolve, reject}; }));

/** Nobody proves anything any more. */
export function proofEnds(): void {
  proving.peek()?.reject(new Refused(403, {detail: t('sure.not')}));
  proving.value = null;
}

async function prove(form: HTMLFormElement): Promise<void> {
  try {
    const next = await renew(proofOf(valueOf(form, 'sure-password'), valueOf(form, 'sure-code')));
    proving.peek()?.resolve();
    proving.value = null;
    become(next);
  } catch (problem) {
    // It may be the session that is wrong.
    if (problem instanceof Refused && problem.code === 'not-signed-in') await lookWho();
    throw problem;
  }
}

function SureForm(): JSX.Element {
  const form = useRef<HTMLFormElement>(null);
  const [asksForCode, setAsksForCode] = useState(false);
  const [said, say] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (event: JSX.TargetedEvent<HTMLFormElement>) => {
    event.preventDefault();
    const own = event.currentTarget;
    setBusy(true);
    say('');
    try {
      await prove(own);
    } catch (problem) {
      const needed = problem instanceof Refused && problem.code === 'code-needed';
      if (needed) setAsksForCode(true);
      say(sentenceOf(problem));
      setTimeout(() => blame(own, needed || asksForCode ? 'sure-code' : 'sure-password'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form id="sure-form" method="dialog" ref={form} onSubmit={submit}>
      <p class="what">{t('sure.what')}</p>
      <input hidden type="text" autocomplete="username" readOnly value={session.value?.name ?? ''} />
      <Field id="sure-password" type="password" label={t('sign_in.password')} problem="sure-problem"
          autocomplete="current-password" required data-first />
      {asksForCode ? <CodeField of="sure" /> : null}
      <FormProblem id="sure-problem">{said}</FormProblem>
      <div class="buttons">
        <button type="button" class="quiet" onClick={proofEnds}>{t('ask.cancel')}</button>
        <button type="submit" class="primary" id="sure-do" disabled={busy}>{t('sure.do')}</button>
      </div>
    </form>
  );
}

export function SureDialog(): JSX.Element | null {
  if (!proving.value) return null;
  return <Dialog id="sure" title={t('sure.title')} onClose={proofEnds}><SureForm /></Dialog>;
}
