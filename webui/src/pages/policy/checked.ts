// What the relay says of a text, once nobody has written for a moment.

import {useEffect, useState} from 'preact/hooks';
import type {PolicyCheck} from 'relay-api';

import {call, sentenceOf} from '../../api/client';

const kQuiet = 600;           // Nobody has written for so long, in milliseconds.

export interface Checked {
  check: PolicyCheck | null;  ///< Of this very text; null: there is none, or not yet.
  problem: string;          ///< Why the relay has not checked it.
}

const kNothing: Checked = {check: null, problem: ''};

/** A null text is not checked; `base` is in force, and what the text is held against. */
export function useChecked(text: string | null, base: string): Checked {
  const [checked, setChecked] = useState<Checked & {of: string | null}>({...kNothing, of: null});
  useEffect(() => {
    if (text === null) return undefined;
    let counts = true;
    const timer = setTimeout(() => {
      call<PolicyCheck>('policy/check', {text}).then(
          (check) => { if (counts) setChecked({check, problem: '', of: text}); },
          (why: unknown) => { if (counts) setChecked({check: null, problem: sentenceOf(why), of: text}); });
    }, kQuiet);
    return () => { counts = false; clearTimeout(timer); };
  }, [text, base]);
  return text !== null && checked.of === text ? checked : kNothing;
}
