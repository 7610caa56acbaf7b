// The fields of guided forms: each with a sentence about what it means, and what the relay says of it.

import type {ComponentChildren, JSX} from 'preact';
import {useState} from 'preact/hooks';
import type {TextProblem} from 'relay-api';

import {type Key, t} from '../messages/messages';
import {Checks, Field, Select} from '../parts/field';
import {type Part, entriesOf, itemsOf, textOf, textsOf} from './part';
import {flow} from './spelling';
import {type Value, isRecord} from './tree';

/** Fields that have a label and an explanation in the catalogue. */
export type Name = {[K in Key]: K extends `forms.${infer N}_hint` ? N : never}[Key];

interface Properties { part: Part; name: Name }

export function Told({id, told}: {id?: string; told: readonly TextProblem[]}): JSX.Element | null {
  if (!told.length) return null;
  return (
    <ul class="told" id={id}>
      {told.map(({severity, sentence}) => (
        <li key={sentence} class={severity === 'error' ? 'problem' : 'caution'}>
          <span class="unseen">{t(`policy.${severity}`)}{': '}</span><span class="said">{sentence}</span>
        </li>
      ))}
    </ul>
  );
}

/** A field, and below it what is wrong with it. */
function Judged({part, children}: {part: Part; children: ComponentChildren}): JSX.Element {
  return <div class="judged">{children}<Told id={part.id + '-told'} told={part.told} /></div>;
}

const wrong = ({id, told}: Part) => (told.some((one) => one.severity === 'error')
  ? {problem: id + '-told', 'aria-invalid': true} : told.length ? {problem: id + '-told'} : {});

/** What the form cannot show stays in the text as it stands there. */
export function KeptValue({name, value}: {name: string; value: Value}): JSX.Element {
  return (
    <div class="judged">
      <span class="label">{name}</span><code>{flow(value)}</code><p class="hint">{t('forms.kept')}</p>
    </div>
  );
}

/** The settings of a part that its form does not know. */
export function Kept({part, known}: {part: Part; known: readonly string[]}): JSX.Element | null {
  const others = Object.entries(entriesOf(part.value)).filter(([key]) => !known.includes(key));
  if (!others.length) return null;
  return (
    <div class="kept-parts">
      {others.map(([key, value]) => <KeptValue key={key} name={key} value={value} />)}
    </div>
  );
}

const label = (name: Name) => t(`forms.${name}`);
const hint = (name: Name) => t(`forms.${name}_hint`);
const isText = (value: Value | undefined) => value === undefined || value === null || typeof value === 'string';

export function TextIn({part, name, needed = false, example, readOnly = false}: Properties & {
  needed?: boolean; example?: string; readOnly?: boolean;
}): JSX.Element {
  if (!isText(part.value)) return <KeptValue name={label(name)} value={part.value!} />;
  return (
    <Judged part={part}>
      <Field id={part.id} label={label(name)} hint={hint(name)} value={textOf(part.value)} required={needed}
          placeholder={example} readOnly={readOnly} autocomplete="off" autocapitalize="none" spellcheck={false}
          maxLength={500} {...wrong(part)} onInput={({currentTarget}) => part.set(currentTarget.value)} />
    </Judged>
  );
}

const wordsIn = (text: string) => text.split(/[,\n]/).map((one) => one.trim()).filter(Boolean);

/** As one who writes by hand has it: a list stays a list, and one alone stays alone. */
const written = (words: string[], before: Value | undefined): Value | undefined =>
    (words.length === 1 && !Array.isArray(before) ? words[0]! : words.length ? words : undefined);

/** Several words with commas between; `alone`: one needs no list. */
export function WordsIn({part, name, needed = false, alone = false, example}: Properties & {
  needed?: boolean; alone?: boolean; example?: string;
}): JSX.Element {
  const words = textsOf(part.value);
  const [typed, setTyped] = useState(words.join(', '));
  if (words.length !== itemsOf(part.value).length) return <KeptValue name={label(name)} value={part.value!} />;
  const shown = wordsIn(typed).join() === words.join() ? typed : words.join(', ');
  const change = (text: string) => {
    setTyped(text);
    const next = wordsIn(text);
    part.set(alone ? written(next, part.value) : next.length ? next : undefined);
  };
  return (
    <Judged part={part}>
      <Field id={part.id} label={label(name)} hint={hint(name)} value={shown} required={needed} placeholder={example}
          autocomplete="off" autocapitalize="none" spellcheck={false} {...wrong(part)}
          onInput={({currentTarget}) => change(currentTarget.value)} />
    </Judged>
  );
}

