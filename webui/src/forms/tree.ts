// A policy's text as a tree whose parts know where they stand: what a form shows is read here, and a
// line that the relay names is found again.

import {
  type Document, type Node, type Pair, type YAMLMap, type YAMLSeq, isMap, isScalar, isSeq, parseDocument,
} from 'yaml';

/** What is written: every scalar is its text, and null is nothing at all. */
export type Value = null | string | Value[] | {[key: string]: Value};
export type Entries = {[key: string]: Value};
export type Path = readonly (string | number)[];

export interface Tree {
  text: string;
  root: Node | null;
  /** The first line that is no YAML; null where all is. */
  wrong: number | null;
}

let last: Tree | null = null;

/** Texts are asked about again and again: the last one is kept. */
export function treeOf(text: string): Tree {
  if (last?.text === text) return last;
  const document: Document = parseDocument(text, {schema: 'failsafe', keepSourceTokens: true, uniqueKeys: false});
  const [first] = document.errors;
  last = {text, root: document.contents as Node | null, wrong: first ? first.linePos?.[0].line ?? 1 : null};
  return last;
}

export const isRecord = (value: Value | undefined): value is Entries =>
    value !== null && typeof value === 'object' && !Array.isArray(value);

/** A value that takes no room: `key:` with nothing behind it. */
export const isNothing = (node: Node | null | undefined): boolean =>
    !node || (isScalar(node) && node.type === 'PLAIN' && /^(|~|null|Null|NULL)$/.test(node.source ?? ''));

export const keyOf = (pair: Pair): string => (isScalar(pair.key) ? String(pair.key.value) : '');

function valueOf(node: Node | null | undefined): Value {
  if (isNothing(node)) return null;
  if (isMap(node)) {
    const entries: Entries = {};
    for (const pair of (node as YAMLMap).items) {     // Of two equal keys the first one counts.
      const key = keyOf(pair);
      if (!Object.hasOwn(entries, key)) entries[key] = valueOf(pair.value as Node | null);
    }
    return entries;
  }
  if (isSeq(node)) return (node as YAMLSeq).items.map((one) => valueOf(one as Node));
  return isScalar(node) ? String(node.value) : null;
}

export function pairAt(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => keyOf(pair) === key);
}

/** The node there; undefined where nothing has that name, null where it has no value. */
export function nodeAt(tree: Tree, path: Path): Node | null | undefined {
  let node: Node | null | undefined = tree.root;
  for (const step of path) {
    if (isMap(node) && typeof step === 'string') {
      const pair: Pair | undefined = pairAt(node, step);
      node = pair ? pair.value as Node | null : undefined;
    } else {
      node = isSeq(node) && typeof step === 'number' ? node.items[step] as Node | undefined : undefined;
    }
    if (node === undefined) return undefined;
  }
  return node;
}

/** Nothing where there is none. */
export function valueAt(text: string, path: Path): Value | undefined {
  const node = nodeAt(treeOf(text), path);
  if (node === undefined) return undefined;
  return valueOf(node);
}

/** The feeds of a text by their names. */
export function entriesOfFeeds(text: string): Entries {
  const value = valueAt(text, ['feeds']);
  return isRecord(value) ? value : {};
}

/** The names under a path: of feeds, of calendars. */
export function keysAt(text: string, path: Path): string[] {
  const value = valueAt(text, path);
  return isRecord(value) ? Object.keys(value) : [];
}

/** The records of a list: groups, paths, limits. */
export function recordsAt(text: string, path: Path): Entries[] {
  const value = valueAt(text, path);
  return Array.isArray(value) ? value.map((one) => (isRecord(one) ? one : {})) : [];
}

export const namesAt = (text: string, path: Path): string[] =>
    recordsAt(text, path).map((one) => (typeof one.name === 'string' ? one.name : ''));

/** Where that one stands in the list under `path`; -1 where it is not. */
export const indexOf = (text: string, path: Path, name: string): number => namesAt(text, path).indexOf(name);

/** Past the last character of what is written there, without what only follows it. */
export function endOf(node: Node): number {
  if (isMap(node) && !node.flow) {
    const pair = node.items.at(-1);
    if (pair) return endOfPair(pair);
  }
  if (isSeq(node) && !node.flow) {
    const item = node.items.at(-1) as Node | undefined;
    if (item && !(isNothing(item) && isScalar(item) && !item.source)) return endOf(item);
  }
  return node.range![1];
}

/** Past the colon of a pair. */
export function colonOf(pair: Pair): number {
  const token = (pair.srcToken?.sep ?? []).find((one) => one.type === 'map-value-ind');
  return token && 'offset' in token ? token.offset + 1 : (pair.key as Node).range![1];
}

export function endOfPair(pair: Pair): number {
  const value = pair.value as Node | null;
  if (!value || (isScalar(value) && value.type === 'PLAIN' && !value.source)) return colonOf(pair);
  return endOf(value);
}

interface Part { path: Path; from: number; to: number }

/** Every part of the text, outer ones before what is in them. */
function* partsOf(node: Node | null, path: Path): Generator<Part> {
  if (isMap(node)) {
    for (const pair of node.items) {
      const own = [...path, keyOf(pair)];
      yield {path: own, from: (pair.key as Node).range![0], to: endOfPair(pair)};
      yield* partsOf(pair.value as Node | null, own);
    }
  } else if (isSeq(node)) {
    for (const [i, item] of node.items.entries()) {
      const one = item as Node;
      yield {path: [...path, i], from: one.range![0], to: endOf(one)};
      yield* partsOf(one, [...path, i]);
    }
  }
}

/**
 * Which part of the text a place speaks of, both from 1; without a column it is the outermost that
 * begins in that line. Nothing is the text as a whole.
 */
export function partAt(text: string, line: number, column: number | null): Path {
  const lines = text.split('\n');
  const from = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const to = from + (lines[line - 1]?.length ?? 0);
  const ahead = [...(lines[line - 1] ?? '')].slice(0, Math.max(0, (column ?? 1) - 1)).join('').length;
  const at = from + ahead;
  const parts = [...partsOf(treeOf(text).root, [])];
  const begins = parts.find((part) => part.from >= from && part.from <= to);
  if (column === null) return begins?.path ?? [];
  return parts.filter((part) => part.from <= at && at <= part.to).at(-1)?.path ?? [];
}

/** The line in which a part begins; null where it is not. */
export function lineOf(text: string, path: Path): number | null {
  const same = (one: Path) => one.length === path.length && one.every((step, i) => step === path[i]);
  for (const part of partsOf(treeOf(text).root, [])) {
    if (same(part.path)) return text.slice(0, part.from).split('\n').length;
  }
  return null;
}
