// The one dialog that comes before every change: what it will do, the reason, and the relay's answer
// when that is no.

import {signal} from '@preact/signals';
import type {ComponentChildren, JSX} from 'preact';
import {useMemo, useState} from 'preact/hooks';

import {Refused, call, sentenceOf} from '../api/client';
import {lookAgain} from '../api/asked';
import type {Sentence} from 'relay-api';
import {t} from '../messages/messages';
import {Dialog} from './dialog';
import {Checks, Field, FormProblem, Radios, Select} from './field';
import {tell} from './outcome';

/** One more thing that is asked for. */
export interface More {
  name: string;             ///< Of the field in the body.
  label: string;
  hint?: string;
  of?: readonly (string | {value: string; label: string})[];  ///< The choices; a text without them.
  inSight?: boolean;        ///< All the choices at once.
  many?: boolean;           ///< Several of the choices: their words with commas between.
  needed?: boolean;
  value?: string;           ///< What it is at first.
}

export type Values = Record<string, string>;

/** A change, before it is confirmed. */
export interface Wish {
  title: string;
  what: ComponentChildren;
  button: string;
  /** How it is taken back; null: there is no way back, which is said before all else. */
  undo: string | null | ((values: Values) => string | null);
  stop?: boolean;           ///< It stops something, and looks like it.
  more?: More[];
  reason?: boolean;         ///< false: none is asked for.
  effect?: (values: Values) => ComponentChildren;  ///< What will happen, with what is chosen so far.
  path: string | ((values: Values) => string);
  method?: 'POST' | 'PUT' | 'DELETE';
  /** What is sent; `values` has the reason and what was asked for besides, as far as it is not empty. */
  body?: (values: Values) => object;
  seen?: string;            ///< The tag of what it is made to: it is refused where that is another by now.
  /** The wish that takes it back, where that is the same person's to have. */
  inverse?: (values: Values) => Wish | null;
  done?: (answer: Sentence) => void;
}

const asking = signal<Wish | null>(null);
/** The relay has been asked to do something, and has not answered yet. */
export const acting = signal(false);

export function ask(wish: Wish): void { asking.value = wish; }
export function askNoMore(): void { asking.value = null; }

const first = (wish: Wish): Values => Object.fromEntries((wish.more ?? []).map((one) => {
  const choice = one.many ? '' : one.of?.[0];
  return [one.name, one.value ?? (typeof choice === 'string' ? choice : choice?.value) ?? ''];
}));

/** The texts that were given; an empty one is left out. */
function given(values: Values): Values {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.trim()] as const)
      .filter(([, value]) => value));
}

async function perform(wish: Wish, values: Values): Promise<void> {
  const all = given(values);
  const path = typeof wish.path === 'string' ? wish.path : wish.path(all);
  acting.value = true;
  const answer = await call<Sentence>(path, wish.body ? wish.body(all) : all, wish.method ?? 'POST', wish.seen)
      .finally(() => { acting.value = false; });
  if (asking.peek() === wish) askNoMore();
  const inverse = wish.inverse?.(all);
  tell(answer.sentence, inverse ? () => ask(inverse) : null);
  wish.done?.(answer);
  await new Promise((closed) => { setTimeout(closed); });  // What the dialog showed is not asked for again.
  await lookAgain();
}

function MoreField({one, value, change}: {
  one: More; value: string; change: (value: string) => void;
}): JSX.Element {
  const id = 'ask-' + one.name;
  const on = (event: Event) => change((event.currentTarget as HTMLInputElement).value);
  const {label, hint, of} = one;
  if (of && one.many) return <Checks id={id} label={label} hint={hint} of={of} value={value} change={change} />;
  if (of && one.inSight) return <Radios id={id} label={label} of={of} value={value} change={change} />;
  if (of) return <Select id={id} label={label} hint={hint} of={of} value={value} onChange={on} />;
  return <Field id={id} label={label} hint={hint} value={value} maxLength={256} autocomplete="off"
      required={one.needed ?? false} onInput={on} />;
}

function WayBack({undo}: {undo: string | null}): JSX.Element {
  return undo === null ? (
    <p class="way-back none" id="ask-undo">
      <span class="shape" aria-hidden="true">▲</span> <strong>{t('undo.none')}</strong>
    </p>
  ) : <p class="way-back faint" id="ask-undo">{t('undo.way', {way: undo})}</p>;
}

function AskForm({wish}: {wish: Wish}): JSX.Element {
  const [values, setValues] = useState<Values>(() => ({...first(wish), reason: ''}));
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);  // Another dialog is not: what stops must never wait for an act.
  const [overtaken, setOvertaken] = useState(false);
  const change = (name: string) => (value: string) => setValues((old) => ({...old, [name]: value}));
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setProblem('');
    try {
      await perform(wish, values);
    } catch (why) {
      setProblem(sentenceOf(why));
      if (why instanceof Refused && why.status === 412) {
        setOvertaken(true);
        void lookAgain();
      }
    } finally {
      setBusy(false);
    }
  };
  const chosen = JSON.stringify({...values, reason: ''});
  const effect = useMemo(() => wish.effect?.(values), [wish, chosen]);  // Not at every letter of the reason.
  return (
    <form id="ask-form" method="dialog" onSubmit={submit}>
      <WayBack undo={typeof wish.undo === 'function' ? wish.undo(values) : wish.undo} />
      <div class="what" id="ask-what">{wish.what}</div>
      {(wish.more ?? []).map((one) => (
        <MoreField key={one.name} one={one} value={values[one.name] ?? ''} change={change(one.name)} />
      ))}
      {effect ? (
        <section class="effect" aria-label={t('ask.effect')}><div id="ask-effect" role="status">{effect}</div></section>
      ) : null}
      {wish.reason === false ? null : (
        <Field id="reason" label={t('ask.reason')} hint={t('ask.reason_hint')} problem="ask-problem"
            value={values.reason ?? ''} maxLength={500} required autocomplete="off" data-first
            onInput={(event) => change('reason')(event.currentTarget.value)} />
      )}
      <FormProblem id="ask-problem">{problem}</FormProblem>
      <div class="buttons">
        <button type="button" class={overtaken ? 'primary' : 'quiet'} onClick={askNoMore}>
          {t(overtaken ? 'ask.look' : 'ask.cancel')}
        </button>
        {overtaken ? null : (
          <button type="submit" id="ask-do" class={wish.stop ? 'stop' : 'primary'} disabled={busy}>
            {wish.button}
          </button>
        )}
      </div>
    </form>
  );
}

/** Shows what is asked at the moment. */
export function AskDialog(): JSX.Element | null {
  const wish = asking.value;
  if (!wish) return null;
  return (
    <Dialog key={wish.title} id="ask" title={wish.title} onClose={askNoMore}
        told={wish.effect ? 'ask-undo ask-what ask-effect' : 'ask-undo ask-what'}>
      <AskForm wish={wish} />
    </Dialog>
  );
}
