// What happens at the relay, as it happens: its events, and a look every ten seconds where they do
// not come. A page that nobody looks at asks for nothing, so that a session left alone ends by itself.

import {signal} from '@preact/signals';

const kKinds = ['status', 'audit', 'proposal', 'people', 'devices', 'policy', 'reset'] as const;
export type Kind = typeof kKinds[number];

const kEvery = 10_000;        // Between looks without events, in milliseconds.
const kAnyway = 60_000;       // Between looks with events: what only time changes is told by nobody.
const kSettled = 3_000;       // After which what was asked for while the page was loaded is asked for again.
const kTogether = 200;        // Events within this are one piece of news.

/** Whether the relay tells of itself, or is asked again and again. */
export const follows = signal(false);

type Told = (kinds: ReadonlySet<Kind>) => void;
const listeners = new Set<Told>();
/** `told` hears of every piece of news, until it asks for no more; "reset": anything may have changed. */
export function onNews(told: Told): () => void {
  listeners.add(told);
  return () => { listeners.delete(told); };
}

let gathered = new Set<Kind>();
let telling: ReturnType<typeof setTimeout> | undefined;

function tell(kind: Kind): void {
  gathered.add(kind);
  telling ??= setTimeout(() => {
    telling = undefined;
    const kinds = gathered;
    gathered = new Set();
    if (document.hidden) return;
    for (const told of listeners) told(kinds);
  }, kTogether);
}

let source: EventSource | null = null;
let first: ReturnType<typeof setTimeout> | undefined;
let begins = true;            // Nothing was told yet.
let timer: ReturnType<typeof setInterval> | undefined;
let wanted = false;

function every(milliseconds: number): void {
  clearInterval(timer);
  timer = setInterval(() => { if (!document.hidden) tell('reset'); }, milliseconds);
}

/** The first word is to look at everything, which a page that has just begun is about to do. */
function heard(kind: Kind): void {
  if (kind !== 'reset' || !begins) return tell(kind);
  begins = false;
  first = setTimeout(() => tell('reset'), kSettled);
}

function open(): void {
  source = new EventSource('/api/v1/events');
  source.addEventListener('open', () => {
    follows.value = true;
    every(kAnyway);
  });
  source.addEventListener('error', () => {
    if (follows.peek()) every(kEvery);
    follows.value = false;
    if (source?.readyState === EventSource.CLOSED) source = null;  // It will not come again.
  });
  for (const kind of kKinds) source.addEventListener(kind, () => heard(kind));
}

function close(): void {
  source?.close();
  source = null;
  follows.value = false;
}

/** Begins to follow what happens. */
export function follow(): void {
  wanted = true;
  begins = true;
  every(kEvery);
  if (!document.hidden && !source) open();
}

/** Nobody may be told any more. */
export function unfollow(): void {
  wanted = false;
  clearInterval(timer);
  clearTimeout(telling);
  clearTimeout(first);
  telling = undefined;
  gathered = new Set();
  close();
}

document.addEventListener('visibilitychange', () => {
  if (!wanted) return;
  if (document.hidden) return close();
  if (!source) open();
  tell('reset');
});
