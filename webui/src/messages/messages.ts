// All text that people see comes from a catalogue: keys with holes, both checked by the compiler.

import type {ComponentChildren} from 'preact';

import {en} from './en';

/** A text, or two of them by the number in {count}. */
export type Message = string | {one: string; other: string};
export type Catalogue = Record<Key, Message>;
export type Key = keyof typeof en;

type HolesIn<T extends string> =
    T extends `${string}{${infer Hole}}${infer Rest}` ? Hole | HolesIn<Rest> : never;
type HolesOf<M> = M extends string ? HolesIn<M>
    : M extends {other: infer Other extends string} ? HolesIn<Other> | 'count' : never;
type Holes<K extends Key> = HolesOf<(typeof en)[K]>;
/** Keys of texts without holes. */
export type PlainKey = {[K in Key]: [Holes<K>] extends [never] ? K : never}[Key];
type Filled<K extends Key, With> = [Holes<K>] extends [never] ? [] : [Record<Holes<K>, With>];

const catalogue: Catalogue = en;
export const language = 'en';
const plural = new Intl.PluralRules(language);

function textOf(key: Key, values: Record<string, unknown>): string {
  const message = catalogue[key];
  if (typeof message === 'string') return message;
  return plural.select(Number(values.count)) === 'one' ? message.one : message.other;
}

const digits = new Intl.NumberFormat(language);
const kCounts = new Set(['count', 'all']);

/** What fills a hole; of what is counted, the digits stand in groups. */
const filling = <V>(name: string, value: V): V | string =>
    (kCounts.has(name) && typeof value === 'number' ? digits.format(value) : value);

/** The text under `key`, with its holes filled. */
export function t<K extends Key>(key: K, ...[values]: Filled<K, string | number>): string {
  const given: Record<string, string | number> = values ?? {};
  return textOf(key, given).replace(/\{(\w+)\}/g, (hole, name: string) => String(filling(name, given[name]) ?? hole));
}

/** The same with elements in its holes. */
export function say<K extends Key>(key: K, ...[values]: Filled<K, ComponentChildren>): ComponentChildren {
  const given: Record<string, ComponentChildren> = values ?? {};
  return textOf(key, given).split(/(\{\w+\})/).map(
      (piece) => (piece.startsWith('{') ? filling(piece.slice(1, -1), given[piece.slice(1, -1)]) : piece));
}

/** What a word of the API is called, such as a state; the word itself where nothing is known of it. */
export function word(kind: string, value: string): string {
  const message = (catalogue as Record<string, Message>)[`${kind}.${value}`];
  return typeof message === 'string' ? message : value;
}
