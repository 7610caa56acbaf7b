// What somebody has typed into a form stays while he looks elsewhere, and no longer than the page.

import {effect} from '@preact/signals';
import {useState} from 'preact/hooks';

import {session} from '../api/client';
import {same} from './edit';
import type {Value} from './tree';

const typed = new Map<string, {from: Value; value: Value}>();

let whose = session.peek()?.name;
effect(() => {
  const name = session.value?.name;
  if (name !== whose) typed.clear();
  whose = name;
});

/** Begins with `from`, or with what was typed when it was the same. */
export function useTyped(key: string, from: Value): [Value, (next: Value) => void, () => void] {
  const before = typed.get(key);
  const [value, setValue] = useState(before && same(before.from, from) ? before.value : from);
  const set = (next: Value) => {
    typed.set(key, {from, value: next});
    setValue(next);
  };
  return [value, set, () => { typed.delete(key); }];
}
