// What somebody has typed into a form stays while he looks elsewhere, and no longer than the page.

import {useState} from 'preact/hooks';

import {watchUnsaved} from '../entry/unsaved';
import {same} from './edit';
import type {Value} from './tree';

interface Typed {
  from: Value;              ///< What the form began with.
  value: Value;
}

export interface Kept {
  value: Value;
  /** What it began with is another now, or gone: what was typed must not be written over it. */
  overtaken: boolean;
  set: (next: Value) => void;
  forget: () => void;
  again: () => void;        ///< Begins with what is there now.
}

const typed = new Map<string, Typed>();

watchUnsaved({
  isThere: () => [...typed.values()].some(({from, value}) => !same(from, value)),
  forget: () => typed.clear(),
});

export const isKept = (key: string): boolean => typed.has(key);

/** Begins with `now`, or with what was typed before; what is there may become another one, or none. */
export function useTyped(name: string, now: Value | undefined): Kept {
  const [key] = useState(name);
  const begun = () => ({from: now ?? null, value: now ?? null});
  const [kept, setKept] = useState<Typed>(() => typed.get(key) ?? begun());
  const forget = () => { typed.delete(key); };
  return {
    value: kept.value,
    overtaken: now === undefined || !same(kept.from, now),
    set: (value) => {
      typed.set(key, {...kept, value});
      setKept({...kept, value});
    },
    forget,
    again: () => {
      forget();
      setKept(begun());
    },
  };
}
