// A dialog above the page: the browser's own, which keeps the focus inside and gives it back.

import type {ComponentChildren, JSX} from 'preact';
import {useEffect, useRef} from 'preact/hooks';

interface Properties {
  id: string;
  title: ComponentChildren;
  told?: string;            ///< The ids of what is read out with the title.
  onClose: () => void;      ///< However it was closed.
  children: ComponentChildren;
}

/** It is open for as long as it is there. */
export function Dialog({id, title, told, onClose, children}: Properties): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opened = dialog.current;
    const before = document.activeElement;
    opened?.showModal();
    opened?.querySelector<HTMLElement>('[data-first], [type=radio]:checked')?.focus();
    return () => {
      opened?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus({preventScroll: true});
    };
  }, []);
  return (
    <dialog id={id} ref={dialog} aria-labelledby={id + '-title'} aria-describedby={told} onClose={onClose}
        onCancel={(event) => { event.preventDefault(); onClose(); }}>
      <h2 id={id + '-title'}>{title}</h2>
      {children}
    </dialog>
  );
}
