// A long table of which only the rows in sight are in the page: 100,000 of them scroll as ten do.

import type {ComponentChildren, JSX} from 'preact';
import {useEffect, useLayoutEffect, useRef, useState} from 'preact/hooks';

import {Failed} from './states';

export interface Column<Row> {
  key: string;
  title: string;
  cell: (row: Row) => ComponentChildren;
  class?: string;
  head?: boolean;           ///< Its cells name their row.
}

interface Properties<Row> {
  label: string;
  columns: Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  height?: number;          ///< Of a row in pixels, as a first guess.
  more?: (() => void) | null;  ///< Gets further rows; called as the end comes into sight.
  /** Why the rows are not all or not the newest: said under the last one. */
  broken?: {problem: unknown; again: () => Promise<void>} | null;
  got?: number;             ///< Rows that it has got so far, where not each of them is another one.
}

const kAround = 12;           // Rows that are kept before and after those in sight.
const kVirtualFrom = 120;     // Fewer rows are all in the page.

/** Which rows are in sight, by what a row was found to be high. */
function useSight(count: number, guess: number) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [height, setHeight] = useState(guess);
  const [range, setRange] = useState({from: 0, to: Math.min(count, 2 * kAround)});
  useEffect(() => {
    const look = () => {
      const top = body.current?.getBoundingClientRect().top ?? 0;
      const first = Math.max(0, Math.floor(-top / height) - kAround);
      const last = Math.min(count, Math.ceil((innerHeight - top) / height) + kAround);
      const from = Math.max(0, Math.min(first, count));
      setRange((old) => (old.from === from && old.to === last ? old : {from, to: Math.max(from, last)}));
    };
    look();
    addEventListener('scroll', look, {passive: true});
    addEventListener('resize', look);
    return () => {
      removeEventListener('scroll', look);
      removeEventListener('resize', look);
    };
  }, [count, height]);
  useLayoutEffect(() => {
    const rows = [...(body.current?.rows ?? [])].filter((row) => !row.classList.contains('gap'));
    if (rows.length < 5 || count < kVirtualFrom) return;
    const [first, last] = [rows[0]!.getBoundingClientRect(), rows.at(-1)!.getBoundingClientRect()];
    const mean = (last.bottom - first.top) / rows.length;
    if (mean > 0 && Math.abs(mean - height) > 2) setHeight(mean);
  });
  const all = count < kVirtualFrom;
  return {body, height, from: all ? 0 : range.from, to: all ? count : Math.min(count, range.to)};
}

function Gap({rows, height, columns}: {rows: number; height: number; columns: number}): JSX.Element | null {
  if (rows <= 0) return null;
  return (
    <tr class="gap" role="presentation" aria-hidden="true">
      <td colSpan={columns} style={{height: `${rows * height}px`}} />
    </tr>
  );
}

export function Table<Row>(
    {label, columns, rows, keyOf, height = 44, more, broken, got}: Properties<Row>): JSX.Element {
  const sight = useSight(rows.length, height);
  const shown = rows.slice(sight.from, sight.to);
  const atEnd = sight.to >= rows.length;
  const failed = Boolean(broken);
  useEffect(() => { if (atEnd && !failed) more?.(); }, [atEnd, rows.length, got, failed]);
  return (
    <div class="table-frame">
      <table role="table" aria-label={label} aria-rowcount={rows.length + 1}>
        <thead role="rowgroup">
          <tr role="row" aria-rowindex={1}>
            {columns.map((one) => (
              <th key={one.key} scope="col" role="columnheader" class={one.class}>{one.title}</th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" ref={sight.body}>
          <Gap rows={sight.from} height={sight.height} columns={columns.length} />
          {shown.map((row, i) => (
            <tr key={keyOf(row)} role="row" aria-rowindex={sight.from + i + 2}>
              {columns.map((one) => (one.head
                ? <th key={one.key} scope="row" role="rowheader" class={one.class}>{one.cell(row)}</th>
                : <td key={one.key} role="cell" class={one.class} data-title={one.title}>{one.cell(row)}</td>))}
            </tr>
          ))}
          <Gap rows={rows.length - sight.to} height={sight.height} columns={columns.length} />
        </tbody>
      </table>
      {broken ? <div class="inner"><Failed {...broken} /></div> : null}
    </div>
  );
}
