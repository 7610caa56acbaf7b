// The line that says what came of an act, with the way back where there is one; it goes away by itself,
// and not from under who is at it.

import {signal} from '@preact/signals';
import type {JSX} from 'preact';

import {t} from '../messages/messages';

const kStays = 12_000;
const kStaysToUndo = 30_000;  // The way to it is longer than a sentence.

interface Told {
  sentence: string;
  undo: (() => void) | null;  ///< Asks whether it is to be undone.
}

const told = signal<Told | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;

const stay = () => clearTimeout(timer);

const isSomebodyAtIt = () => document.querySelector('#outcome:is(:hover, :focus-within)') !== null;

function goSoon(): void {
  stay();
  timer = setTimeout(() => {
    if (isSomebodyAtIt()) goSoon();
    else told.value = null;
  }, told.peek()?.undo ? kStaysToUndo : kStays);
}

export function tell(sentence: string, undo: Told['undo'] = null): void {
  told.value = {sentence, undo};
  goSoon();
}

/** What its button does, for whoever has it on a key. */
export const undoLast = (): void => told.peek()?.undo?.();

/** Somebody else looks, or nobody. */
export function undoNoMore(): void {
  if (told.peek()?.undo) told.value = null;
}

export function Outcome(): JSX.Element {
  const {sentence = '', undo = null} = told.value ?? {};
  return (
    <div id="outcome" class={sentence ? 'outcome' : 'unseen'} onFocusIn={stay} onFocusOut={goSoon}
        onMouseEnter={stay} onMouseLeave={goSoon}>
      <div role="status" aria-live="polite">
        {sentence}{undo ? <span class="unseen"> {t('outcome.can_undo')}</span> : null}
      </div>
      {undo ? <button type="button" class="small" onClick={undo}>{t('outcome.undo')}</button> : null}
    </div>
  );
}
