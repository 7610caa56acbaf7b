// "model=t14, site=hki": what is recorded of a device, in one field.

import {same} from './edit';
import {textOf} from './part';
import {type Value, isRecord} from './tree';

const textIn = (value: Value | undefined): string => (isRecord(value)
  ? Object.entries(value).map(([key, one]) => `${key}=${textOf(one)}`).join(', ') : textOf(value));

/**
 * What is no list of pairs stays the text that it is, which the relay refuses: a word that was left
 * out would let in more devices than are meant.
 */
export function attributesIn(text: string): Value | undefined {
  const words = text.split(',').map((one) => one.trim()).filter(Boolean);
  const pairs = words.map((one) => {
    const [key, ...value] = one.split('=');
    return [key!.trim(), value.join('=').trim()] as const;
  });
  const names = new Set(pairs.map(([key]) => key));
  if (names.size < pairs.length || pairs.some(([key, value]) => !key || !value)) return text;
  return pairs.length ? Object.fromEntries(pairs) : undefined;
}

/** As it was typed, if that is what is there; null: one field cannot show it. */
export function attributesText(value: Value | undefined, typed: string): string | null {
  const text = textIn(value);
  if (!same(attributesIn(text), value)) return null;
  return same(attributesIn(typed), value) ? typed : text;
}
