// A part of what a form is about: its value, the way to another one, and what the relay says of it.

import type {TextProblem} from 'relay-api';

import {type Entries, type Value, isRecord} from './tree';

export interface Part {
  id: string;               ///< Of its element: "form-stages-1-soak".
  value: Value | undefined;
  told: readonly TextProblem[];
  set: (next: Value | undefined) => void;
  at: (step: string | number) => Part;
}

/** Problems by the part that shows them: "stages.1.soak". */
export type Told = ReadonlyMap<string, readonly TextProblem[]>;

const kNone: readonly TextProblem[] = [];

export const entriesOf = (value: Value | undefined): Entries => (isRecord(value) ? value : {});

/** A list, or what stands there alone. */
export function itemsOf(value: Value | undefined): Value[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === '' || value === null ? [] : [value];
}

export const textsOf = (value: Value | undefined): string[] =>
    itemsOf(value).filter((one): one is string => typeof one === 'string');

export const textOf = (value: Value | undefined): string => (typeof value === 'string' ? value : '');

export function partOf(value: Value | undefined, set: Part['set'], told: Told, path = ''): Part {
  return {
    id: 'form' + (path ? '-' + path.replaceAll('.', '-') : ''), value, set, told: told.get(path) ?? kNone,
    at: (step) => {
      const own = path ? `${path}.${step}` : String(step);
      if (typeof step === 'number') {
        const items = itemsOf(value);
        return partOf(items[step], (next) => set(items.map((one, i) => (i === step ? next ?? '' : one))), told, own);
      }
      const {[step]: now, ...others} = entriesOf(value);
      const change = (next: Value | undefined) => {
        if (next === undefined) set(others);
        else set({...entriesOf(value), [step]: next});
      };
      return partOf(now, change, told, own);
    },
  };
}