type Choices = readonly (string | {value: string; label: string})[];

/** One of a few words; with `none`, what it is called when it is left out. */
export function ChoiceIn({part, name, of, none, disabled = false}: Properties & {
  of: Choices; none?: string; disabled?: boolean;
}): JSX.Element {
  if (!isText(part.value)) return <KeptValue name={label(name)} value={part.value!} />;
  const now = textOf(part.value);
  const known = of.some((one) => (typeof one === 'string' ? one : one.value) === now);
  const others = [...(none === undefined && now ? [] : [{value: '', label: none ?? t('forms.choose')}]),
                  ...(now && !known ? [now] : [])];
  return (
    <Judged part={part}>
      <Select id={part.id} label={label(name)} hint={hint(name)} of={[...others, ...of]} value={now} disabled={disabled}
          {...wrong(part)} onChange={({currentTarget}) => part.set(currentTarget.value || undefined)} />
    </Judged>
  );
}

/** Several of a few words. */
export function ManyIn({part, name, of, alone = false}: Properties & {of: Choices; alone?: boolean}): JSX.Element {
  const now = textsOf(part.value);
  if (now.length !== itemsOf(part.value).length) return <KeptValue name={label(name)} value={part.value!} />;
  const known = new Set(of.map((one) => (typeof one === 'string' ? one : one.value)));
  const all = [...of, ...now.filter((one) => !known.has(one))];
  const change = (value: string) => {
    const next = value.split(',').filter(Boolean);
    part.set(alone ? written(next, part.value) : next.length ? next : undefined);
  };
  return (
    <Judged part={part}>
      <Checks id={part.id} label={label(name)} hint={hint(name)} of={all} value={now.join(',')} change={change} />
    </Judged>
  );
}

export function FlagIn({part, name}: Properties): JSX.Element {
  return (
    <Judged part={part}>
      <div class="field">
        <label class="flag">
          <input type="checkbox" id={part.id} checked={part.value === 'true'} aria-describedby={part.id + '-hint'}
              onChange={({currentTarget}) => part.set(currentTarget.checked ? 'true' : undefined)} />{' '}{label(name)}
        </label>
        <p class="hint" id={part.id + '-hint'}>{hint(name)}</p>
      </div>
    </Judged>
  );
}

/** A list of records, each with its own fields; or of texts, where a fresh one is a text. */
export function Rows({part, name, add, fresh, row}: Properties & {
  add: string; fresh: Value; row: (item: Part, index: number) => ComponentChildren;
}): JSX.Element {
  const items = itemsOf(part.value);
  const without = (index: number) => {
    const rest = items.filter((_, i) => i !== index);
    part.set(rest.length ? rest : undefined);
  };
  return (
    <fieldset class="rows" id={part.id}>
      <legend class="label">{label(name)}</legend>
      <p class="hint">{hint(name)}</p>
      <Told told={part.told} />
      {items.map((item, i) => (
        <div key={i} class="row">
          <div class="row-fields">
            {isRecord(item) || (fresh === '' && isText(item)) ? row(part.at(i), i)
              : <KeptValue name={String(i + 1)} value={item} />}
            <Told told={part.at(i).told} />
          </div>
          <button type="button" class="small quiet" onClick={() => without(i)}
              aria-label={t('forms.take_out_label', {what: label(name), number: i + 1})}>{t('forms.take_out')}</button>
        </div>
      ))}
      <button type="button" class="small" onClick={() => part.set([...items, fresh])}>{add}</button>
    </fieldset>
  );
}

/** What only few need, folded until one of them is there. */
export function Further({title, open, children}: {
  title: string; open: boolean; children: ComponentChildren;
}): JSX.Element {
  const [first] = useState(open);
  return <details class="further" open={first}><summary>{title}</summary><div class="fields">{children}</div></details>;
}
