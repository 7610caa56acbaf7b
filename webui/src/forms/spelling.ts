// How new parts of a policy are written: as people write them by hand in config/example.

import {type Path, type Entries, type Value, isRecord} from './tree';

const kWide = 100;            // Columns; what would be longer stands below each other.

/** In which order settings stand, whatever they belong to. */
const kOrder = [
  'name', 'kind', 'feeds', 'feed', 'groups', 'match', 'cohort', 'reboot_allowance', 'ephemeral', 'paths', 'calendars',
  'limits', 'bypass', 'for', 'stages', 'freshness', 'no_evidence', 'upstream', 'directory', 'class', 'every',
  'suspect_if_replaced_within', 'user_agent', 'databases', 'cdiffs', 'detached_signatures', 'trust', 'checks', 'soak',
  'gate', 'bake', 'survived', 'confirmed', 'failed', 'silent', 'by', 'watch', 'approve', 'approve_high_risk', 'window',
  'ramp', 'pin', 'floor', 'allow', 'block', 'lag', 'from', 'to', 'hold', 'role', 'people', 'ask', 'ceiling', 'after',
  'then', 'address', 'enrolled', 'attributes', 'why',
];

export function rank(key: string): number {
  const at = kOrder.indexOf(key);
  return at < 0 ? kOrder.length : at;
}

/** Parts that stand below each other, however short they are: feeds, groups, paths and their stages. */
const isSpread = (path: Path) => path.length <= 2 || (path[2] === 'stages' && path.length <= 4);

/** A text as YAML; without quotation marks where it needs none. */
export function scalar(text: string): string {
  const plain = /^[\p{L}\p{N}./][^\u0000-\u001f\u007f-\u009f\u2028-\u202e,[\]{}#&*!|>'"`\\]*$/u.test(text) &&
      !/\s$|^\d+:\d/.test(text) &&
      !/:(?!\/\/|\d)/.test(text) && !/^(null|yes|no|on|off)$/i.test(text);
  return plain ? text : JSON.stringify(text);
}

const sorted = (record: Entries) =>
    Object.entries(record).sort(([a], [b]) => rank(a) - rank(b));

/** In one line. */
export function flow(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'string') return scalar(value);
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  const pairs = sorted(value).map(([key, one]) => `${scalar(key)}: ${flow(one)}`);
  return pairs.length ? `{ ${pairs.join(', ')} }` : '{}';
}

/** "key: value", at that column, perhaps in several lines; no line end behind it. */
export function pairText(path: Path, value: Value, column: number): string {
  const key = scalar(String(path.at(-1)));
  const line = `${key}: ${flow(value)}`;
  const short = value === null || typeof value === 'string' || (column + line.length <= kWide && !isSpread(path));
  if (short || (isRecord(value) ? !Object.keys(value).length : !value?.length)) return line;
  return `${key}:\n${' '.repeat(column + 2)}${blockText(path, value, column + 2)}`;
}

/** The same for what is in a list, without its dash; `column` is the one behind that. */
export function itemText(path: Path, value: Value, column: number): string {
  if (!isRecord(value) || (!isSpread(path) && column + flow(value).length <= kWide)) return flow(value);
  return blockText(path, value, column);
}

/** Below each other; the first line has its indentation already. */
export function blockText(path: Path, value: Value, column: number): string {
  const between = '\n' + ' '.repeat(column);
  if (Array.isArray(value)) {
    return value.map((one, i) => `- ${itemText([...path, i], one, column + 2)}`).join(between);
  }
  if (!isRecord(value)) return flow(value);
  return sorted(value).map(([key, one]) => pairText([...path, key], one, column)).join(between);
}
