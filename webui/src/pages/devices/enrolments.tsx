// Who may enrol: leave that is open, and the dialog that gives more of it.

import type {JSX} from 'preact';
import {useState} from 'preact/hooks';
import type {Enrolled, EnrolmentMade} from 'relay-api';

import {voidEnrolment} from '../../acts/devices';
import {may, operates} from '../../acts/may';
import {lookAgain, useAsked} from '../../api/asked';
import {call, pathWith, sentenceOf} from '../../api/client';
import {say, t} from '../../messages/messages';
import {Dialog} from '../../parts/dialog';
import {Field, FormProblem, Select} from '../../parts/field';
import {AskButton, Notice} from '../../parts/notice';
import {tell} from '../../parts/outcome';
import {Unheard} from '../../parts/states';
import {When} from '../../parts/time';

const kSpans = [
  {value: '24h', label: t('enrol.day')}, {value: '8h', label: t('enrol.shift')}, {value: '1h', label: t('enrol.hour')},
];

function LeaveForm({groups, given, close}: {
  groups: string[]; given: (made: EnrolmentMade) => void; close: () => void;
}): JSX.Element {
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (event: JSX.TargetedEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    setBusy(true);
    setProblem('');
    try {
      given(await call<EnrolmentMade>('enrol', {
        group: text('group'), for: text('for'), reason: text('reason'),
        ...(text('name') ? {name: text('name')} : {}),
      }));
      void lookAgain();
    } catch (why) {
      setProblem(sentenceOf(why));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form id="leave-form" method="dialog" onSubmit={submit}>
      <p>{t('enrol.what')}</p>
      <Select id="leave-group" name="group" label={t('flow.group')} of={groups} data-first />
      <Field id="leave-name" name="name" label={t('sign_in.name')} hint={t('enrol.name_hint')} maxLength={64}
          autocomplete="off" spellcheck={false} />
      <Select id="leave-for" name="for" label={t('enrol.within')} of={kSpans} />
      <Field id="leave-reason" name="reason" label={t('ask.reason')} maxLength={500} required autocomplete="off"
          problem="leave-problem" />
      <FormProblem id="leave-problem">{problem}</FormProblem>
      <div class="buttons">
        <button type="button" class="quiet" id="leave-cancel" onClick={close}>{t('ask.cancel')}</button>
        <button type="submit" class="primary" id="leave-do" disabled={busy}>{t('enrol.do')}</button>
      </div>
    </form>
  );
}

/** The token is in the page for as long as this is. */
function Given({made, close}: {made: EnrolmentMade; close: () => void}): JSX.Element {
  const copy = async () => {
    document.querySelector<HTMLInputElement>('#given-token')?.select();
    try {
      await navigator.clipboard.writeText(made.token);
      tell(t('enrol.copied'));
    } catch {
      tell(t('enrol.not_copied'));
    }
  };
  return (
    <form method="dialog" id="given" onSubmit={(event) => { event.preventDefault(); close(); }}>
      <p class="said">{made.sentence}</p>
      <Field id="given-token" label={t('set_up.token')} readOnly autocomplete="off" spellcheck={false}
          value={made.token} />
      <Field id="given-authority" label={t('enrol.authority')} hint={t('enrol.authority_hint')} readOnly
          autocomplete="off" spellcheck={false} value={made.authority ?? ''} />
      <div class="buttons">
        <button type="button" onClick={() => void copy()}>{t('enrol.copy')}</button>
        <button type="submit" class="primary">{t('enrol.done')}</button>
      </div>
    </form>
  );
}

function LeaveDialog({groups, close}: {groups: string[]; close: () => void}): JSX.Element {
  const [made, setMade] = useState<EnrolmentMade | null>(null);
  return (
    <Dialog id="leave" title={made ? t('enrol.given') : t('enrol.ask')} onClose={close}>
      {made ? <Given made={made} close={close} /> : <LeaveForm groups={groups} given={setMade} close={close} />}
    </Dialog>
  );
}

/** The button that gives leave to one. */
export function LetEnrol({groups}: {groups: string[]}): JSX.Element | null {
  const [open, setOpen] = useState(false);
  return !may(operates) ? null : (
    <>
      <button type="button" onClick={() => setOpen(true)}>{t('enrol.let')}</button>
      {open ? <LeaveDialog groups={groups} close={() => setOpen(false)} /> : null}
    </>
  );
}

export function Enrolments({group}: {group: string}): JSX.Element {
  const asked = useAsked<Enrolled>(pathWith('enrolled', {group}), 'devices');
  const enrolled = asked.value;
  return (
    <div class="enrolments">
      <Unheard of={[asked]} />
      {(enrolled?.enrolments ?? []).map((one) => (
        <Notice key={one.number} tone="plain" actions={!may(operates) ? null :
          <AskButton label={t('enrol.void_label', {number: one.number})} wish={() => voidEnrolment(one.number)}>
            {t('enrol.void')}
          </AskButton>
        }>
          {say(one.name ? 'enrol.may_as' : 'enrol.may', {
            what: <strong>{t('enrol.one')}</strong>, group: one.group, name: one.name,
            time: <When at={one.until} />, person: one.person,
          })}
        </Notice>
      ))}
      {enrolled?.in_the_clear ? (
        <Notice tone="warning">{t('enrol.in_the_clear', {count: enrolled.in_the_clear})}</Notice>
      ) : null}
    </div>
  );
}
