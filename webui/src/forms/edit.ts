// Changes of a policy's text that leave alone what they are not about: comments, order, the way in
// which things are written. Each is a cut in the text at the place of what it changes.

import {type Node, type Pair, type YAMLMap, type YAMLSeq, isMap, isScalar, isSeq} from 'yaml';

import {stepsOf} from './alike';
import {blockText, flow, itemText, pairText, rank, scalar} from './spelling';
import {
  type Path, type Tree, type Value, colonOf, endOf, endOfPair, isNothing, isRecord, keyOf, nodeAt, pairAt, treeOf,
  valueAt,
} from './tree';

/** Without what says nothing: empty texts, lists and records, space around texts. Undefined where nothing is left. */
export function pruned(value: Value | undefined): Value | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string') return value.trim() || undefined;
  if (Array.isArray(value)) {
    const items = value.map(pruned).filter((one) => one !== undefined);
    return items.length ? items : undefined;
  }
  if (!isRecord(value)) return value;
  const pairs = Object.entries(value).map(([key, one]) => [key, pruned(one)] as const)
      .filter((pair): pair is [string, Value] => pair[1] !== undefined);
  return pairs.length ? Object.fromEntries(pairs) : undefined;
}

function canonical(value: Value | undefined): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (!isRecord(value)) return value ?? null;
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, canonical(one)]);
}

/** The same text for what says the same. */
const said = (value: Value | undefined): string =>
    JSON.stringify([canonical(pruned(value)), pruned(value) === undefined]);

export const same = (a: Value | undefined, b: Value | undefined): boolean => said(a) === said(b);

const cut = (text: string, from: number, to: number, by: string) => text.slice(0, from) + by + text.slice(to);
const lineStart = (text: string, at: number) => text.lastIndexOf('\n', at - 1) + 1;
const columnOf = (text: string, at: number) => at - lineStart(text, at);

