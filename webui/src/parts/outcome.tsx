// The line that says what came of an act; it goes away by itself.

import {signal} from '@preact/signals';
import type {JSX} from 'preact';

const kStays = 12_000;

const outcome = signal('');
let timer: ReturnType<typeof setTimeout> | undefined;

export function tell(sentence: string): void {
  outcome.value = sentence;
  clearTimeout(timer);
  timer = setTimeout(() => { outcome.value = ''; }, kStays);
}

export function Outcome(): JSX.Element {
  return <div id="outcome" class="outcome" role="status" aria-live="polite">{outcome.value}</div>;
}
