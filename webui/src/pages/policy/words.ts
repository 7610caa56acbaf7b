// What a policy can say at a place: it is offered while somebody writes there. The keys are those of the
// example, which has every setting there is; so nobody keeps a second list of them.

import type {Completion, CompletionContext, CompletionResult} from '@codemirror/autocomplete';

import {type Value, isRecord, keysAt, namesAt, valueAt} from '../../forms/tree';
import example from '../../../../config/example/policy.yaml';
import {type Place, placeAt} from './place';

type Keys = Map<string, Keys>;

/** Where the organisation gives the names. */
const kNamed = new Set(['feeds', 'calendars', 'attributes']);
const kAny = '*';

function learn(value: Value, keys: Keys, named = false): Keys {
  if (Array.isArray(value)) for (const one of value) learn(one, keys);
  if (isRecord(value)) {
    for (const [key, one] of Object.entries(value)) {
      const name = named ? kAny : key;
      keys.set(name, learn(one, keys.get(name) ?? new Map(), kNamed.has(key)));
    }
  }
  return keys;
}

const known = learn(valueAt(example, []) ?? null, new Map());

function keysIn(path: readonly string[]): string[] {
  let keys: Keys | undefined = known;
  for (const step of path) keys = keys?.get(step) ?? keys?.get(kAny);
  return [...keys?.keys() ?? []].filter((one) => one !== kAny);
}

/** By the key, with the one around it where that makes a difference. */
const kWords: Record<string, readonly string[]> = {
  kind: ['clamav', 'files'], class: ['software', 'intelligence', 'configuration'],
  detached_signatures: ['optional', 'required'], cohort: ['fresh', 'sticky'], ephemeral: ['true', 'false'],
  'freshness then': ['alarm', 'advance'], 'no_evidence then': ['hold', 'ask', 'open'],
  ask: ['ticket', 'report', 'decision'], days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  before: ['weekend', 'closed'], 'limits hold': ['true', 'false'],
};

const groups = (text: string) => namesAt(text, ['groups']);
/** Names that the text itself gives. */
const kNames: Record<string, (text: string) => string[]> = {
  'stages groups': groups, 'limits groups': groups, watch: groups, enrolled: groups,
  feed: (text) => keysAt(text, ['feeds']), window: (text) => keysAt(text, ['calendars']),
  role: (text) => [...text.matchAll(/\brole: *([\w.-]+)/g)].map(([, role]) => role!),
};

function valuesIn(path: readonly string[], text: string): string[] {
  const key = path.at(-1) ?? '';
  const narrow = `${path.at(-2) ?? ''} ${key}`;
  const names = (kNames[narrow] ?? kNames[key])?.(text) ?? [];
  return [...new Set([...kWords[narrow] ?? kWords[key] ?? [], ...names])].filter(Boolean);
}

const kWord = /^[\w.-]*$/;

function offered(place: Place, text: string, after: string): Completion[] {
  const keys = place.wants === 'key' ? keysIn(place.path) : [];
  if (keys.length) {
    return keys.map((label) => ({label, type: 'property', apply: after.startsWith(':') ? label : label + ': '}));
  }
  return valuesIn(place.path, text).map((label) => ({label, type: 'constant'}));
}

/** Asked by whoever writes a word, or asks for the words. */
export function words(context: CompletionContext): CompletionResult | null {
  const {state, pos, explicit} = context;
  const from = context.matchBefore(/\w[\w.-]*/)?.from ?? pos;
  if (from === pos && !explicit) return null;
  const [before, after] = [state.doc.sliceString(0, from), state.doc.sliceString(pos)];
  const place = placeAt(before);
  const options = place ? offered(place, before + after, after) : [];
  return options.length ? {from, options, validFor: kWord} : null;
}
