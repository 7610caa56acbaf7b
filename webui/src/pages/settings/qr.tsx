// A text as a square that a phone reads; made here, for it may be a secret.

import type {JSX} from 'preact';
import {useEffect, useState} from 'preact/hooks';

const kQuiet = 4;             // Modules of nothing around it, as the standard asks.

/** The dark modules, run by run. */
function pathOf(rows: readonly boolean[][]): string {
  let path = '';
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; ++x) {
      if (!row[x]) continue;
      const from = x;
      while (row[x + 1]) ++x;
      path += `M${from} ${y}h${x + 1 - from}v1H${from}z`;
    }
  });
  return path;
}

/** Nothing as long as it is not there: the text stands beside it. */
export function QrCode({text, label}: {text: string; label: string}): JSX.Element | null {
  const [rows, setRows] = useState<boolean[][] | null>(null);
  useEffect(() => {
    import('uqr').then(({encode}) => setRows(encode(text, {ecc: 'M', border: kQuiet}).data), () => setRows(null));
  }, [text]);
  if (!rows) return null;
  return (
    <svg class="qr" role="img" aria-label={label} viewBox={`0 0 ${rows.length} ${rows.length}`}>
      <path d={pathOf(rows)} />
    </svg>
  );
}
