// What a page has asked the relay for: asked again when something of its kind happened, shared by
// all that show it, and kept while the next answer is on its way.

import {type Signal, signal} from '@preact/signals';
import {useEffect, useMemo} from 'preact/hooks';

import {type Kind, onNews} from '../live';
import {call, isSame, session} from './client';

/** An answer as it is known now. */
export interface Asked<T> {
  value: T | undefined;     ///< Nothing yet, or nothing ever.
  problem: unknown;         ///< Why there is no newer one; null when there is.
  again: () => Promise<void>;
}

interface Entry {
  value: Signal<object | undefined>;  ///< Whose answer has the same text shows nothing new.
  problem: Signal<unknown>;
  kinds: Set<Kind>;
  users: number;
  running: Promise<void> | null;
  stale: boolean;
}

const kMost = 300;          // Answers that are kept while nobody shows them.
const entries = new Map<string, Entry>();

function entryOf(path: string): Entry {
  let entry = entries.get(path);
  if (!entry) {
    entry = {value: signal(undefined), problem: signal(null), kinds: new Set(), users: 0, running: null, stale: true};
    entries.set(path, entry);
    if (entries.size > kMost) forgetUnused();
  }
  return entry;
}

function forgetUnused(): void {
  for (const [path, entry] of entries) if (!entry.users) entries.delete(path);
}

async function ask(path: string, entry: Entry): Promise<void> {
  entry.stale = false;
  try {
    const value = await call<object>(path);
    if (entries.get(path) !== entry) return;  // Somebody else is signed in meanwhile.
    const before = entry.value.peek();
    if (!before || !isSame(before, value)) entry.value.value = value;
    entry.problem.value = null;
  } catch (problem) {
    entry.stale = true;
    entry.problem.value = problem;
  }
}

/** Two questions never cross: who asks while one is on its way gets one more after it. */
function askAgain(path: string, entry: Entry): Promise<void> {
  if (entry.running) {
    entry.stale = true;
    return entry.running;
  }
  const round = async () => {
    let first = true;
    while (first || (entry.stale && !entry.problem.peek())) {
      first = false;
      await ask(path, entry);
    }
  };
  entry.running = round().finally(() => { entry.running = null; });
  return entry.running;
}

const may = () => session.peek() !== null && !session.peek()!.due;

onNews((kinds) => {
  if (!may()) return;
  for (const [path, entry] of entries) {
    const concerned = kinds.has('reset') || [...entry.kinds].some((kind) => kinds.has(kind));
    if (!concerned) continue;
    entry.stale = true;
    if (entry.users) askAgain(path, entry);
  }
});

/** Nothing of the relay stays when nobody may look at it any more. */
export function forgetAll(): void { entries.clear(); }

/** Asks for all that is shown, now. */
export async function lookAgain(): Promise<void> {
  await Promise.all([...entries].filter(([, entry]) => entry.users)
      .map(([path, entry]) => askAgain(path, entry)));
}

/** The answers to GET each path, and again after news of these kinds. */
export function useAskedAll<T>(paths: readonly string[], ...kinds: Kind[]): Asked<T>[] {
  const all = useMemo(() => paths.map((path) => ({path, entry: entryOf(path)})),
                      [paths.join('\n'), session.value?.name]);
  useEffect(() => {
    for (const {path, entry} of all) {
      entries.set(path, entry);
      ++entry.users;
      for (const kind of kinds) entry.kinds.add(kind);
      // What is on its way to somebody else is on its way to this one as well.
      if (!entry.running && (entry.stale || entry.value.peek() === undefined)) void askAgain(path, entry);
    }
    return () => { for (const {entry} of all) --entry.users; };
  }, [all]);
  return all.map(({path, entry}) => ({
    value: entry.value.value as T | undefined, problem: entry.problem.value, again: () => askAgain(path, entry),
  }));
}

/** The same of one path. A null path asks for nothing: for what depends on something that is not known yet. */
export function useAsked<T>(path: string | null, ...kinds: Kind[]): Asked<T> {
  const [asked] = useAskedAll<T>(path === null ? [] : [path], ...kinds);
  return asked ?? {value: undefined, problem: null, again: async () => {}};
}
