// A line that says what is stopped, wrong or waiting, with what can be done about it.

import type {ComponentChildren, JSX, RefObject} from 'preact';
import {useLayoutEffect, useRef, useState} from 'preact/hooks';

import {t} from '../messages/messages';
import {type Wish, ask} from './ask';

export type NoticeTone = 'warning' | 'danger' | 'plain';

const kShapes: Record<NoticeTone, string> = {warning: '▲', danger: '■', plain: '●'};

const kLines = 6;              // As many as style/parts.css leaves of a long one.

/** Whether what is said is longer than a notice is high, in the window as it is. */
function useLong(said: RefObject<HTMLElement>): boolean {
  const [long, setLong] = useState(false);
  useLayoutEffect(() => {
    const shown = said.current!;
    const look = () => setLong(shown.scrollHeight > (kLines + 0.5) * parseFloat(getComputedStyle(shown).lineHeight));
    const watch = new ResizeObserver(look);
    watch.observe(shown);
    look();
    return () => watch.disconnect();
  }, []);
  return long;
}

/** What somebody wrote may be long: the page below stays in sight. */
export function Notice({tone, children, actions}: {
  tone: NoticeTone; children: ComponentChildren; actions?: ComponentChildren;
}): JSX.Element {
  const said = useRef<HTMLElement>(null);
  const long = useLong(said);
  const [open, setOpen] = useState(false);
  return (
    <div class={`notice deed ${tone}`}>
      <span class="shape" aria-hidden="true">{kShapes[tone]}</span>
      <span class={long && !open ? 'said cut' : 'said'} ref={said}>{children}</span>
      {actions || long ? (
        <span class="actions">
          {long ? (
            <button type="button" class="small quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
              {t(open ? 'notice.less' : 'notice.more')}
            </button>
          ) : null}
          {actions}
        </span>
      ) : null}
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
