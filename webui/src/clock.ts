// The relay's own now: how far away something is, is counted from it and not from the browser's.

import {signal} from '@preact/signals';

const kTick = 15_000;

let ahead = 0;                // Of the relay before the browser, in milliseconds.

export const now = signal(Date.now());

/** The relay has just said what time it is. */
export function itIs(instant: string): void {
  const there = Date.parse(instant);
  if (Number.isNaN(there)) return;
  ahead = there - Date.now();
  now.value = there;
}

setInterval(() => { if (!document.hidden) now.value = Date.now() + ahead; }, kTick);
