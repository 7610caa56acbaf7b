// Rows stay where somebody reads them: what happens meanwhile changes what they say, and not their places,
// until he asks for that.

import {useRef, useState} from 'preact/hooks';

interface Order<Row> { of: string | null; rows: readonly Row[]; newest: string }

interface Kept<Row> {
  rows: readonly Row[];
  moved: number;            ///< Rows that would stand further up, or are not there yet.
  anew: () => void;
}

/**
 * `fresh` has the newest first, by `stampOf`; `of` names the list, and another one begins anew. Of a list that
 * is not `complete`, what is missing may still be there.
 */
export function useKeptOrder<Row>(
    of: string, fresh: readonly Row[], complete: boolean, keyOf: (row: Row) => string,
    stampOf: (row: Row) => string): Kept<Row> {
  const order = useRef<Order<Row>>({of: null, rows: [], newest: ''});
  const [, draw] = useState(0);
  const begin = () => {
    const newest = fresh.reduce((max, row) => (stampOf(row) > max ? stampOf(row) : max), '');
    order.current = {of, rows: fresh, newest};
  };
  const old = order.current;
  if (old.of !== of || !old.rows.length) {
    begin();
    return {rows: fresh, moved: 0, anew: begin};
  }
  const now = new Map(fresh.map((row) => [keyOf(row), row]));
  const there = old.rows.flatMap((row) => now.get(keyOf(row)) ?? (complete ? [] : [row]));
  const known = new Set(there.map(keyOf));
  const later = fresh.filter((row) => !known.has(keyOf(row)) && stampOf(row) <= old.newest);
  const rows = [...there, ...later];
  order.current = {...old, rows};
  const asItWas = fresh.every((row, i) => rows[i] !== undefined && keyOf(rows[i]) === keyOf(row));
  if (asItWas) {
    if (complete) begin();
    return {rows, moved: 0, anew: begin};
  }
  return {
    rows, moved: fresh.filter((row) => stampOf(row) > old.newest).length,
    anew: () => { begin(); draw((n) => n + 1); },
  };
}

/** The first value of all that come for `of`: what was decided does not change under who looks at it. */
export function useFirst<T>(of: string, value: T): T {
  const first = useRef({of, value});
  if (first.current.of !== of) first.current = {of, value};
  return first.current.value;
}

interface Share<One> { key: string; all: One[] }

/** Keys for what is told together: each share has the one that most of it had before, the largest first. */
export function useKeptKeys<One>(shared: One[][], nameOf: (one: One) => string): Share<One>[] {
  const kept = useRef({keys: new Map<string, string>(), made: 0});
  const {keys} = kept.current;
  const taken = new Set<string>();
  const keyOf = (all: One[]): string => {
    const votes = new Map<string, number>();
    for (const one of all) {
      const key = keys.get(nameOf(one));
      if (key !== undefined && !taken.has(key)) votes.set(key, (votes.get(key) ?? 0) + 1);
    }
    const [most] = [...votes].sort(([, one], [, other]) => other - one);
    return most?.[0] ?? String(kept.current.made++);
  };
  const found = new Map<One[], string>();
  for (const all of shared.toSorted((one, other) => other.length - one.length)) {
    found.set(all, keyOf(all));
    taken.add(found.get(all)!);
  }
  const shares = shared.map((all) => ({key: found.get(all)!, all}));
  kept.current.keys = new Map(shares.flatMap(({key, all}) => all.map((one) => [nameOf(one), key])));
  return shares;
}
