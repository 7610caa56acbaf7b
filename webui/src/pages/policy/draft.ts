// A text that somebody is writing: it stays while he looks at other pages, and no longer than the page.

import {effect, signal} from '@preact/signals';
import type {Revision} from 'relay-api';

import {session} from '../../api/client';

export interface Draft {
  number: number;           ///< Of the revision that it was made from.
  base: string;             ///< Its digest.
  text: string;
}

export const draft = signal<Draft | null>(null);

/** How often the draft became another one without anybody writing. */
export const given = signal(0);

export function give(next: Draft | null): void {
  draft.value = next;
  ++given.value;
}

let whose = session.peek()?.name;
effect(() => {
  const name = session.value?.name;
  if (name !== whose) draft.value = null;
  whose = name;
});

export const madeFrom = ({number, digest}: Revision, text: string): Draft => ({number, base: digest, text});
