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

/** Why a form was not taken. */
export function FormProblem({id, children}: {id: string; children: string}): JSX.Element {
  return <p class="problem" id={id} role="alert">{children}</p>;
}
