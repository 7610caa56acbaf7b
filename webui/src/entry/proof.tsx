// A password and, where it is asked for, a code: six digits are the app's, all else is a recovery code.

import type {JSX} from 'preact';

import {t} from '../messages/messages';
import {Field} from '../parts/field';

/** What the relay is told of a proof. */
export function proofOf(password: string, code: string): Record<string, string> {
  const plain = code.replace(/\s/g, '');
  if (!plain) return {password};
  return /^\d{6}$/.test(plain) ? {password, code: plain} : {password, recovery: plain};
}

/** The value of a field of the form that was submitted. */
export const valueOf = (form: HTMLFormElement, id: string): string =>
    form.querySelector<HTMLInputElement>('#' + id)?.value ?? '';

/** Puts the cursor into the field that is to blame. */
export function blame(form: HTMLFormElement, id: string): void {
  const field = form.querySelector<HTMLInputElement>('#' + id);
  field?.focus();
  field?.select();
}

/** The code of a second factor; `of` is the form. */
export function CodeField({of}: {of: string}): JSX.Element {
  return (
    <Field id={of + '-code'} label={t('sign_in.code')} hint={t('sign_in.code_hint')} problem={of + '-problem'}
        autocomplete="one-time-code" autocapitalize="none" spellcheck={false} required />
  );
}
