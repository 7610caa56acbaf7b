// The seal of the audit: its newest head, to be kept elsewhere; whether all of it fits, also against a
// head that was kept; and a piece of it for others.

import type {JSX} from 'preact';
import {useState} from 'preact/hooks';
import type {AuditHeads, AuditTrouble, AuditVerified} from 'relay-api';

import {call, pathWith} from '../../api/client';
import {t, word} from '../../messages/messages';
import {useAttempt} from '../../parts/attempt';
import {Badge} from '../../parts/badge';
import {Field, FormProblem} from '../../parts/field';
import {Notice} from '../../parts/notice';
import {Export} from './export';

function Trouble({trouble}: {trouble: AuditTrouble}): JSX.Element {
  return (
    <Notice tone="danger">
      <strong>{word('audit_trouble', trouble.kind)}</strong>{' '}
      {t('audit.unfit', {row: trouble.row, sentence: trouble.sentence})}
    </Notice>
  );
}

const textOf = (event: JSX.TargetedEvent<HTMLFormElement>, name: string) => {
  event.preventDefault();
  return String(new FormData(event.currentTarget).get(name) ?? '').trim();
};

function Verify(): JSX.Element {
  const {busy, problem, attempt} = useAttempt();
  const [verified, setVerified] = useState<AuditVerified | null>(null);
  const submit = (event: JSX.TargetedEvent<HTMLFormElement>) => {
    const since = textOf(event, 'since');
    setVerified(null);
    void attempt(async () => setVerified(await call<AuditVerified>(pathWith('audit/verify', {since}))));
  };
  return (
    <form id="verify" aria-label={t('audit.verify')} onSubmit={submit}>
      <Field id="verify-since" name="since" label={t('audit.kept')} hint={t('audit.kept_hint')} autocomplete="off"
          spellcheck={false} maxLength={100} problem="verify-problem" />
      <div><button type="submit" class="small" disabled={busy}>{t('audit.verify')}</button></div>
      <FormProblem id="verify-problem">{problem}</FormProblem>
      <div role="status">
        {verified && !verified.trouble ? (
          <p>
            <Badge tone="good">{t('audit.fits')}</Badge> <span class="said">{verified.sentence}</span>{' '}
            <code class="faint">{verified.head}</code>
          </p>
        ) : null}
        {verified?.trouble ? <Trouble trouble={verified.trouble} /> : null}
      </div>
    </form>
  );
}

export function Seal({heads}: {heads: AuditHeads}): JSX.Element {
  return (
    <section class="card block seal" aria-labelledby="seal-title">
      <h2 id="seal-title">{t('audit.seal')}</h2>
      {heads.trouble ? <Trouble trouble={heads.trouble} /> : null}
      <dl class="facts">
        <div><dt>{t('audit.head')}</dt><dd><code id="head">{heads.head ?? t('audit.no_head')}</code></dd></div>
        <div><dt>{t('audit.signer')}</dt><dd><code>{heads.signer}</code></dd></div>
      </dl>
      <div class="columns"><Verify /><Export /></div>
    </section>
  );
}