/** Past the end of the line, and of the comment in it. */
function lineEnd(text: string, at: number): number {
  if (at > 0 && text[at - 1] === '\n') return at;
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

const startOf = (pair: Pair) => (pair.key as Node).range![0];

function dashOf(seq: YAMLSeq, index: number): number {
  const token = (seq.srcToken as {items?: {start: {type: string; offset: number}[]}[]} | undefined)?.items?.[index];
  return token?.start.find((one) => one.type === 'seq-item-ind')?.offset ?? (seq.items[index] as Node).range![0];
}

/** A line of its own, behind the one that ends at `after`. */
function addLine(text: string, after: number, column: number, line: string): string {
  const at = lineEnd(text, after);
  const before = at === 0 || text[at - 1] === '\n' ? '' : '\n';
  return cut(text, at, at, `${before}${' '.repeat(column)}${line}\n`);
}

function addPair(text: string, map: YAMLMap, path: Path, value: Value): string {
  const key = String(path.at(-1));
  const [from, to] = map.range!;
  if (!map.items.length) {
    return cut(text, from, to, path.length === 1 ? pairText(path, value, 0) : flow({[key]: value}));
  }
  const before = map.items.findLastIndex((pair) => rank(keyOf(pair)) <= rank(key));
  const pair = map.items[Math.max(0, before)]!;
  if (map.flow) return cut(text, endOfPair(pair), endOfPair(pair), `, ${scalar(key)}: ${flow(value)}`);
  const column = columnOf(text, startOf(map.items[0]!));
  const line = pairText(path, value, column);
  return addLine(text, endOfPair(pair), column, path.length === 1 ? '\n' + line : line);
}

/** Instead of what has another shape, or none. */
function replace(text: string, tree: Tree, path: Path, value: Value): string {
  const node = nodeAt(tree, path);
  const parent = nodeAt(tree, path.slice(0, -1));
  const pair = isMap(parent) ? pairAt(parent, String(path.at(-1))) : undefined;
  if (!pair) return node?.range ? cut(text, node.range[0], endOf(node), flow(value)) : text;
  const colon = colonOf(pair);
  const start = startOf(pair);
  const written = (parent as YAMLMap).flow
    ? `${scalar(keyOf(pair))}: ${flow(value)}` : pairText(path, value, columnOf(text, start));
  const behind = written.slice(written.indexOf(':') + 1);
  return cut(text, colon, Math.max(colon, endOfPair(pair)), behind);
}

function replaceScalar(text: string, node: Node, value: string): string {
  const quoted = isScalar(node) && node.type !== 'PLAIN';
  const block = isScalar(node) && (node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL');
  const written = quoted ? JSON.stringify(value) : scalar(value);
  const [from, to] = node.range!;
  return cut(text, from, to, block && text[to - 1] === '\n' ? written + '\n' : written);
}

function removePair(text: string, map: YAMLMap, index: number): string {
  const pair = map.items[index]!;
  const next = map.items[index + 1];
  const [from, to] = [startOf(pair), endOfPair(pair)];
  if (map.items.length === 1) return cut(text, from, to, map.flow ? '' : '{}');
  if (map.flow) {
    return next ? cut(text, from, startOf(next), '') : cut(text, endOfPair(map.items[index - 1]!), to, '');
  }
  const first = lineStart(text, from);
  if (!text.slice(first, from).trim()) return cut(text, first, lineEnd(text, to), '');
  // It stands behind a dash: what follows it moves there, unless a comment stands between.
  const between = text.slice(lineEnd(text, to), next ? startOf(next) : to);
  return between.trim() ? cut(text, from, lineEnd(text, to), '\n') : cut(text, from, next ? startOf(next) : to, '');
}

/** Takes out what stands there; a list or a record of which nothing is left goes with it. */
export function remove(text: string, path: Path): string {
  const tree = treeOf(text);
  const parent = nodeAt(tree, path.slice(0, -1));
  const step = path.at(-1);
  if (nodeAt(tree, path) === undefined || !parent || step === undefined) return text;
  const count = isMap(parent) || isSeq(parent) ? parent.items.length : 0;
  // A policy has its feeds, be there none of them.
  if (count === 1 && path.length > (isSeq(parent) ? 1 : 2)) return remove(text, path.slice(0, -1));
  if (isMap(parent)) return removePair(text, parent, parent.items.findIndex((pair) => keyOf(pair) === step));
  if (!isSeq(parent) || typeof step !== 'number') return text;
  const item = parent.items[step] as Node;
  const next = parent.items[step + 1] as Node | undefined;
  const before = parent.items[step - 1] as Node | undefined;
  if (!parent.flow) return cut(text, lineStart(text, dashOf(parent, step)), lineEnd(text, endOf(item)), '');
  if (next) return cut(text, item.range![0], next.range![0], '');
  return cut(text, before ? endOf(before) : item.range![0], endOf(item), '');
}

/** Puts one more into the list under `path`, in front of the one with that number. */
export function addItem(text: string, path: Path, index: number, value: Value): string {
  const seq = nodeAt(treeOf(text), path);
  if (!isSeq(seq) || !seq.items.length) return put(text, path, [value]);
  const before = seq.items[index - 1] as Node | undefined;
  const first = seq.items[0] as Node;
  if (seq.flow) {
    return before ? cut(text, endOf(before), endOf(before), `, ${flow(value)}`)
      : cut(text, first.range![0], first.range![0], `${flow(value)}, `);
  }
  const column = columnOf(text, dashOf(seq, 0));
  const line = `- ${itemText([...path, index], value, column + 2)}`;
  if (before) return addLine(text, endOf(before), column, line);
  const at = lineStart(text, dashOf(seq, 0));
  return cut(text, at, at, `${' '.repeat(column)}${line}\n`);
}

/** Items that stay as they are are not touched. From the end on, so that those before keep their numbers. */
function putList(text: string, path: Path, now: readonly Value[], next: readonly Value[]): string {
  const [before, behind] = [now.map(said), next.map(said)];
  let head = 0;
  while (head < Math.min(now.length, next.length) && before[head] === behind[head]) ++head;
  let tail = 0;
  while (tail < Math.min(now.length, next.length) - head && before.at(-1 - tail) === behind.at(-1 - tail)) ++tail;
  const [olds, news] = [now.slice(head, now.length - tail), next.slice(head, next.length - tail)];
  const steps = stepsOf(olds, news, (i, j) => before[head + i] === behind[head + j]);
  return steps.reduceRight((result, {old, next: item, isNew}) => {
    const at = head + old;
    if (item === null) return remove(result, [...path, at]);
    return isNew ? addItem(result, path, at, news[item]!) : put(result, [...path, at], news[item]);
  }, text);
}

/**
 * The same text, but `value` stands there; undefined and empty: nothing does. Of records and lists only
 * those parts are touched that are different.
 */
export function put(text: string, path: Path, value: Value | undefined): string {
  const next = pruned(value);
  const tree = treeOf(text);
  const node = nodeAt(tree, path);
  const now = valueAt(text, path);
  if (same(now, next)) return text;
  if (next === undefined) return remove(text, path);
  if (node === undefined) {
    const above = path.slice(0, -1);
    const parent = above.length ? nodeAt(tree, above) : tree.root;
    const isOpen = isMap(parent) && (parent.items.length > 0 || above.length !== 1);
    if (isOpen) return addPair(text, parent, path, next);
    if (!above.length) return addLine(text, text.length, 0, blockText([], {[String(path[0])]: next}, 0));
    return put(text, above, {[String(path.at(-1))]: next});
  }
  if (isRecord(now) && isRecord(next) && Object.keys(now).length) {
    const keys = [...Object.keys(next), ...Object.keys(now).filter((key) => !(key in next))];
    return keys.reduce((result, key) => put(result, [...path, key], (value as {[key: string]: Value})[key]), text);
  }
  if (Array.isArray(now) && Array.isArray(next) && now.length) return putList(text, path, now, next);
  if (typeof now === 'string' && typeof next === 'string' && node && !isNothing(node)) {
    return replaceScalar(text, node, next);
  }
  return replace(text, tree, path, next);
}
