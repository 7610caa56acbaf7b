// A form beside what it would make of the text: which lines, and what the relay says of them. The text
// is changed when somebody says so, and then goes the way of every text.

import type {ComponentChildren, JSX} from 'preact';
import {useMemo} from 'preact/hooks';
import type {PolicyCheck} from 'relay-api';

import {t} from '../messages/messages';
import {Badge} from '../parts/badge';
import {Notice} from '../parts/notice';
import {useChecked} from '../pages/policy/checked';
import {Sentences} from '../pages/policy/findings';
import {remove, same} from './edit';
import {Told as Problems} from './inputs';
import {useTyped} from './kept';
import {Lines} from './lines_view';
import {type Told, partOf} from './part';
import {type Kind, isTaken, write} from './parts_of_policy';
import {showForm} from './shown';
import {sortProblems} from './told';
import {type Value, treeOf} from './tree';

const kTaken: Told = new Map([
  ['name', [{severity: 'error', line: null, column: null, sentence: t('forms.taken'), shown: '', missing: null}]],
]);

/** Under which name typed values are kept; what is new has those of its preset. */
export const keptAs = (kind: Kind, name: string | undefined, from: Value | undefined): string =>
    `${kind} ${name ?? ''} ${name === undefined ? JSON.stringify(from) : ''}`;

interface Properties {
  kind: Kind;
  name?: string;            ///< Of what is edited; nothing: it is new.
  text: string;             ///< The text that it is to be written into.
  base: string;             ///< The digest of the policy in force.
  from: Value | undefined;  ///< What the form begins with; nothing: it is gone, though somebody has typed.
  button: string;
  /** What the relay is asked about instead, where the text is not whole before others are written. */
  whole?: (text: string) => string;
  done: (text: string) => void;
  cancel?: () => void;
  folded?: string;          ///< The fields are there when somebody wants them, under this title.
  children?: ComponentChildren;
}

/** Whether a text could come into force. */
export function Verdict({check, problem}: {check: PolicyCheck | null; problem: string}): JSX.Element {
  if (!check) return <p class={problem ? 'problem' : 'faint'}>{problem || t('policy.checking')}</p>;
  return <Badge tone={check.good ? 'good' : 'danger'}>{t(check.good ? 'policy.good' : 'policy.bad')}</Badge>;
}

export function FormFrame({
  kind, name, text, base, from, button, whole, done, cancel, folded, children,
}: Properties): JSX.Element {
  const {value, set, forget, again, ...kept} = useTyped(keptAs(kind, name, from), from);
  const {wrong} = treeOf(text);
  const overtaken = kept.overtaken && name !== undefined && wrong === null;
  const taken = name === undefined && isTaken(text, kind, value);
  const written = useMemo(
      () => (wrong === null && !taken && !overtaken ? write(kind, name, text, value) : null),
      [kind, name, text, value, taken, overtaken]);
  const isChanged = written !== null && written.text !== text;
  const asked = isChanged ? whole?.(written.text) ?? written.text : null;
  const {check, problem} = useChecked(same(value, from) && name !== undefined ? null : asked, base);
  const form = showForm(kind);
  const {fields, elsewhere} = useMemo(() => (taken ? {fields: kTaken, elsewhere: []}
    : sortProblems(asked ?? '', check?.problems ?? [], written?.at ?? [], form.fields)), [check, taken]);
  const shown = form.show(partOf(value, (next) => set(next ?? {}), fields), name === undefined, text);
  const submit = (event: Event) => {
    event.preventDefault();
    if (!written || !isChanged) return;
    forget();
    done(written.text);
  };
  const leave = () => {
    forget();
    cancel?.();
  };
  return (
    <form class="guided" onSubmit={submit}>
      <section class="card block">
        {children}
        {folded ? <details class="further"><summary>{folded}</summary>{shown}</details> : shown}
      </section>
      <aside class="card block found" aria-label={t('policy.found')}>
        <h2>{t('forms.becomes')}</h2>
        {wrong === null ? null : <Notice tone="warning">{t('forms.unreadable', {line: wrong})}</Notice>}
        <div role="status">
          {overtaken ? (
            <Notice tone="warning" actions={(
              <button type="button" class="small" onClick={() => (from === undefined ? leave() : again())}>
                {t('forms.begin_again')}
              </button>
            )}>{t('forms.overtaken')}</Notice>
          ) : isChanged ? <Verdict check={check} problem={problem} />
            : <p class="faint">{t('forms.nothing_yet')}</p>}
        </div>
        {fields.size && !check?.good ? <p class="faint">{t('forms.at_fields')}</p> : null}
        {elsewhere.length ? <><h3>{t('forms.elsewhere')}</h3><Problems told={elsewhere} /></> : null}
        {check?.good ? <Sentences title={t('policy.weaker')} of={check.weaker} /> : null}
        {isChanged ? <Lines before={text} after={written.text} /> : null}
        <div class="actions">
          {isChanged ? <button type="submit" class="primary">{button}</button> : null}
          {cancel ? (
            <button type="button" class="quiet" onClick={leave}>{t('ask.cancel')}</button>
          ) : null}
          {name !== undefined && written ? (
            <button type="button" class="quiet" onClick={() => { forget(); done(remove(text, written.at)); }}>
              {t('forms.remove')}
            </button>
          ) : null}
        </div>
        <p class="hint">{t('forms.not_yet')}</p>
      </aside>
    </form>
  );
}
