// What came to devices, as lines over the same moments: a line for each group, and one for all that find
// no line of their own.

import type {Adoption, AdoptionPoint, GroupAdoption} from 'relay-api';

import {t} from '../../../messages/messages';

export type Measure = 'taken' | 'survived' | 'silent';
export const kMeasures: readonly Measure[] = ['taken', 'survived', 'silent'];

export const kLines = 6;      // As many as can be told apart.

export interface Line {
  name: string;
  taken: number;
  survived: number;
  confirmed: number;
  silent: number;
  values: number[];         ///< At each moment.
}
export interface Lines { moments: number[]; lines: Line[] }

/** The last that is known at each of the moments. */
function filled(points: readonly AdoptionPoint[], moments: readonly number[], measure: Measure): number[] {
  let next = 0;
  let value = 0;
  return moments.map((moment) => {
    while (next < points.length && Date.parse(points[next]!.at) <= moment) value = points[next++]![measure];
    return value;
  });
}

function lineOf(one: GroupAdoption, moments: readonly number[], measure: Measure): Line {
  const {group, taken, survived, confirmed, silent, points} = one;
  return {name: group, taken, survived, confirmed, silent, values: filled(points, moments, measure)};
}

function together(lines: readonly Line[]): Line {
  const sum = (of: (line: Line) => number) => lines.reduce((total, one) => total + of(one), 0);
  return {
    name: t('adoption.others', {count: lines.length}), taken: sum((one) => one.taken),
    survived: sum((one) => one.survived), confirmed: sum((one) => one.confirmed), silent: sum((one) => one.silent),
    values: lines[0]!.values.map((_, i) => sum((one) => one.values[i]!)),
  };
}

/** Moments in milliseconds, ascending. */
export function linesOf({groups}: Adoption, measure: Measure): Lines {
  const moments = [...new Set(groups.flatMap((one) => one.points.map(({at}) => Date.parse(at))))]
      .sort((one, other) => one - other);
  const all = [...groups].sort((one, other) => other.taken - one.taken).map((one) => lineOf(one, moments, measure));
  if (all.length <= kLines) return {moments, lines: all};
  return {moments, lines: [...all.slice(0, kLines - 1), together(all.slice(kLines - 1))]};
}
