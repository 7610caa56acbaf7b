// A line that says what is stopped, wrong or waiting, with what can be done about it.

import type {ComponentChildren, JSX} from 'preact';

import {type Wish, ask} from './ask';

export type NoticeTone = 'warning' | 'danger' | 'plain';

const kShapes: Record<NoticeTone, string> = {warning: '▲', danger: '■', plain: '●'};

export function Notice({tone, children, actions}: {
  tone: NoticeTone; children: ComponentChildren; actions?: ComponentChildren;
}): JSX.Element {
  return (
    <div class={`notice deed ${tone}`}>
      <span class="shape" aria-hidden="true">{kShapes[tone]}</span>
      <span class="said">{children}</span>
      {actions ? <span class="actions">{actions}</span> : null}
    </div>
  );
}

/** A button that asks before it does; `label` says of what it speaks, to whom hears it alone. */
export function AskButton({label, wish, kind = '', children}: {
  label?: string; wish: () => Wish; kind?: string; children: ComponentChildren;
}): JSX.Element {
  return (
    <button type="button" class={`small ${kind}`} aria-label={label} onClick={() => ask(wish())}>
      {children}
    </button>
  );
}
