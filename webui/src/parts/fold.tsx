// What is made, and asked for, only when somebody unfolds it.

import type {ComponentChildren, JSX} from 'preact';
import {useState} from 'preact/hooks';

export function Fold({title, children}: {
  title: ComponentChildren; children: () => ComponentChildren;
}): JSX.Element {
  const [open, setOpen] = useState(false);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open ? children() : null}
    </details>
  );
}
