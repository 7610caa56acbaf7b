// Who uses the page: nobody yet, somebody who must do something first, or somebody who may look.

import {signal} from '@preact/signals';

import {forgetAll} from '../api/asked';
import {Refused, become, lookWho, send, sentenceOf, session, whenSession} from '../api/client';
import type {Session} from 'relay-api';
import {follow, onNews, unfollow} from '../live';
import {askNoMore} from '../parts/ask';
import {undoNoMore} from '../parts/outcome';
import {proofEnds} from './sure';
import {keepUnsavedFor} from './unsaved';

export type Standing =
    {kind: 'unknown'} | {kind: 'set-up'} | {kind: 'nobody'; why: string} | {kind: 'due'} | {kind: 'in'};

export const standing = signal<Standing>({kind: 'unknown'});

let met = '';                 // For whom the page was made up last.

function meet(next: Session | null, why: string): void {
  const whom = next ? next.name + (next.due ? ' due' : '') : '';
  if (next && whom === met) return;
  met = whom;
  unfollow();
  forgetAll();
  askNoMore();
  undoNoMore();
  proofEnds();
  // A session that ended by itself may be followed by one of the same person.
  if (next || !why) keepUnsavedFor(next?.name ?? '');
  if (!next) {
    standing.value = {kind: 'nobody', why};
    return;
  }
  standing.value = {kind: next.due ? 'due' : 'in'};
  if (!next.due) follow();
}

// Roles are given and taken while somebody looks. What else it finds, the page is told as well.
onNews((kinds) => {
  if (session.peek() && (kinds.has('people') || kinds.has('reset'))) lookWho().catch(() => {});
});

/** Finds out who is signed in, or what has to be done before. */
export async function begin(): Promise<void> {
  whenSession(meet);
  try {
    become(await send<Session>('GET', 'session'));
  } catch (problem) {
    const refused = problem instanceof Refused ? problem : null;
    if (refused?.code === 'not-set-up') standing.value = {kind: 'set-up'};
    else become(null, refused?.status === 401 ? '' : sentenceOf(problem));
  }
}

/** Signs out; what went wrong, or nothing. */
export async function signOut(out: () => Promise<unknown>): Promise<string> {
  try {
    await out();
    become(null);
    return '';
  } catch (problem) {
    if (session.peek()) return sentenceOf(problem);
    keepUnsavedFor('');         // It had ended by itself, yet he has said that nothing is to be kept.
    return '';
  }
}
