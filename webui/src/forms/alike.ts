// Which item of a list has become which: what is changed in one place leaves the others, and the
// comments beside them, where they are.

import {type Value, isRecord} from './tree';

/** An old item that stays or changes, one that goes (`next` null), or a new one in front of `old`. */
export interface Step { old: number; next: number | null; isNew: boolean }

const kNames = ['name', 'groups', 'role', 'feed'];

const isAlike = (one: Value, other: Value): boolean => isRecord(one) && isRecord(other) &&
    kNames.some((key) => key in one && JSON.stringify(one[key]) === JSON.stringify(other[key]));

/**
 * Keeps the order, and of all ways to do so takes the one in which the most items stay the same;
 * then the one in which the most keep their name; then in which the fewest go and come.
 */
export function stepsOf(olds: readonly Value[], news: readonly Value[],
                        same: (old: number, next: number) => boolean): Step[] {
  const many = Math.min(olds.length, news.length) + 1;
  const worth = (i: number, j: number) =>
      (same(i, j) ? many * many : isAlike(olds[i]!, news[j]!) ? many : 1);
  const best = Array.from({length: olds.length + 1}, () => new Array<number>(news.length + 1).fill(0));
  for (let i = olds.length - 1; i >= 0; --i) {
    for (let j = news.length - 1; j >= 0; --j) {
      best[i]![j] = Math.max(best[i + 1]![j + 1]! + worth(i, j), best[i + 1]![j]!, best[i]![j + 1]!);
    }
  }
  const steps: Step[] = [];
  let [i, j] = [0, 0];
  while (i < olds.length || j < news.length) {
    const both = i < olds.length && j < news.length;
    if (both && best[i]![j] === best[i + 1]![j + 1]! + worth(i, j)) steps.push({old: i++, next: j++, isNew: false});
    else if (i < olds.length && (!both || best[i]![j] === best[i + 1]![j])) {
      steps.push({old: i++, next: null, isNew: false});
    } else steps.push({old: i, next: j++, isNew: true});
  }
  return steps;
}
