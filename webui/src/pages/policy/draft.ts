// A text that somebody is writing: it stays while he looks at other pages, and no longer than the page.

import {signal} from '@preact/signals';
import type {Revision} from 'relay-api';

import {watchUnsaved} from '../../entry/unsaved';

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

watchUnsaved({isThere: () => draft.peek() !== null, forget: () => { draft.value = null; }});

export const madeFrom = ({number, digest}: Revision, text: string): Draft => ({number, base: digest, text});
