// Fields of forms with their labels, hints and problems.

import type {ComponentChildren, JSX} from 'preact';

interface Labelled {
  id: string;
  label: string;
  hint?: ComponentChildren;
  problem?: string;         ///< The id of what says why the form was not taken.
}

type Input = Labelled & Omit<JSX.IntrinsicElements['input'], 'id' | 'label'>;

const described = ({id, hint, problem}: Labelled) =>
    [hint ? id + '-hint' : '', problem ?? ''].filter(Boolean).join(' ') || undefined;

export function Field({label, hint, problem, ...input}: Input): JSX.Element {
  return (
    <div class="field">
      <label for={input.id}>{label}</label>
      <input type="text" {...input} aria-describedby={described({id: input.id, label, hint, problem})} />
      {hint ? <p class="hint" id={input.id + '-hint'}>{hint}</p> : null}
    </div>
  );
}

type Choice = Labelled & Omit<JSX.IntrinsicElements['select'], 'id' | 'label'> & {
  of: readonly (string | {value: string; label: string})[];
};

export function Select({label, hint, problem, of, ...select}: Choice): JSX.Element {
  return (
    <div class="field">
      <label for={select.id}>{label}</label>
      <select {...select} aria-describedby={described({id: select.id, label, hint, problem})}>
        {of.map((one) => {
          const {value, label: name} = typeof one === 'string' ? {value: one, label: one} : one;
          return <option key={value} value={value}>{name}</option>;
        })}
      </select>
      {hint ? <p class="hint" id={select.id + '-hint'}>{hint}</p> : null}
    </div>
  );
}

type One = Labelled & {of: Choice['of']; value: string; change: (value: string) => void};

/** One of a few that are all in sight. */
export function Radios({id, label, of, value, change}: One): JSX.Element {
  return (
    <fieldset class="field radios" id={id}>
      <legend class="label">{label}</legend>
      {of.map((one) => {
        const {value: word, label: name} = typeof one === 'string' ? {value: one, label: one} : one;
        return (
          <label key={word}>
            <input type="radio" name={id} value={word} checked={word === value} onChange={() => change(word)} />
            <span>{name}</span>
          </label>
        );
      })}
    </fieldset>
  );
}

/** Several of a few words; its value has those that are chosen, with commas between. */
export function Checks({id, label, hint, of, value, change}: One): JSX.Element {
  const chosen = value.split(',').filter(Boolean);
  return (
    <fieldset class="field checks" aria-describedby={hint ? id + '-hint' : undefined}>
      <legend class="label">{label}</legend>
      {of.map((one) => {
        const {value: word, label: name} = typeof one === 'string' ? {value: one, label: one} : one;
        const others = chosen.filter((other) => other !== word);
        const turn = (on: boolean) => change([...others, ...(on ? [word] : [])].join(','));
        return (
          <label key={word}>
            <input type="checkbox" checked={chosen.includes(word)}
                onChange={({currentTarget}) => turn(currentTarget.checked)} />
            {' '}{name}
          </label>
        );
      })}
      {hint ? <p class="hint" id={id + '-hint'}>{hint}</p> : null}
    </fieldset>
  );
}

/** Why a form was not taken. */
export function FormProblem({id, children}: {id: string; children: string}): JSX.Element {
  return <p class="problem" id={id} role="alert">{children}</p>;
}
