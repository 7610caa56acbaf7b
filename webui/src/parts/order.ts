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
