// A form that stands before everything else: sends itself, says why that did not work, and puts the
// cursor where the reason is.

import type {ComponentChildren, JSX} from 'preact';
import {useEffect, useRef, useState} from 'preact/hooks';

import {Refused, sentenceOf} from '../api/client';
import {FormProblem} from '../parts/field';
import {blame} from './proof';

interface Properties {
  id: string;
  title: string;
  button: string;
  problem?: string;         ///< What is said at first.
  send: (form: HTMLFormElement) => Promise<void>;
  /** The id of the field to blame for a refusal with this code. */
  toBlame: (code: string) => string;
  refused?: (code: string) => void;
  children: ComponentChildren;
}

export function EntryForm({id, title, button, problem = '', send, toBlame, refused, children}: Properties) {
  const form = useRef<HTMLFormElement>(null);
  const [said, say] = useState(problem);
  const [busy, setBusy] = useState(false);
  const [blamed, setBlamed] = useState('');
  useEffect(() => {
    if (!form.current) return;
    const first = form.current.querySelector<HTMLInputElement>('input:not([hidden])');
    if (blamed) blame(form.current, blamed);
    else first?.focus();
  }, [blamed, said]);
  const submit = async (event: JSX.TargetedEvent<HTMLFormElement>) => {
    event.preventDefault();
    const own = event.currentTarget;
    setBusy(true);
    say('');
    setBlamed('');
    try {
      await send(own);
    } catch (why) {
      const code = why instanceof Refused ? why.code : '';
      refused?.(code);
      setBusy(false);
      say(sentenceOf(why));
      setBlamed(toBlame(code));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form id={id + '-form'} class="card entry" method="post" action="/" ref={form} onSubmit={submit}>
      <h1>{title}</h1>
      {children}
      <FormProblem id={id + '-problem'}>{said}</FormProblem>
      <button type="submit" class="primary" disabled={busy}>{button}</button>
    </form>
  );
}
