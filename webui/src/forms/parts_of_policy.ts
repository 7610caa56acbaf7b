// What forms are about: feeds, groups, paths and limits, and where in the text each of them stands.

import {addItem, pruned, put} from './edit';
import {entriesOf, textOf} from './part';
import {type Entries, type Path, type Value, indexOf, recordsAt, valueAt} from './tree';

export const kKinds = ['feed', 'group', 'path', 'limit'] as const;
export type Kind = typeof kKinds[number];

export interface Written { text: string; at: Path }

const kLists = {group: 'groups', path: 'paths', limit: 'limits'} as const;

/** A feed's name is its key; here it is with the rest. */
export function feedIn(text: string, name: string): Value | undefined {
  const value = valueAt(text, ['feeds', name]);
  return value === undefined ? undefined : {name, ...entriesOf(value)};
}

/** What is there under that name, or number of a limit; nothing where it is not. */
export function partIn(text: string, kind: Kind, name: string): Value | undefined {
  if (kind === 'feed') return feedIn(text, name);
  if (kind === 'limit') return recordsAt(text, ['limits'])[Number(name)];
  const at = indexOf(text, [kLists[kind]], name);
  return at < 0 ? undefined : valueAt(text, [kLists[kind], at]);
}

function writeFeed(text: string, value: Value): Written | null {
  const {name, ...feed}: Entries = entriesOf(value);
  const key = textOf(name).trim();
  return key ? {text: put(text, ['feeds', key], feed), at: ['feeds', key]} : null;
}

/** A new group stands before the one that is everybody else. */
function addToList(text: string, kind: 'group' | 'path' | 'limit', value: Value): Written {
  const list = kLists[kind];
  const count = recordsAt(text, [list]).length;
  const rest = kind === 'group' ? indexOf(text, [list], 'default') : -1;
  const at = rest < 0 ? count : rest;
  return {text: addItem(text, [list], at, value), at: [list, at]};
}

/** `name`: of what is edited; nothing: it is new. Null as long as there is nothing to write, or no name for it. */
export function write(kind: Kind, name: string | undefined, text: string, value: Value): Written | null {
  if (kind === 'feed') return writeFeed(text, value);
  if (kind !== 'limit' && !textOf(entriesOf(value).name).trim()) return null;
  if (name === undefined) {
    const fresh = pruned(value);
    return fresh === undefined ? null : addToList(text, kind, fresh);
  }
  const at: Path = [kLists[kind], kind === 'limit' ? Number(name) : indexOf(text, [kLists[kind]], name)];
  return {text: put(text, at, value), at};
}

/** Whether the name of something new is another one's already. */
export const isTaken = (text: string, kind: Kind, value: Value): boolean =>
    kind !== 'limit' && partIn(text, kind, textOf(entriesOf(value).name).trim()) !== undefined;
